using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Schemes of numbers, and the numbers that members have. A number is personal: it stands with the person and goes with them. It is one
/// member's in its scheme; the database's unique key says whose.
/// </summary>
/// <exception cref="EngineBusyException">Too many writes wait: nothing was or will be written.</exception>
/// <exception cref="JournalUnavailableException">It cannot be read now, or the outcome of a write is unknown.</exception>
public interface INumberStore
{
    /// <summary>Schemes at most.</summary>
    const int MaxSchemes = 100;

    /// <summary>All schemes, by name.</summary>
    Task<IReadOnlyList<NumberScheme>> LoadSchemesAsync();

    Task<NumberScheme?> FindSchemeAsync(string scheme);

    /// <summary>Keeps a scheme in place of the one of its name, unless there are as many as there may be; durable when it answers.</summary>
    /// <returns>Whether it is kept.</returns>
    Task<bool> SaveSchemeAsync(NumberScheme scheme);

    /// <summary>Whose a number is; null where it is nobody's.</summary>
    Task<MemberNumber?> FindAsync(SchemeNumber number);

    /// <summary>The same for several, without those that are nobody's.</summary>
    Task<IReadOnlyList<MemberNumber>> FindAsync(IReadOnlyList<SchemeNumber> numbers);

    /// <summary>The numbers of a member in the order they were given, at most <see cref="NumberScheme.MaxOfMember"/>: the first of a scheme is the member's first one there.</summary>
    Task<IReadOnlyList<MemberNumber>> ReadMemberAsync(MemberId member);

    /// <summary>The numbers of several members, in the order of members and within each as they were given.</summary>
    Task<IReadOnlyList<MemberNumber>> ReadMembersAsync(IReadOnlyList<MemberId> members);

    /// <summary>
    /// Gives a member a number, unless it is another's, the member is erased or has as many as may be. Where a scheme allows one a member,
    /// it takes the place of the one before. Durable when it answers.
    /// </summary>
    /// <param name="perMember">Of the scheme.</param>
    Task<NumberGiven> AddAsync(MemberNumber number, int perMember);

    /// <summary>Takes a number from its member; durable when it answers, harmless when repeated.</summary>
    Task RemoveAsync(MemberId member, string numberId);

    /// <summary>
    /// Keeps numbers for a member who is being enrolled. They are the member's once the person is held; where that does not come about, whoever
    /// wants them gets them after <see cref="ReservedFor"/>.
    /// </summary>
    /// <returns>How the first that cannot be had stands, with its place; nothing is kept then.</returns>
    Task<(NumberGiven Given, int At)> ReserveAsync(IReadOnlyList<MemberNumber> numbers);

    /// <summary>Gives up what was kept for a member who was not enrolled.</summary>
    Task ReleaseAsync(IReadOnlyList<MemberNumber> numbers);

    /// <summary>How long numbers are kept for an enrolment that was broken off.</summary>
    static TimeSpan ReservedFor => TimeSpan.FromMinutes(10);
}

/// <summary>Whether a member has a number now.</summary>
public enum NumberGiven
{
    /// <summary>The member has it, newly or since before.</summary>
    Given,

    /// <summary>Another member has it.</summary>
    Taken,

    /// <summary>Somebody is being enrolled with it.</summary>
    Awaited,

    /// <summary>The member has as many as may be, of the scheme or of all.</summary>
    TooMany,

    /// <summary>The member was erased.</summary>
    Erased,
}

/// <summary>A number in its scheme. It does not say itself in a log.</summary>
/// <param name="Number">As <see cref="NumberText.Normalise"/> gives it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SchemeNumber")]
public sealed record SchemeNumber(string Scheme, string Number)
{
    public override string ToString() => Scheme;
}

/// <summary>A number that a member has. It does not say itself in a log.</summary>
/// <param name="NumberId">Names it where the number itself must not stand.</param>
/// <param name="At">Since when.</param>
public sealed record MemberNumber(MemberId Member, string NumberId, string Scheme, string Number, DateTimeOffset At)
{
    public string LastFour => NumberText.LastFour(Number);

    /// <summary>A name that nothing can be learnt from.</summary>
    public static string NewId() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(20, lowercase: true);

    public override string ToString() => $"{NumberId} of {Scheme}";
}
