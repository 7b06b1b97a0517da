using System.Text.RegularExpressions;

namespace Loyalty.Journal;

/// <summary>One question to one index: everything equal in the first column, and from one text to another in the second.</summary>
/// <param name="MemberPrefix">Members whose number begins so, in place of the rest.</param>
/// <param name="Query">Of the table of persons.</param>
internal sealed partial record SearchQuery(string? MemberPrefix, SqlStatement? Query)
{
    /// <summary>Words of a name; what comes after is part of the last.</summary>
    public const int MaxWords = 5;

    // Beyond every character that a key may have, in both databases' order by bytes.
    private const string Beyond = "\U0010FFFF";

    /// <summary>What to ask for a query, the most telling first.</summary>
    public static IEnumerable<SearchQuery> Of(string query, int limit)
    {
        query = query.Trim();
        if (query.Contains('@', StringComparison.Ordinal))
        {
            yield return Exact("email_key", SearchKeys.EmailKey(query), limit);
            yield break;
        }

        var number = query.Replace(" ", "", StringComparison.Ordinal);
        if (MemberNumber().IsMatch(number) && (number == query || number.All(char.IsAsciiDigit)))
            yield return new SearchQuery(number.ToUpperInvariant(), null);
        foreach (var (key, anyCountry) in PhoneKey.Candidates(query))
            yield return anyCountry ? Prefix("phone_key", "family_key", key, limit) : Exact("phone_key", key, limit);
        foreach (var probe in Names(query, limit))
            yield return probe;
    }

    // A name as it is typed: all words but the last are whole, the last may still grow; given or family name first.
    private static IEnumerable<SearchQuery> Names(string query, int limit)
    {
        if (SearchKeys.NameKey(query) is not { } name || !name.Any(char.IsLetter))
            yield break;
        yield return Prefix("family_key", "given_key", name, limit);
        yield return Prefix("given_key", "family_key", name, limit);
        var words = name.Split(' ', MaxWords);
        for (var cut = 1; cut < words.Length; cut++)
        {
            var (first, last) = (string.Join(' ', words[..cut]), string.Join(' ', words[cut..]));
            yield return Pair("given_key", first, "family_key", last, limit);
            yield return Pair("family_key", first, "given_key", last, limit);
        }
    }

    private static SearchQuery Exact(string column, string? value, int limit) => new(null, new SqlStatement(
        $"SELECT member FROM persons WHERE {column} = @value ORDER BY member LIMIT @limit",
        ("@value", value),
        ("@limit", limit)));

    private static SearchQuery Prefix(string column, string then, string start, int limit) => new(null, new SqlStatement(
        $"SELECT member FROM persons WHERE {column} >= @from AND {column} < @to ORDER BY {column}, {then}, member LIMIT @limit",
        ("@from", start),
        ("@to", start + Beyond),
        ("@limit", limit)));

    private static SearchQuery Pair(string column, string whole, string then, string start, int limit) => new(null, new SqlStatement(
        $"""
        SELECT member FROM persons WHERE {column} = @whole AND {then} >= @from AND {then} < @to
        ORDER BY {then}, member LIMIT @limit
        """,
        ("@whole", whole),
        ("@from", start),
        ("@to", start + Beyond),
        ("@limit", limit)));

    [GeneratedRegex("^[A-Za-z0-9]{1,20}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberNumber();
}
