namespace Loyalty.Grains;

/// <summary>How long what is held of people is kept.</summary>
public sealed record RetentionPeriods
{
    /// <summary>Days after its flight that a check-in or a disruption is kept, by default.</summary>
    public const int DefaultCheckInDays = 7;

    /// <summary>No id may be forgotten while it could be used again: a flight is checked in for until two days after it.</summary>
    public const int MinCheckInDays = AirportOptions.MaxDaysLate + 1;

    public const int MaxCheckInDays = 365;

    /// <summary>Years that the trail is kept, by default: as long as books of account in Switzerland.</summary>
    public const int DefaultTrailYears = 10;

    public const int MaxYears = 100;

    /// <summary>Days that the clock may leap past the last day known, by default.</summary>
    public const int DefaultMaxLeapDays = 3;

    public const int MostLeapDays = 36_500;

    /// <summary>Percent of the members held who may be erased in one run, by default.</summary>
    public const int DefaultMaxSharePercent = 1;

    /// <summary>Days that the clock may leap past the last day known; after a longer leap retention waits for a second day.</summary>
    public int MaxLeapDays { get; init; } = DefaultMaxLeapDays;

    /// <summary>Percent of the members held who may be erased in one run; where more would be, it waits for a second day.</summary>
    public int MaxSharePercent { get; init; } = DefaultMaxSharePercent;

    /// <summary>Days after its flight that a check-in or a disruption is kept.</summary>
    public int CheckInDays { get; init; } = DefaultCheckInDays;

    /// <summary>Years that the trail is kept.</summary>
    public int TrailYears { get; init; } = DefaultTrailYears;

    /// <summary>Years without activity after which a member's person is erased; null: never.</summary>
    public int? InactiveYears { get; init; }
}
