using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The first line of a history import.</summary>
public static class ImportHeader
{
    /// <summary>The columns, in order; the last may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns = ["memberId", "transactionId", "type", "amount", "currency", "date", "bookingReference"];

    /// <summary>Checks the header.</summary>
    /// <returns>How many columns every row has; refused with <c>import-header-not-valid</c>.</returns>
    public static Checked<int> Read(Line line)
    {
        var fields = line.TooLong ? null : CsvLine.Read(line.Bytes).Fields;
        if (fields is not null && fields.Length >= Columns.Count - 1 && fields.Length <= Columns.Count
            && fields.SequenceEqual(Columns.Take(fields.Length), StringComparer.Ordinal))
        {
            return fields.Length;
        }

        var missing = Columns.Take(Columns.Count - 1).Except(fields ?? [], StringComparer.Ordinal).ToList();
        var blame = missing.Count > 0 ? $" Missing: {string.Join(", ", missing)}." : "";
        return Refused(blame);
    }

    /// <summary>The refusal of a file that has no header as it must be.</summary>
    public static Refusal Refused(string blame = "") => new(
        "import-header-not-valid",
        $"The first line must be {string.Join(',', Columns.Take(Columns.Count - 1))}, and may add {Columns[^1]}.{blame}",
        "header");
}
