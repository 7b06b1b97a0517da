using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Points that are to be authorised. It says neither number nor PIN of itself.</summary>
/// <param name="Number">Null: the member's own.</param>
/// <param name="Pin">No part of what makes two calls the same.</param>
public sealed record AuthorisationRequest(string OrderId, MemberId? Member, string? Number, string? Pin, long? Points, decimal? Amount, string? PreviewId)
{
    /// <summary>What makes two calls the same.</summary>
    public string Content => string.Create(CultureInfo.InvariantCulture, $"{OrderId}\n{Member}\n{Number}\n{Points}\n{Amount}\n{PreviewId}");

    public override string ToString() => OrderId;
}
