using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The body of an event of a purchase. The purchase stands in the path.</summary>
public sealed record PurchaseEventBody : IJsonShape<PurchaseEventBody>
{
    private const string EventRule = "Must be paid, shipped, flown, delivered or rebooked.";

    public required string EventId { get; init; }

    public required PurchaseEventKind Event { get; init; }

    /// <summary>The day it happened.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The new service date of a rebooking.</summary>
    public DateOnly? ServiceDate { get; init; }

    public static PurchaseEventBody? Read(JsonFields fields)
    {
        var id = fields.Parsed("eventId", Domain.EventId.Parse);
        var word = fields.Text("event", text => KindOf(text) is null ? EventRule : null, required: true);
        var date = fields.Date("date");
        if (date is null && fields.Faults.None)
            fields.Refuse("date", "Is required.");
        var service = fields.Date("serviceDate");
        return fields.Faults.None
            ? new PurchaseEventBody { EventId = id!.Value.Value, Event = KindOf(word)!.Value, Date = date!.Value, ServiceDate = service }
            : null;
    }

    private static PurchaseEventKind? KindOf(string? word) => word switch
    {
        "paid" => PurchaseEventKind.Paid,
        "shipped" => PurchaseEventKind.Shipped,
        "flown" => PurchaseEventKind.Flown,
        "delivered" => PurchaseEventKind.Delivered,
        "rebooked" => PurchaseEventKind.Rebooked,
        _ => null,
    };
}
