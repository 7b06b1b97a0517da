namespace Loyalty.Client;

/// <summary>One line of the tier history.</summary>
public sealed record TierHistoryEntry
{
    /// <summary>The account's version: its changes are numbered 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>The civil day that the change belongs to.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The instant it was recorded, UTC with milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tier before, by name.</summary>
    public required string From { get; init; }

    /// <summary>The tier after, by name.</summary>
    public required string To { get; init; }

    /// <summary>What counted at that moment, in the programme's currency.</summary>
    public required decimal Spend { get; init; }

    /// <summary>The day of the review that is under way, or null.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>Why, for a correction; else null.</summary>
    public string? Reason { get; init; }
}

/// <summary>What comes if nothing more is bought.</summary>
public sealed record Forecast
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>The account's version: its changes are numbered 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>The day that this holds for, in the programme's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Name of the tier.</summary>
    public required string Tier { get; init; }

    /// <summary>What counts at that moment, in the programme's currency.</summary>
    public required decimal Spend { get; init; }

    /// <summary>In order of date; on one day spend leaves first.</summary>
    public required IReadOnlyList<ForecastEntry> Items { get; init; }

    /// <summary>Cursor of the next page, or null on the last.</summary>
    public string? Next { get; init; }
}

/// <summary>Something that comes if nothing more is bought.</summary>
public sealed record ForecastEntry
{
    /// <summary>The civil day, in the programme's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>What counts after it, in the programme's currency.</summary>
    public required decimal Spend { get; init; }

    /// <summary>What leaves the window, for spendLeaves; else null.</summary>
    public decimal? Leaving { get; init; }

    /// <summary>The tier before, by name, or null.</summary>
    public string? From { get; init; }

    /// <summary>The tier after, by name, or null.</summary>
    public string? To { get; init; }

    /// <summary>The review that a risk sets, or null.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>The further spend that would prevent a risk or a drop, or null.</summary>
    public decimal? AmountToPrevent { get; init; }

    /// <summary>What begins to count, for spendArrives; else null.</summary>
    public decimal? Arriving { get; init; }
}

/// <summary>Why the member holds the tier.</summary>
public sealed record Explanation
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>The account's version: its changes are numbered 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>The day that this holds for, in the programme's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of all postings that count, not only of this page.</summary>
    public required decimal Spend { get; init; }

    /// <summary>The rule that gives the tier.</summary>
    public required TierRule Rule { get; init; }

    /// <summary>The postings that count now, in the order they were posted.</summary>
    public required IReadOnlyList<CountedPosting> Items { get; init; }

    /// <summary>Cursor of the next page, or null on the last.</summary>
    public string? Next { get; init; }
}

/// <summary>A purchase that counts now.</summary>
public sealed record CountedPosting
{
    /// <summary>The caller's id of the purchase, unique in the programme.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>What one unit of the purchase's currency is worth in the programme's currency.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The day the rate is of.</summary>
    public required DateOnly RateDate { get; init; }

    /// <summary>The partner bonus of the tier held at posting, in percent.</summary>
    public required decimal BonusPercent { get; init; }

    /// <summary>What it counts now, after reversals, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>Taken back so far, in the purchase's currency.</summary>
    public required decimal ReversedAmount { get; init; }

    /// <summary>The civil day, in the programme's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day it was credited.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>The first day without it.</summary>
    public required DateOnly LeavesOn { get; init; }

    /// <summary>Why somebody credited it by hand, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The day from which it counts; null where that is not known yet.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The programme version by which it was reckoned.</summary>
    public required int ProgrammeVersion { get; init; }

    /// <summary>How it earned by the programme's rules; null: all of it, with the tier's bonus, at once.</summary>
    public Earning? Earning { get; init; }
}

/// <summary>The rule that gives a tier.</summary>
public sealed record TierRule
{
    /// <summary>Which rule it is.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the tier.</summary>
    public required string Tier { get; init; }

    /// <summary>The tier's threshold, in the programme's currency.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>The day of the review that is under way, or null.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>The rule in one English sentence.</summary>
    public required string Text { get; init; }
}
