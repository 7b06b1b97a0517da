namespace Loyalty.Client;

/// <summary>One line of a basket.</summary>
public sealed record QuoteLine
{
    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The partner where it was bought, or null.</summary>
    public string? Partner { get; init; }

    /// <summary>The parts of the price; null where none were named.</summary>
    public IReadOnlyList<PurchaseComponent>? Components { get; init; }

    /// <summary>Operating carrier; for the programme's rules.</summary>
    public string? Carrier { get; init; }

    /// <summary>Flight of the journey, as LX14; for the programme's rules.</summary>
    public string? Flight { get; init; }

    /// <summary>The day of the flight, stay or delivery.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>Where the journey begins; for the programme's rules.</summary>
    public string? Origin { get; init; }

    /// <summary>Where the journey ends; for the programme's rules.</summary>
    public string? Destination { get; init; }

    /// <summary>Booking class; for the programme's rules.</summary>
    public string? FareClass { get; init; }

    /// <summary>Cabin; for the programme's rules.</summary>
    public string? Cabin { get; init; }

    /// <summary>Product; for the programme's rules.</summary>
    public string? Product { get; init; }

    /// <summary>Group of products; for the programme's rules.</summary>
    public string? ProductGroup { get; init; }

    /// <summary>Merchant; for the programme's rules.</summary>
    public string? Merchant { get; init; }

    /// <summary>Country of the sale; for the programme's rules.</summary>
    public string? Country { get; init; }

    /// <summary>Where it was sold; for the programme's rules.</summary>
    public string? Channel { get; init; }

    /// <summary>Number of the receipt.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Ticket number of 13 digits.</summary>
    public string? TicketNumber { get; init; }

    /// <summary>Company on whose account it was bought.</summary>
    public string? Company { get; init; }
}

/// <summary>What a basket would earn and what status it would bring.</summary>
public sealed record Quote
{
    /// <summary>Whose basket it is; null for a passer-by.</summary>
    public string? MemberId { get; init; }

    /// <summary>The programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The lines, in the order asked.</summary>
    public required IReadOnlyList<QuotedLine> Lines { get; init; }

    /// <summary>The amount in the programme's currency.</summary>
    public required decimal ConvertedAmount { get; init; }

    /// <summary>What counts toward status, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>The tier before, by name.</summary>
    public required string CurrentTier { get; init; }

    /// <summary>The tier after, by name.</summary>
    public required string TierAfter { get; init; }

    /// <summary>What would count after it, in the programme's currency.</summary>
    public required decimal SpendAfter { get; init; }

    /// <summary>What would be missing to the next tier, or null at the top.</summary>
    public decimal? ToNextTierAfter { get; init; }

    /// <summary>What happened to the tier, or null.</summary>
    public TierChange? TierChange { get; init; }

    /// <summary>The card as it would be; null for a passer-by.</summary>
    public MemberStatus? Status { get; init; }
}

/// <summary>One line of a basket, reckoned.</summary>
public sealed record QuotedLine
{
    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The amount in the programme's currency.</summary>
    public required decimal ConvertedAmount { get; init; }

    /// <summary>What counts toward status, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>What one unit of the purchase's currency is worth in the programme's currency.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The partner bonus of the tier held at posting, in percent.</summary>
    public required decimal BonusPercent { get; init; }

    /// <summary>How it earned by the programme's rules; null: all of it, with the tier's bonus, at once.</summary>
    public Earning? Earning { get; init; }
}
