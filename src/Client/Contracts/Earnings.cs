namespace Loyalty.Client;

/// <summary>How a purchase earned: what was eligible, then the parts, then the hold.</summary>
public sealed record Earning
{
    /// <summary>What may count, in the purchase's currency.</summary>
    public required decimal Eligible { get; init; }

    /// <summary>The same in the programme's currency; base and parts sum to the counted amount.</summary>
    public required decimal Base { get; init; }

    /// <summary>What may not count.</summary>
    public required IReadOnlyList<ExcludedAmount> Excluded { get; init; }

    /// <summary>What bonus rules added.</summary>
    public required IReadOnlyList<EarnedPart> Parts { get; init; }

    /// <summary>Why it waits, or null.</summary>
    public CreditHold? Hold { get; init; }

    /// <summary>Bonus rules that added nothing, and why; in quotes and explanations only.</summary>
    public IReadOnlyList<MissedRule>? Missed { get; init; }
}

/// <summary>What of a purchase may not count.</summary>
public sealed record ExcludedAmount
{
    /// <summary>The component; null for the whole purchase or what was left of it.</summary>
    public string? Component { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The rule that took it out; null where no rule let it in.</summary>
    public string? Rule { get; init; }
}

/// <summary>What one bonus rule added.</summary>
public sealed record EarnedPart
{
    /// <summary>The rule, by its id.</summary>
    public required string Rule { get; init; }

    /// <summary>The group of the rule.</summary>
    public required string Group { get; init; }

    /// <summary>The rule's percent.</summary>
    public required decimal Percent { get; init; }

    /// <summary>What it added, in the programme's currency, after the cap.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What cut it short, or null.</summary>
    public string? CutBy { get; init; }
}

/// <summary>Why a credit waits.</summary>
public sealed record CreditHold
{
    /// <summary>The rule, by its id.</summary>
    public required string Rule { get; init; }

    /// <summary>What must still happen before the day it counts from is known.</summary>
    public required IReadOnlyList<string> Awaits { get; init; }

    /// <summary>The day from which it counts; null where that is not known yet.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The day it ends without counting if nothing happens, or null.</summary>
    public DateOnly? CancelledOn { get; init; }
}

/// <summary>A bonus rule that added nothing.</summary>
public sealed record MissedRule
{
    /// <summary>The rule, by its id.</summary>
    public required string Rule { get; init; }

    /// <summary>Why it added nothing.</summary>
    public required string Why { get; init; }
}

/// <summary>The credits that wait, in the order of posting.</summary>
public sealed record PendingCredits
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>The account's version: its changes are numbered 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>The day that this holds for, in the programme's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Their sum, in the programme's currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The first day on which some of it counts, or null.</summary>
    public DateOnly? Next { get; init; }

    /// <summary>The credits that wait.</summary>
    public required IReadOnlyList<PendingCredit> Items { get; init; }
}

/// <summary>A credit that waits.</summary>
public sealed record PendingCredit
{
    /// <summary>The caller's id of the purchase, unique in the programme.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>What it will count, net of reversals, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>The civil day, in the programme's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day it was credited.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>The hold rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What must still happen before the day it counts from is known.</summary>
    public required IReadOnlyList<string> Awaits { get; init; }

    /// <summary>The day from which it counts; null where that is not known yet.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The day it ends without counting if nothing happens, or null.</summary>
    public DateOnly? CancelledOn { get; init; }

    /// <summary>The last day on which it will count.</summary>
    public required DateOnly LastDayCounted { get; init; }
}
