using System.Security.Claims;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>By which key a purchase came: only that key, or one that has taken its place under its name, may take it back.</summary>
internal static class PurchaseSource
{
    /// <summary>The purchase as it is recorded for a caller.</summary>
    public static Purchase From(this Purchase purchase, ClaimsPrincipal user) =>
        AccessIdentity.SourceOf(user) is { } source ? purchase with { Source = source } : purchase;
}
