using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Where each member stands, for lists of many: what the ledger says of them, kept by a follower and given anew by it. Nothing personal.
/// </summary>
public interface IStandingStore
{
    /// <summary>The account's version that each of the members is kept at; who is not kept is not in it.</summary>
    Task<IReadOnlyDictionary<MemberId, long>> VersionsAsync(IReadOnlyCollection<MemberId> members);

    /// <summary>Keeps standings, each unless one of a later version is there, then moves of tiers, each unless a later day is noted; nothing of who is erased.</summary>
    Task KeepAsync(IReadOnlyList<Standing> standings, IReadOnlyList<TierMove> moves);

    /// <summary>How many members a list has, by this day.</summary>
    Task<long> CountAsync(MemberList list, DateOnly from);

    /// <summary>Members of a list, in its order.</summary>
    Task<IReadOnlyList<ListedMember>> ReadAsync(MemberListQuery query, ListedMember? after, int limit);
}

/// <summary>Which members are listed.</summary>
public enum MemberList
{
    /// <summary>Everybody, by the day they enrolled.</summary>
    All,

    /// <summary>Enrolled on or after a day.</summary>
    Enrolled,

    /// <summary>Whose last rise was on or after a day.</summary>
    Risen,

    /// <summary>Whose last drop was on or after a day.</summary>
    Dropped,

    /// <summary>In a soft landing, by the day of the review.</summary>
    AtRisk,

    /// <summary>Who lack little to the next tier, by the last day on which that holds with no further spend.</summary>
    NearNextTier,
}

/// <summary>What a list is sorted by.</summary>
public enum MemberOrder
{
    /// <summary>The day that the list is about.</summary>
    Date,

    /// <summary>What counted at the account's last change.</summary>
    Spend,

    /// <summary>What lacked to the next tier at the account's last change; who has none comes last.</summary>
    Missing,
}

/// <summary>What is asked of a list.</summary>
/// <param name="From">The first day that counts; of those near the next tier, today.</param>
/// <param name="Tier">Only of a tier, by its code; null for all.</param>
public sealed record MemberListQuery(MemberList List, DateOnly From, string? Tier, MemberOrder Order, bool IsDescending);

/// <summary>A member of a list.</summary>
/// <param name="Key">What it is sorted by.</param>
public readonly record struct ListedMember(MemberId Member, long Key);

/// <summary>Where a member stands.</summary>
/// <param name="Version">The account's version that this is of.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Spend">In minor units, as are all amounts here.</param>
/// <param name="Missing">To the next tier; null at the top.</param>
/// <param name="NearUntil">The last day on which little is missing with no further spend; null where much is.</param>
public sealed record Standing(MemberId Member, long Version, string Tier, DateOnly Enrolled, DateOnly? Review, long Spend, long? Missing, DateOnly? NearUntil);

/// <summary>A move of a tier.</summary>
public readonly record struct TierMove(MemberId Member, DateOnly Day, bool IsUp);
