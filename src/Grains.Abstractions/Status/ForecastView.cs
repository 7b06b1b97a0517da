using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What comes if nothing more is bought. Amounts in the programme's currency.</summary>
/// <param name="Items">In order of date; on one day spend leaves first.</param>
/// <param name="Arriving">What begins to count, for spendArrives.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ForecastView")]
public sealed record ForecastView(
    string MemberId, long Version, DateOnly AsOf, string Currency, string Tier, decimal Spend, IReadOnlyList<ForecastEntry> Items, string? Next);

/// <param name="Kind">spendLeaves, spendArrives, tierAtRisk, tierDropped or tierUpgraded.</param>
/// <param name="Spend">CurrentPeriodSpend after it.</param>
/// <param name="Leaving">What leaves the window, for spendLeaves.</param>
/// <param name="From">The tier before, for a risk or a drop.</param>
/// <param name="To">The tier after.</param>
/// <param name="ReviewDate">The review that a risk sets.</param>
/// <param name="AmountToPrevent">The further spend that would prevent the risk or drop.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ForecastEntry")]
public sealed record ForecastEntry(
    DateOnly Date, ForecastKind Kind, decimal Spend, decimal? Leaving, string? From, string? To, DateOnly? ReviewDate, decimal? AmountToPrevent,
    decimal? Arriving = null);

/// <summary>Why the member holds the tier. Amounts in the programme's currency.</summary>
/// <param name="Spend">The sum of the net counted amounts of all postings that count, not only of this page.</param>
/// <param name="Rule">The rule that gives the tier, in words and numbers.</param>
/// <param name="Items">The postings that count now, in the order they were posted.</param>
/// <param name="CountsFrom">The day from which it counts.</param>
/// <param name="ProgrammeVersion">The programme version it was reckoned by.</param>
/// <param name="Earning">How it earned, with the bonus rules that added nothing; null: all of it, with the tier's bonus, at once.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ExplanationView")]
public sealed record ExplanationView(
    string MemberId, long Version, DateOnly AsOf, string Currency, decimal Spend, TierRuleView Rule, IReadOnlyList<CountedPostingView> Items, string? Next);

/// <param name="Code">lowestTier, thresholdReached or softLanding.</param>
/// <param name="Threshold">The tier's threshold.</param>
/// <param name="Text">One English sentence.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierRuleView")]
public sealed record TierRuleView(string Code, string Tier, decimal Threshold, DateOnly? ReviewDate, string Text);

/// <summary>A posting that counts now.</summary>
/// <param name="CountedAmount">What it counts now, after reversals.</param>
/// <param name="LeavesOn">The first day without it.</param>
/// <param name="Reason">Why somebody credited it by hand, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CountedPostingView")]
public sealed record CountedPostingView(
    string TransactionId,
    PurchaseType Type,
    decimal Amount,
    string Currency,
    decimal Rate,
    DateOnly RateDate,
    decimal BonusPercent,
    decimal CountedAmount,
    decimal ReversedAmount,
    DateOnly Date,
    DateOnly PostedOn,
    DateOnly LeavesOn,
    string? Reason = null,
    DateOnly? CountsFrom = null,
    int ProgrammeVersion = Domain.ProgrammeVersion.First,
    EarningView? Earning = null);
