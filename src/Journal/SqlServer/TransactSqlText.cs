using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>
/// Says in T-SQL what the stores say in the words that SQLite and PostgreSQL share: <c>ON CONFLICT</c>, <c>LIMIT</c>, casts to text,
/// counts of 64 bits and lengths in bytes. Nothing else of those two may be used in a <see cref="SqlStatement"/>; what is not understood is refused.
/// </summary>
/// <remarks>
/// Two statements in place of one, an update and an insert of what is not there, are safe because only the holder of the journal's lock
/// writes.
/// </remarks>
internal static partial class TransactSqlText
{
    /// <summary>Texts already said. They are constants of the program, so there are only so many.</summary>
    private static readonly ConcurrentDictionary<string, string> Said = new(StringComparer.Ordinal);

    /// <summary>The statement as a command, with its parameters.</summary>
    /// <param name="before">T-SQL that comes first in the same call.</param>
    public static SqlBatchCommand Command(SqlStatement statement, string before = "")
    {
        var command = new SqlBatchCommand(before + Of(statement.Text));
        foreach (var (name, value) in statement.Parameters)
            command.Parameters.Add(SqlServerValues.Of(name, value));
        return command;
    }

    /// <exception cref="NotSupportedException">It has words that are not understood here.</exception>
    public static string Of(string text) => Said.GetOrAdd(text, static common =>
    {
        var said = Upsert().Match(common) is { Success: true } upsert ? UpdateOrInsert(upsert) : common;
        said = Limits(said);
        said = Count().Replace(said, "count_big(*)");
        said = Octets().Replace(said, "DATALENGTH(");
        // PostgreSQL must be told what a missing text is; a parameter has its type here.
        said = AsText().Replace(said, "${value}");
        return Foreign().Match(said) is { Success: true } word
            ? throw new NotSupportedException($"'{word.Value}' is not said in T-SQL by this engine: {common}")
            : said;
    });

    private static string UpdateOrInsert(Match upsert)
    {
        var table = upsert.Groups["table"].Value;
        var columns = Parts(upsert.Groups["columns"].Value);
        var values = Parts(upsert.Groups["values"].Value);
        if (columns.Length != values.Length)
            throw new NotSupportedException($"{columns.Length} columns have {values.Length} values: {upsert.Value}");
        var given = columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        var isIt = string.Join(" AND ", Parts(upsert.Groups["keys"].Value).Select(key => $"{table}.{key} = {given[key]}"));
        var insert = $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {isIt})";
        if (!upsert.Groups["set"].Success)
            return insert;
        var condition = upsert.Groups["where"] is { Success: true, Value: var where } ? $" AND ({Given(where, given)})" : "";
        return $"UPDATE {table} SET {Given(upsert.Groups["set"].Value, given)} WHERE {isIt}{condition};\n{insert}";
    }

    private static string[] Parts(string list) => [.. list.Split(',').Select(part => part.Trim())];

    private static string Given(string text, Dictionary<string, string> given) =>
        Excluded().Replace(text, match => given[match.Groups["column"].Value]);

    // What a LIMIT ends is the query it stands in, back to its opening bracket. T-SQL wants an order for it: where none was said, any does.
    private static string Limits(string text)
    {
        while (Limit().Match(text) is { Success: true } limit)
        {
            var query = text[Opening(text, limit.Index)..limit.Index];
            var order = Order().IsMatch(query) ? "" : "ORDER BY 1 ";
            text = text[..limit.Index] + $"{order}OFFSET 0 ROWS FETCH NEXT {limit.Groups["rows"].Value} ROWS ONLY" + text[(limit.Index + limit.Length)..];
        }

        return text;
    }

    private static int Opening(string text, int from)
    {
        var closed = 0;
        for (var i = from - 1; i >= 0; i--)
        {
            if (text[i] == ')')
                closed++;
            else if (text[i] == '(' && closed-- == 0)
                return i + 1;
        }

        return 0;
    }

    private const int Milliseconds = 1000;

    [GeneratedRegex(
        @"^\s*INSERT INTO (?<table>\w+)\s*\((?<columns>[^)]*)\)\s*VALUES\s*\((?<values>[^)]*)\)\s*ON CONFLICT \((?<keys>[^)]*)\) DO (?:NOTHING|UPDATE\s+SET (?<set>.*?)(?:\s+WHERE (?<where>.*))?)\s*$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Upsert();

    [GeneratedRegex(@"\bexcluded\.(?<column>\w+)", RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Excluded();

    [GeneratedRegex(@"\bLIMIT (?<rows>@\w+|\d+)", RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bORDER BY\b", RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Order();

    [GeneratedRegex(@"\bcount\(\*\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Milliseconds)]
    private static partial Regex Count();

    [GeneratedRegex(@"\boctet_length\(", RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Octets();

    [GeneratedRegex(@"\bCAST\((?<value>@\w+) AS text\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Milliseconds)]
    private static partial Regex AsText();

    [GeneratedRegex(@"\bAS text\b|\bON CONFLICT\b|\bLIMIT\b|\bRETURNING\b|\bexcluded\b|\|\||::|\bRECURSIVE\b", RegexOptions.CultureInvariant, Milliseconds)]
    private static partial Regex Foreign();
}
