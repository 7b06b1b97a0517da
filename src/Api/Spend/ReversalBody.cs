using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The body of a reversal. The purchase stands in the path.</summary>
public sealed record ReversalBody : IJsonShape<ReversalBody>
{
    public required string ReversalId { get; init; }

    public decimal? Amount { get; init; }

    public required string Reason { get; init; }

    /// <summary>What to take back of each component, where the purchase has some.</summary>
    public IReadOnlyList<ComponentBody>? Components { get; init; }

    public static ReversalBody? Read(JsonFields fields)
    {
        var id = fields.Parsed("reversalId", Domain.ReversalId.Parse);
        var amount = fields.Number("amount");
        if (amount < 0)
            fields.Refuse("amount", "An amount cannot be negative.");
        var reason = fields.Text("reason", Reversal.MaxReasonLength, required: true);
        var components = fields.TakeComponents();
        return fields.Faults.None
            ? new ReversalBody
            {
                ReversalId = id!.Value.Value,
                Amount = amount,
                Reason = reason!,
                Components = components is null ? null : [.. components.Select(c => new ComponentBody(c.Code!, c.Amount))],
            }
            : null;
    }
}
