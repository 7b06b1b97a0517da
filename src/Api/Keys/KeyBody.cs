using System.Text.Json;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/keys</c>.</summary>
public sealed record KeyBody : IJsonShape<KeyBody>
{
    /// <summary>For whom it is: a till, a feed. 1 to 40 letters, digits, '-', '.' or '_'.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do, such as <c>pos</c> or <c>display:ZRH</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>From when on it is worth nothing; left out: it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public static KeyBody? Read(JsonFields fields)
    {
        var name = fields.Text("name", KeyRequest.NameFault, required: true);
        var scopes = ReadScopes(fields);
        var expires = fields.Text("expiresAt", value => Instants.TryRead(value, out _) ? null : Instants.InstantRule);
        return fields.Faults.None
            ? new KeyBody { Name = name!, Scopes = scopes, ExpiresAt = Instants.TryRead(expires, out var instant) ? instant : null }
            : null;
    }

    private static List<string> ReadScopes(JsonFields fields)
    {
        var array = fields.Take("scopes");
        var words = array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Take(ScopeWords.MaxScopes + 1).Select(word => JsonFields.TextOf(word) ?? "").ToList()
            : [];
        if (ScopeWords.Read(words).Refusal is { } refusal)
            fields.Refuse("scopes", refusal.Detail);
        return words;
    }
}
