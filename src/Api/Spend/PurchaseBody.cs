using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/members/{id}/purchases</c>.</summary>
public record PurchaseBody : DetailsBody, IJsonShape<Purchase>
{
    public required string TransactionId { get; init; }

    public required PurchaseType Type { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public DateOnly? Date { get; init; }

    public string? BookingReference { get; init; }

    public string? Partner { get; init; }

    /// <summary>Why it is credited by hand.</summary>
    public string? Reason { get; init; }

    public static Purchase? Read(JsonFields fields)
    {
        var id = fields.Parsed("transactionId", Domain.TransactionId.Parse);
        var type = fields.TakeType();
        var amount = fields.TakeMoney();
        var date = fields.Date("date");
        var booking = fields.Text("bookingReference", Purchase.MaxTextLength);
        var partner = fields.Text("partner", Purchase.MaxTextLength);
        var reason = fields.Text("reason", Purchase.MaxReasonLength);
        var details = fields.TakeDetails(amount?.Currency);
        return fields.Faults.None
            ? new Purchase(id!.Value, type!.Value, amount!.Value, date, booking, partner, reason, Details: details)
            : null;
    }
}

/// <summary>One line of <c>POST /v1/purchases</c>.</summary>
public sealed record PurchaseLineBody : PurchaseBody
{
    public required string MemberId { get; init; }
}
