using System.Buffers;
using System.Text.Unicode;
using CsvHelper;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Splits one line of CSV (RFC 4180) into fields. No field of an import may hold a line break, so a row is always one line, and a
/// quote that is left open costs its own row only.
/// </summary>
public static class CsvLine
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        DetectSeparatorHint = false,
        IncludeValuesInExceptions = false,
    };

    private static readonly Refusal NotCsv = new("row-not-valid", "The row is not CSV: a quote is open or out of place.");

    /// <summary>The fields, or why there are none: <c>encoding-not-valid</c> or <c>row-not-valid</c>.</summary>
    public static (string[]? Fields, Refusal? Refusal) Read(in ReadOnlySequence<byte> bytes)
    {
        var line = bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
        if (!Utf8.IsValid(line.Span))
            return (null, new Refusal("encoding-not-valid", "The row is not UTF-8."));
        using var reader = CsvReader.Create(line, Options);
        try
        {
            if (!reader.Read())
                return (null, NotCsv);
            var fields = reader.Current.ToArray();
            // A carriage return of its own would begin another record.
            return reader.Read() ? (null, NotCsv) : (fields, null);
        }
        catch (CsvFormatException)
        {
            return (null, NotCsv);
        }
    }
}
