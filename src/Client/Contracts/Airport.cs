namespace Loyalty.Client;

/// <summary>A member who shows up for a flight at a place of an airport.</summary>
public sealed record CheckIn
{
    /// <summary>The caller's id of the check-in, unique in the programme.</summary>
    public required string CheckinId { get; init; }

    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>IATA flight designator, as LX14.</summary>
    public required string Flight { get; init; }

    /// <summary>The flight's date, from 2 days before today to 30 days after it.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>IATA code of the airport, as ZRH.</summary>
    public required string Airport { get; init; }

    /// <summary>The place in the airport where a display hangs, as A1.</summary>
    public required string Location { get; init; }

    /// <summary>The seat, as 12A.</summary>
    public string? Seat { get; init; }
}

/// <summary>A check-in, with the greeting.</summary>
public sealed record CheckInReceipt
{
    /// <summary>The caller's id of the check-in, unique in the programme.</summary>
    public required string CheckinId { get; init; }

    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>IATA flight designator, as LX14.</summary>
    public required string Flight { get; init; }

    /// <summary>The flight's date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>IATA code of the airport, as ZRH.</summary>
    public required string Airport { get; init; }

    /// <summary>The place in the airport where a display hangs, as A1.</summary>
    public required string Location { get; init; }

    /// <summary>The seat, as 12A; null where none was told.</summary>
    public string? Seat { get; init; }

    /// <summary>Name of the tier.</summary>
    public required string Tier { get; init; }

    /// <summary>Place of the tier in the ladder; 0 is the lowest.</summary>
    public required int TierLevel { get; init; }

    /// <summary>What the display greets with.</summary>
    public required string GreetingCode { get; init; }

    /// <summary>The instant it was recorded, UTC with milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When displays take the greeting away.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
