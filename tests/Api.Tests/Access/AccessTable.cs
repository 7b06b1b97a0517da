using System.Text.RegularExpressions;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>The table of docs/ACCESS.md: what callers are told they may call.</summary>
public static partial class AccessTable
{
    /// <summary>Every call with the scopes that open it; <c>anybody</c> alone where no key is asked for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Rows { get; } = Row().Matches(File.ReadAllText(RepositoryFiles.At("docs/ACCESS.md")))
        .ToDictionary(
            row => row.Groups["call"].Value,
            row => (IReadOnlySet<string>)row.Groups["who"].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>Whether the table opens a call to somebody with one scope, or with <c>none</c>.</summary>
    public static bool Opens(string call, string scope) =>
        Rows[call] is var who && (who.Contains("anybody") || who.Contains(scope) || scope == "admin");

    [GeneratedRegex(@"^\| `(?<call>(GET|POST|PUT|PATCH|DELETE|hub|/)[^`]*)` \| (?<who>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
