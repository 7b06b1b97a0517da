using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What was used of benefits. It is kept beside the ledger, and stands without the member once that person is erased.</summary>
public interface IBenefitUseStore
{
    /// <summary>The use recorded under an id, or null.</summary>
    Task<BenefitUse?> FindAsync(string useId);

    /// <summary>Records a use, unless its id is taken, the limit is reached or the member is erased; durable when it answers.</summary>
    /// <param name="limit">Null for none.</param>
    /// <returns>The use that stands under the id; null where there is none.</returns>
    Task<BenefitUse?> AddAsync(BenefitUse use, BenefitLimit? limit);

    /// <summary>The uses of some days by benefit, tier and currency.</summary>
    Task<IReadOnlyList<BenefitUseSum>> SumAsync(DateOnly first, DateOnly last);

    /// <summary>The uses of a member, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<BenefitUse>> ReadMemberAsync(MemberId member, int limit);

    /// <summary>Forgets a bounded number of uses from before a day.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> ForgetBeforeAsync(DateOnly day);
}

/// <summary>A benefit that was used.</summary>
/// <param name="Member">Null once the person was erased.</param>
/// <param name="Tier">Code of the tier held on the day.</param>
/// <param name="Cost">What it cost, or null where nobody has said.</param>
/// <param name="Claim">What the caller sent, to know its repetition.</param>
public sealed record BenefitUse(
    string UseId,
    MemberId? Member,
    string Benefit,
    DateOnly Date,
    string Tier,
    string? Place,
    int Companions,
    Money? Cost,
    DateTimeOffset At,
    string Claim);

/// <summary>Uses that are counted together.</summary>
/// <param name="Currency">Null for uses of which no cost is known.</param>
/// <param name="Cost">In minor units.</param>
public sealed record BenefitUseSum(string Benefit, string Tier, string? Currency, long Uses, long Companions, long Cost);
