using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line it begins on, 1 for the first of the file.</param>
/// <param name="Cells">Without their quotes; a quoted one may hold line breaks. Empty where there is a fault.</param>
/// <param name="Separator">What stands between cells in this file.</param>
/// <param name="Fault">Why it cannot be taken, or null.</param>
public readonly record struct CsvRecord(long Line, string[] Cells, char Separator, Refusal? Fault);
