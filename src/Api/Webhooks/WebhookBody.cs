using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/webhooks</c>.</summary>
public sealed record WebhookBody : IJsonShape<WebhookBody>
{
    public required string WebhookId { get; init; }

    /// <summary>Where events are posted to: https.</summary>
    public required string Url { get; init; }

    /// <summary>Kinds of events; left out or empty: all of the ledger. <c>memberErased</c> comes always.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Codes of tiers: only events after which the member's effective tier is one of them; left out or empty: all.</summary>
    public IReadOnlyList<string>? Tiers { get; init; }

    /// <summary>For whom it is.</summary>
    public required string Description { get; init; }

    /// <summary>The first sequence of the ledger; left out: what is recorded from now on.</summary>
    public long? FromSequence { get; init; }

    public static WebhookBody? Read(JsonFields fields)
    {
        var id = fields.Text("webhookId", WebhookFields.IdFault, required: true);
        var url = fields.Text("url", WebhookAddress.MaxLength, required: true);
        var (kinds, tiers) = (WebhookFields.Kinds(fields), WebhookFields.Tiers(fields));
        var description = fields.Text("description", WebhookFields.MaxDescription, required: true);
        var from = WebhookFields.Sequence(fields, "fromSequence");
        return fields.Faults.None
            ? new WebhookBody { WebhookId = id!, Url = url!, Kinds = kinds, Tiers = tiers, Description = description!, FromSequence = from }
            : null;
    }
}

/// <summary>The body of <c>PATCH /v1/webhooks/{id}</c>; what is left out stays.</summary>
public sealed record WebhookPatchBody : IJsonShape<WebhookPatchBody>
{
    /// <summary>Where events are posted to: https.</summary>
    public string? Url { get; init; }

    /// <summary>Kinds of events; null or empty: all of the ledger.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Codes of tiers; null or empty: all.</summary>
    public IReadOnlyList<string>? Tiers { get; init; }

    /// <summary>For whom it is.</summary>
    public string? Description { get; init; }

    /// <summary>Whether events are sent. Enabled again, it goes on from its cursor.</summary>
    public bool? Enabled { get; init; }

    internal bool HasKinds { get; init; }

    internal bool HasTiers { get; init; }

    public static WebhookPatchBody? Read(JsonFields fields)
    {
        var (hasKinds, hasTiers) = (fields.Has("kinds"), fields.Has("tiers"));
        var url = fields.Text("url", WebhookAddress.MaxLength);
        var (kinds, tiers) = (WebhookFields.Kinds(fields), WebhookFields.Tiers(fields));
        var description = fields.Text("description", WebhookFields.MaxDescription);
        var enabled = fields.Flag("enabled");
        return fields.Faults.None
            ? new WebhookPatchBody
            {
                Url = url,
                Kinds = kinds,
                Tiers = tiers,
                Description = description,
                Enabled = enabled,
                HasKinds = hasKinds,
                HasTiers = hasTiers,
            }
            : null;
    }
}

/// <summary>The body of <c>POST /v1/webhooks/{id}/replays</c>: a range of sequences or of instants, a member, or both.</summary>
public sealed record ReplayBody : IJsonShape<ReplayBody>
{
    public required string ReplayId { get; init; }

    /// <summary>The first: a sequence of the ledger as a number, or an instant as text. Left out with a member: from the beginning.</summary>
    public JsonElement? From { get; init; }

    /// <summary>The last, in the same way. Left out with a member: up to now.</summary>
    public JsonElement? To { get; init; }

    /// <summary>Only of this member.</summary>
    public string? MemberId { get; init; }

    internal Grains.ReplayRange Range { get; init; } = null!;

    public static ReplayBody? Read(JsonFields fields)
    {
        var id = fields.Text("replayId", WebhookFields.IdFault, required: true);
        var from = WebhookFields.Bound(fields, "from");
        var to = WebhookFields.Bound(fields, "to");
        var member = fields.Text("memberId", text => Domain.MemberId.Parse(text).Refusal?.Detail);
        if (fields.Faults.None)
            RequireRange(fields, from, to, member);
        return fields.Faults.None
            ? new ReplayBody { ReplayId = id!, MemberId = member, Range = new Grains.ReplayRange(from.Sequence, to.Sequence, from.At, to.At, member) }
            : null;
    }

    private static void RequireRange(JsonFields fields, (long? Sequence, DateTimeOffset? At) from, (long? Sequence, DateTimeOffset? At) to, string? member)
    {
        var (hasFrom, hasTo) = (from.Sequence is not null || from.At is not null, to.Sequence is not null || to.At is not null);
        if (member is null && !hasFrom)
            fields.Refuse("from", "Is required without a memberId.");
        else if (member is null && !hasTo)
            fields.Refuse("to", "Is required without a memberId.");
        else if (hasFrom && hasTo && (from.At is null) != (to.At is null))
            fields.Refuse("to", "Must be a sequence where from is one, and an instant where from is one.");
        else if (from.Sequence > to.Sequence || from.At > to.At)
            fields.Refuse("to", "Must not be before from.");
    }
}

/// <summary>What several bodies hold fields to.</summary>
internal static class WebhookFields
{
    public const int MaxDescription = 200;

    /// <summary>Kinds that may be named.</summary>
    public const int MaxKinds = 100;

    /// <summary>Tiers that may be named.</summary>
    public const int MaxTiers = 50;

    private const int MaxTierLength = 64;

    public static string? IdFault(string id) => !CallerId.IsValid(id) ? $"An id is 1 to {CallerId.MaxLength} printable ASCII characters without a space."
        : id is "." or ".." ? "An id cannot be a dot or two dots alone." : null;

    /// <summary>Kinds without repetitions, in the order given; null where there are none.</summary>
    public static IReadOnlyList<string>? Kinds(JsonFields fields)
    {
        var kinds = Words(fields, "kinds", MaxKinds);
        if (kinds?.FirstOrDefault(kind => WebhookKinds.StreamOf(kind) is null) is { } unknown)
            fields.Refuse("kinds", new Refusal("kind-not-known", $"'{Shown(unknown)}' is no kind of event; there are {string.Join(", ", WebhookKinds.All)}.", "kinds"));
        return kinds is { Count: > 0 } ? [.. kinds.Distinct(StringComparer.Ordinal)] : null;
    }

    /// <summary>Codes of tiers, in the same way. They may be those of a version to come.</summary>
    public static IReadOnlyList<string>? Tiers(JsonFields fields)
    {
        var tiers = Words(fields, "tiers", MaxTiers);
        if (tiers?.FirstOrDefault(tier => tier.Length is 0 or > MaxTierLength || tier.Any(c => c is <= ' ' or > '~')) is not null)
            fields.Refuse("tiers", "Must be codes of tiers.");
        return tiers is { Count: > 0 } ? [.. tiers.Distinct(StringComparer.Ordinal)] : null;
    }

    public static long? Sequence(JsonFields fields, string name)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var sequence) && sequence >= 0)
            return sequence;
        fields.Refuse(name, "Must be a sequence: a whole number from 0 on.");
        return null;
    }

    /// <summary>A sequence as a number, or an instant as text.</summary>
    public static (long? Sequence, DateTimeOffset? At) Bound(JsonFields fields, string name)
    {
        var value = fields.Take(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return default;
            case JsonValueKind.Number when value.TryGetInt64(out var sequence) && sequence >= 0:
                return (sequence, null);
            case JsonValueKind.String when Instants.TryRead(JsonFields.TextOf(value), out var at):
                return (null, at);
            default:
                fields.Refuse(name, "Must be a sequence as a number, or an instant with Z or an offset as text.");
                return default;
        }
    }

    private static List<string>? Words(JsonFields fields, string name, int most)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most || value.EnumerateArray().Any(word => JsonFields.TextOf(word) is null))
        {
            fields.Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be a list of at most {most} texts."));
            return null;
        }

        return [.. value.EnumerateArray().Select(word => JsonFields.TextOf(word)!)];
    }

    private static string Shown(string text) => text.Length > CallerId.MaxLength ? text[..CallerId.MaxLength] : text;
}
