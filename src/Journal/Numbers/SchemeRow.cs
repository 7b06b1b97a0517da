using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A scheme of numbers as a row; what it holds is JSON.</summary>
internal static class SchemeRow
{
    /// <summary>Keeps a scheme, unless it is new and there are as many as there may be.</summary>
    public static IReadOnlyList<SqlStatement> Save(NumberScheme scheme)
    {
        (string, object?)[] values = [("@id", scheme.Id), ("@body", JsonSerializer.Serialize(SchemeBody.Of(scheme), JournalJson.Stored.SchemeBody))];
        return
        [
            new SqlStatement("UPDATE number_schemes SET body = @body WHERE id = @id", values),
            new SqlStatement(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    INSERT INTO number_schemes (id, body) SELECT @id, @body
                    WHERE NOT EXISTS (SELECT 1 FROM number_schemes WHERE id = @id) AND (SELECT count(*) FROM number_schemes) < {INumberStore.MaxSchemes}
                    """),
                values),
        ];
    }

    public static NumberScheme Read(DbDataReader row) => JsonSerializer.Deserialize(row.GetString(1), JournalJson.Stored.SchemeBody)!.In(row.GetString(0));
}

/// <summary>What a scheme's row holds beside its name.</summary>
internal sealed record SchemeBody(
    string Kind,
    string Pattern,
    string Check,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> CounterExamples,
    int PerMember,
    IReadOnlyList<string> Airlines)
{
    public static SchemeBody Of(NumberScheme scheme) => new(
        Word(scheme.Kind), scheme.Pattern, Word(scheme.Check), scheme.Examples, scheme.CounterExamples, scheme.PerMember, scheme.Airlines);

    public NumberScheme In(string id) => new(
        id, Enum.Parse<NumberKind>(Kind, ignoreCase: true), Pattern, Enum.Parse<NumberCheck>(Check, ignoreCase: true), Examples, CounterExamples, PerMember, Airlines);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
