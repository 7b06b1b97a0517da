using System.Text.Json.Serialization;

namespace Loyalty.Grains;

/// <summary>How a purchase earned: eligible, then parts, then hold.</summary>
/// <param name="Eligible">What may count, in the purchase's currency.</param>
/// <param name="Base">The same in the programme's currency; base and parts sum to the counted amount.</param>
/// <param name="Hold">Why it waits, or null.</param>
/// <param name="Missed">Bonus rules that added nothing and why; in quotes and explanations only.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarningView")]
public sealed record EarningView(
    decimal Eligible,
    decimal Base,
    IReadOnlyList<ExcludedView> Excluded,
    IReadOnlyList<EarnedPartView> Parts,
    HoldView? Hold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MissedRuleView>? Missed = null);

/// <param name="Component">The component, or null for the whole purchase or what was left of it.</param>
/// <param name="Amount">In the purchase's currency.</param>
/// <param name="Rule">The rule that took it out; null where no rule let it in.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ExcludedView")]
public sealed record ExcludedView(string? Component, decimal Amount, string? Rule);

/// <param name="Amount">In the programme's currency, after the cap.</param>
/// <param name="CutBy"><c>cap</c>, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarnedPartView")]
public sealed record EarnedPartView(string Rule, string Group, decimal Percent, decimal Amount, string? CutBy);

/// <param name="Awaits">What must still happen before the day of the release is known.</param>
/// <param name="CountsFrom">The day of the release, or null while it is not known.</param>
/// <param name="CancelledOn">The day it ends without counting if nothing happens, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HoldView")]
public sealed record HoldView(string Rule, IReadOnlyList<string> Awaits, DateOnly? CountsFrom, DateOnly? CancelledOn);

/// <param name="Why">not-in-dates, not-matching, better-in-group, group-ended or cap-reached.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MissedRuleView")]
public sealed record MissedRuleView(string Rule, string Why);

/// <summary>What waits of a member, in no sum.</summary>
/// <param name="Amount">In the programme's currency.</param>
/// <param name="Next">The first day on which some of it counts, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PendingView")]
public sealed record PendingView(decimal Amount, int Items, DateOnly? Next);

/// <summary>The credits that wait, in the order of posting.</summary>
/// <param name="Amount">Their sum, in <paramref name="Currency"/>, the programme's.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PendingListView")]
public sealed record PendingListView(
    string MemberId, long Version, DateOnly AsOf, string Currency, decimal Amount, DateOnly? Next, IReadOnlyList<PendingCreditView> Items);

/// <param name="Amount">As reported, in <paramref name="Currency"/>.</param>
/// <param name="CountedAmount">What it will count, net of reversals, in the programme's currency.</param>
/// <param name="Rule">The hold rule.</param>
/// <param name="LastDayCounted">The last day it will count.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PendingCreditView")]
public sealed record PendingCreditView(
    string TransactionId,
    Domain.PurchaseType Type,
    decimal Amount,
    string Currency,
    decimal CountedAmount,
    DateOnly Date,
    DateOnly PostedOn,
    string Rule,
    IReadOnlyList<string> Awaits,
    DateOnly? CountsFrom,
    DateOnly? CancelledOn,
    DateOnly LastDayCounted);

/// <summary>Another row of the same command.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AlongsideView")]
public sealed record AlongsideView(Domain.ChangeKind Kind, long Version, string Id);
