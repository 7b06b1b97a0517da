using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>A key to be made.</summary>
/// <param name="Name">See <see cref="NameFault"/>.</param>
/// <param name="Scopes">In the words of <see cref="ScopeWords"/>, each once, sorted.</param>
/// <param name="ExpiresAt">Null: never.</param>
public sealed record KeyRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Characters of a key's name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Holds a wish to its rules.</summary>
    /// <returns>Refused with <c>name-not-valid</c>, <c>scopes-not-valid</c> or <c>expires-at-not-valid</c>.</returns>
    public static Checked<KeyRequest> Of(string name, IReadOnlyCollection<string> scopes, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (NameFault(name) is { } fault)
            return new Refusal("name-not-valid", fault, "name");
        if (ScopeWords.Read(scopes).Refusal is { } refusal)
            return refusal;
        if (expiresAt <= now)
            return new Refusal("expires-at-not-valid", "Must lie in the future.", "expiresAt");
        return new KeyRequest(name, [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], expiresAt?.ToUniversalTime());
    }

    // It stands in the ledger, in logs and in tables that spreadsheets open.
    internal static string? NameFault(string name) =>
        name.Length is 0 or > MaxNameLength || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? $"Must be 1 to {MaxNameLength} letters, digits, '-', '.' or '_', and begin with a letter or digit."
            : null;
}
