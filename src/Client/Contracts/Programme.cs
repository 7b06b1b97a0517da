namespace Loyalty.Client;

/// <summary>The rules of the programme, as far as a client shows them.</summary>
public sealed record Programme
{
    /// <summary>Name of the programme.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of the programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA name of the programme's time zone: its days are civil days there.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Months for which spend counts.</summary>
    public required int WindowMonths { get; init; }

    /// <summary>Days between a tier at risk and its review.</summary>
    public required int GraceDays { get; init; }

    /// <summary>The tiers, the lowest first.</summary>
    public required IReadOnlyList<ProgrammeTier> Tiers { get; init; }
}

/// <summary>A tier of the programme.</summary>
public sealed record ProgrammeTier
{
    /// <summary>Name of the tier.</summary>
    public required string Name { get; init; }

    /// <summary>What the tier is called through all programme versions.</summary>
    public string? Code { get; init; }

    /// <summary>Spend that it takes, in the programme's currency.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>What partners' purchases count for more, in percent.</summary>
    public decimal PartnerBonusPercent { get; init; }

    /// <summary>Codes of its benefits.</summary>
    public IReadOnlyList<string> Benefits { get; init; } = [];

    /// <summary>Its colour as <c>#c9a227</c>, or null.</summary>
    public string? Colour { get; init; }
}
