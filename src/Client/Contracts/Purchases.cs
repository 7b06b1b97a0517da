namespace Loyalty.Client;

/// <summary>A purchase as a till, a checkout or a reservation system reports it.</summary>
public sealed record Purchase
{
    /// <summary>The caller's id of the purchase, unique in the programme.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The purchase date; today where it is left out. At most tomorrow.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Booking reference of the reservation, or null.</summary>
    public string? BookingReference { get; init; }

    /// <summary>The partner where it was bought, or null.</summary>
    public string? Partner { get; init; }

    /// <summary>Why it is credited by hand; it stands in the ledger for good.</summary>
    public string? Reason { get; init; }

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

/// <summary>A part of a price.</summary>
public sealed record PurchaseComponent
{
    /// <summary>Code of the component, as fare or tax.</summary>
    public required string Code { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }
}

/// <summary>What is taken back of a purchase, which the path names.</summary>
public sealed record Reversal
{
    /// <summary>The caller's id of the reversal, unique in the programme.</summary>
    public required string ReversalId { get; init; }

    /// <summary>What is taken back, in the purchase's currency; all that is left where it is left out.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Why it is taken back.</summary>
    public required string Reason { get; init; }

    /// <summary>What is taken back of each component; needed where the purchase has some.</summary>
    public IReadOnlyList<PurchaseComponent>? Components { get; init; }
}
