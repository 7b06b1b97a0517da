using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/scans</c>.</summary>
public sealed record ScanBody : IJsonShape<ScanBody>
{
    /// <summary>Characters of what was scanned: a boarding pass of four legs has some 600.</summary>
    public const int MaxTextLength = 1000;

    /// <summary>Characters of a place.</summary>
    public const int MaxPlaceLength = 64;

    public required string Text { get; init; }

    public ScanPlaceBody? At { get; init; }

    public static ScanBody? Read(JsonFields fields)
    {
        var text = fields.Text("text", TextFault, required: true);
        var at = fields.Take("at");
        ScanPlaceBody? place = null;
        if (at.ValueKind == JsonValueKind.Object)
        {
            var inner = new JsonFields(at, fields.Faults, "at.");
            place = ScanPlaceBody.Read(inner);
            inner.Close();
        }
        else if (at.ValueKind != JsonValueKind.Undefined)
        {
            fields.Refuse("at", "Must be an object with place.");
        }

        return fields.Faults.None ? new ScanBody { Text = text!, At = place } : null;
    }

    /// <summary>What cannot have been scanned. Spaces at the end belong to a boarding pass; a scanner may end with a new line.</summary>
    internal static string? TextFault(string text) =>
        string.IsNullOrWhiteSpace(text) ? "Must not be empty."
        : text.Length > MaxTextLength ? $"Must have at most {MaxTextLength} characters."
        : null;
}

/// <summary>Where something was scanned.</summary>
public sealed record ScanPlaceBody : IJsonShape<ScanPlaceBody>
{
    public required string Place { get; init; }

    public static ScanPlaceBody? Read(JsonFields fields)
    {
        var place = fields.Text("place", ScanBody.MaxPlaceLength, required: true);
        return place is null ? null : new ScanPlaceBody { Place = place };
    }
}

/// <summary>The body of <c>POST /v1/awards</c>: a scan and a purchase in one.</summary>
public sealed record AwardBody : IJsonShape<Award>
{
    public required string AwardId { get; init; }

    public required string Scan { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required PurchaseType Type { get; init; }

    public required string Reason { get; init; }

    public static Award? Read(JsonFields fields)
    {
        var id = fields.Parsed("awardId", TransactionId.Parse);
        var scan = fields.Text("scan", ScanBody.TextFault, required: true);
        var amount = fields.TakeMoney();
        var type = fields.TakeType();
        var reason = fields.Text("reason", Purchase.MaxReasonLength, required: true);
        return fields.Faults.None ? new Award(scan!, new Purchase(id!.Value, type!.Value, amount!.Value, Reason: reason)) : null;
    }
}

/// <summary>A purchase of whoever was scanned.</summary>
public sealed record Award(string Scan, Purchase Purchase);
