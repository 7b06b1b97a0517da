namespace Loyalty.Domain;

/// <summary>What a purchase may say of itself beside its amount; earning rules look at it. All optional, all part of its content.</summary>
public sealed record PurchaseDetails
{
    /// <summary>Days before and after today that a service date may lie.</summary>
    public const int ServiceDateDays = 400;

    /// <summary>Digits of a ticket number.</summary>
    public const int TicketDigits = 13;

    /// <summary>The parts of the price, summing to the amount; empty when not told.</summary>
    public ValueList<Component> Components { get; init; }

    public string? Carrier { get; init; }

    /// <summary>A flight designator, such as LX14.</summary>
    public string? Flight { get; init; }

    /// <summary>The day of the flight, the night, the hire.</summary>
    public DateOnly? ServiceDate { get; init; }

    public string? Origin { get; init; }

    public string? Destination { get; init; }

    public string? FareClass { get; init; }

    public string? Cabin { get; init; }

    public string? Product { get; init; }

    public string? ProductGroup { get; init; }

    public string? Merchant { get; init; }

    public string? Country { get; init; }

    public string? Channel { get; init; }

    public string? ReceiptNumber { get; init; }

    public string? TicketNumber { get; init; }

    /// <summary>A pool.</summary>
    public string? Company { get; init; }

    /// <summary>Checks what is said against the purchase's amount and the day it is posted.</summary>
    /// <returns><c>components-not-valid</c>, <c>service-date-not-valid</c>, <c>ticket-number-not-valid</c>, <c>unknown-pool</c>, or null.</returns>
    public Refusal? Check(Money amount, DateOnly today)
    {
        if (!Components.IsEmpty && Component.Sum(Components) != amount.Minor)
            return Component.NotValid($"The components do not sum to {amount}.");
        if (CheckServiceDate(ServiceDate, today) is { } date)
            return date;
        if (TicketNumber is { } ticket && (ticket.Length != TicketDigits || !ticket.All(char.IsAsciiDigit)))
            return new Refusal("ticket-number-not-valid", $"A ticket number has {TicketDigits} digits.", "ticketNumber");
        // There are no pools yet, so none can be named.
        return Company is null ? null : new Refusal("unknown-pool", $"There is no pool '{Company}'.", "company");
    }

    /// <summary>Whether a service date is within reach of today.</summary>
    public static Refusal? CheckServiceDate(DateOnly? date, DateOnly today) =>
        date < today.AddDays(-ServiceDateDays) || date > today.AddDays(ServiceDateDays)
            ? new Refusal("service-date-not-valid", $"A service date lies at most {ServiceDateDays} days from today, {today:yyyy-MM-dd}.", "serviceDate")
            : null;
}
