using System.Text.Json.Serialization;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Something stored that cannot be read.</summary>
/// <param name="Member">As the row names it; empty where even that cannot be read.</param>
/// <param name="Sequence">Of a row of the ledger; left out for a person.</param>
public sealed record UnreadableView(
    string Member, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Sequence)
{
    public static UnreadableView Of(UnreadableRow row) => new(row.Member, row.Sequence);
}
