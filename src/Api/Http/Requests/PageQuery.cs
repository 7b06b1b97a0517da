using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Reads what a query string says about the page, the day and the instant asked for.</summary>
public static class PageQuery
{
    /// <summary>Items of a page when the caller does not say.</summary>
    public const int DefaultLimit = 100;

    /// <summary>Characters of a cursor.</summary>
    public const int MaxCursorLength = 200;

    /// <returns>Refused with <c>limit-not-valid</c> or <c>cursor-not-valid</c>.</returns>
    public static Checked<PageRequest> Read(string? limit, string? cursor, int defaultLimit = DefaultLimit)
    {
        var items = Limit(limit, defaultLimit);
        if (items.Refusal is { } refusal)
            return refusal;
        if (cursor is not null && (cursor.Length is 0 or > MaxCursorLength || cursor.Any(c => c is <= ' ' or > '~')))
            return Refusals.CursorNotValid;
        return new PageRequest(items.Value, cursor);
    }

    /// <returns>Refused with <c>limit-not-valid</c>.</returns>
    public static Checked<int> Limit(string? limit, int defaultLimit = DefaultLimit)
    {
        if (limit is null)
            return defaultLimit;
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var items) && items is >= 1 and <= PageRequest.MaxLimit
            ? items
            : new Refusal("limit-not-valid", $"A page has 1 to {PageRequest.MaxLimit} items.", "limit");
    }

    /// <summary>What is wrong with one parameter's value, where it is one of those read here; null for all others.</summary>
    public static Refusal? Fault(string name, string value) => name switch
    {
        "limit" => Limit(value).Refusal,
        "cursor" => Read(null, value).Refusal,
        "asOf" => Status(value, null).Refusal,
        "knownAt" => Status(null, value).Refusal,
        _ => null,
    };

    /// <returns>Refused with <c>as-of-not-valid</c> or <c>known-at-not-valid</c>.</returns>
    public static Checked<StatusQuery> Status(string? asOf, string? knownAt)
    {
        DateOnly date = default;
        DateTimeOffset instant = default;
        if (asOf is not null && !Instants.TryReadDate(asOf, out date))
            return new Refusal("as-of-not-valid", Instants.DateRule, "asOf");
        if (knownAt is not null && !Instants.TryRead(knownAt, out instant))
            return new Refusal("known-at-not-valid", Instants.InstantRule, "knownAt");
        return new StatusQuery(asOf is null ? null : date, knownAt is null ? null : instant);
    }
}
