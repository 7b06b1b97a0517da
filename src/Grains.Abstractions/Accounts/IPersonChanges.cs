using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Changes of persons, told in the stream of persons by the transaction that makes them.</summary>
public interface IPersonChanges
{
    /// <summary>
    /// Makes a change where the profile is at the version it was decided on and, where it has an id, nobody has used that. Durable when it
    /// answers; whether it was made is to be looked up. Harmless when repeated. A person who is erased stays so.
    /// </summary>
    Task ChangeProfileAsync(ProfileWrite write);

    /// <summary>Keeps what a member agrees to; durable when it answers. A person who is erased stays so.</summary>
    Task ChangeConsentAsync(Consent consent, StreamEntry told);

    /// <summary>What was made under an id of a caller's, or null.</summary>
    Task<ProfileAnswer?> FindAsync(string changeId);

    /// <summary>
    /// Members of whom a person is held, in the order in which their profiles were changed last, at most <paramref name="limit"/>. One that
    /// changes meanwhile comes again at the end. What has not changed since streams are kept stands first, under sequence 0.
    /// </summary>
    /// <param name="after">The last of the page before.</param>
    Task<IReadOnlyList<ChangedMember>> ReadChangedAsync(ChangedMember after, int limit);
}

/// <summary>A decided change of a profile.</summary>
/// <param name="Person">As it is after the change.</param>
/// <param name="Before">The profile's version before.</param>
/// <param name="Told">What the stream says of it; null where no value is another.</param>
/// <param name="Answer">What is kept under the caller's id; null where there is none.</param>
public sealed record ProfileWrite(Person Person, long Before, StreamEntry? Told, ProfileAnswer? Answer);

/// <summary>What was answered to a change that came under an id of the caller's.</summary>
/// <param name="Claim">Tells who was first where several use one id at once; the fingerprint is mixed with it.</param>
/// <param name="Fingerprint">Hash of the change's content, to know its repetition; empty where the member was erased since.</param>
/// <param name="Fields">The names of the fields whose values became others.</param>
public sealed record ProfileAnswer(
    string ChangeId, MemberId Member, string Claim, string Fingerprint, long ProfileVersion, IReadOnlyList<string> Fields, DateTimeOffset At);

/// <summary>A member and the sequence of the last change of the profile.</summary>
public sealed record ChangedMember(MemberId? Member, long Sequence);
