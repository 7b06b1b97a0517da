namespace Loyalty.Domain;

/// <summary>Where the state was found that is held against the ledger.</summary>
public enum AuditedState
{
    /// <summary>The ledger itself: its rows do not follow each other, or the changes do not give what the postings give.</summary>
    Ledger,

    /// <summary>The stored snapshot.</summary>
    Snapshot,

    /// <summary>The actor in memory.</summary>
    Live,

    /// <summary>What is held of the member's person.</summary>
    Person,
}

/// <summary>One thing in which an account is not what its ledger gives.</summary>
/// <param name="Version">The version at which it was compared.</param>
/// <param name="What">
/// The field: version, row, memberId, enrolledOn, tier, buckets, lifetime, lastPostedOn, day or lastUpdated; of one event alone converted,
/// bonusPercent, counted, lastDayCounted, rateDate, purchaseDate, postedOn, tierChangeDate or date.
/// </param>
/// <param name="Expected">What the ledger gives.</param>
/// <param name="Found">What is there instead.</param>
public sealed record AuditDifference(AuditedState In, long Version, string What, string Expected, string Found);
