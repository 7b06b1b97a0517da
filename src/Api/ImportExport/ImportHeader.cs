using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The first line of an import: which column stands where. Columns come in any order and case.</summary>
/// <param name="Count">Columns of every row.</param>
/// <param name="Positions">Where each of the import's columns stands; -1 for one that is not there.</param>
public sealed record ImportHeader(int Count, IReadOnlyList<int> Positions)
{
    private const int Required = 6;

    /// <summary>The columns of a history; the last two may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["memberId", "transactionId", "type", "amount", "currency", "date", "bookingReference", "reverses"];

    /// <summary>The cell of a column, empty where the file has no such column.</summary>
    /// <param name="column">Its place among the import's columns.</param>
    public string Cell(string[] cells, int column) => Positions[column] < 0 ? "" : cells[Positions[column]];

    /// <summary>The member of a row, the first of every import's columns.</summary>
    /// <returns>Refused also where the row itself cannot be taken.</returns>
    public Checked<MemberId> MemberOf(CsvRecord record)
    {
        if (record.Fault is { } fault)
            return fault;
        return record.Cells.Length == Count
            ? MemberId.Parse(Cell(record.Cells, 0))
            : new Refusal("column-count-not-valid", $"The row has {record.Cells.Length} columns; the header has {Count}.");
    }

    /// <summary>Checks the header of a history.</summary>
    /// <returns>Refused with <c>import-header-not-valid</c>, which says all that is wrong with it.</returns>
    public static Checked<ImportHeader> Read(CsvRecord? record) => Read(record, Columns, Required);

    /// <summary>Checks the header of any import.</summary>
    /// <param name="required">How many of the columns, from the first, must be there.</param>
    public static Checked<ImportHeader> Read(CsvRecord? record, IReadOnlyList<string> columns, int required)
    {
        Refusal Refused(IEnumerable<string> faults) => new(
            "import-header-not-valid",
            $"The first line must have the columns {string.Join(',', columns.Take(required))}, and may have {string.Join(" and ", columns.Skip(required))}, "
            + $"in any order, parted by commas, semicolons or tabs. {string.Join(" ", faults)}",
            "header");

        if (record is not { } header)
            return Refused(["The file is empty."]);
        if (header.Fault is { } fault)
            return Refused([fault.Code == "encoding-not-valid" && header.Cells.Length > 0 ? "The header is neither UTF-8 nor UTF-16." : fault.Detail]);

        var names = header.Cells.Select(cell => cell.Trim()).ToList();
        var positions = columns.Select(column => names.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase))).ToList();
        var faults = Faults(names, positions, columns, required).ToList();
        return faults.Count == 0 ? new ImportHeader(names.Count, positions) : Refused(faults);
    }

    private static IEnumerable<string> Faults(List<string> names, List<int> positions, IReadOnlyList<string> columns, int required)
    {
        if (positions.TrueForAll(position => position < 0))
        {
            yield return names.Count == 1
                ? "Its columns are not parted by a comma, a semicolon or a tab."
                : "It names none of these columns: perhaps the file has no header.";
            yield break;
        }

        var missing = columns.Take(required).Where((_, column) => positions[column] < 0).ToList();
        if (missing.Count > 0)
            yield return $"Missing: {string.Join(", ", missing)}.";
        for (var i = 0; i < names.Count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (names[i].Length == 0)
                yield return $"Column {number} has no name{(i == names.Count - 1 ? ": there is a separator too many at the end of the line" : "")}.";
            else if (!columns.Contains(names[i], StringComparer.OrdinalIgnoreCase))
                yield return $"Column {number}, '{Shown(names[i])}', is one too many.";
            else if (!positions.Contains(i))
                yield return $"Column {number}, '{Shown(names[i])}', is there twice.";
        }
    }

    private static string Shown(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
