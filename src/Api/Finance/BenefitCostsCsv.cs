using System.Text.Json;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Months as CSV: a line a version and tier, adjustments in the month that tells them, so that a month sums to its total.</summary>
public sealed class BenefitCostsCsv(IReadOnlyList<BenefitCostsMonth> months) : IResult
{
    private static readonly string[] Columns = ["month", "version", "code", "memberDays", "low", "high"];

    private const int Code = 2;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var csv = CsvAnswer.Begin(httpContext.Response, "benefit-costs");
        await csv.WriteRecordAsync(Columns, httpContext.RequestAborted);
        foreach (var line in months.SelectMany(month => JsonSerializer.Deserialize<string[][]>(month.Lines) ?? []))
        {
            line[Code] = CellText.Of(line[Code])!;
            await csv.WriteRecordAsync(line, httpContext.RequestAborted);
        }

        await csv.FlushAsync(httpContext.RequestAborted);
    }
}
