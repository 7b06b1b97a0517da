using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>The state of an account at a version, so that a restart need not replay all that came before.</summary>
public sealed record AccountSnapshot(
    MemberId MemberId,
    long Version,
    DateOnly EnrolledOn,
    TierStanding Standing,
    ImmutableArray<(DateOnly LastDay, long Amount)> Buckets,
    long Lifetime,
    DateOnly? LastPostedOn,
    DateOnly Day,
    DateOnly? Due,
    DateTimeOffset LastUpdated,
    ValueList<PendingCredit> Pending = default,
    ValueList<CapUse> Caps = default);
