using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/disruptions</c>.</summary>
public sealed record DisruptionBody : IJsonShape<Disruption>
{
    public required string DisruptionId { get; init; }

    public required string Flight { get; init; }

    public required DateOnly Date { get; init; }

    public required string Kind { get; init; }

    public required string Message { get; init; }

    public static Disruption? Read(JsonFields fields)
    {
        var id = fields.Parsed("disruptionId", Domain.DisruptionId.Parse);
        var flight = fields.TakeFlight();
        var kind = fields.Text("kind", Disruption.MaxKindLength, required: true);
        var message = fields.Text("message", Disruption.MaxMessageLength, required: true);
        return fields.Faults.None ? new Disruption(id!.Value, flight!.Value, kind!, message!) : null;
    }
}
