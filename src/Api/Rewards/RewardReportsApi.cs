using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What finance asks of rewards.</summary>
public static class RewardReportsApi
{
    public static void MapRewardReports(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/finance/rewards", MonthAsync).WithTags("Finance").WithQuery("month")
            .Allows(Scopes.Finance).WithName("getRewardSums").WithSummary("What was issued, used, expired and taken back of rewards in a month, and what is left").Refuses(422);
        v1.MapGet("/exports/rewards", ExportAsync).WithTags("Finance").WithQuery("month").Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Allows(Scopes.Finance).WithName("exportRewards").WithSummary("The same as CSV, a line a kind and currency").Refuses(422);
    }

    private static async Task<Results<Ok<RewardMonthView>, ProblemResult>> MonthAsync(string? month, RewardReports reports, HttpContext context)
    {
        var read = MonthField.Read(month);
        return read.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(await reports.MonthAsync(read.Value, context.RequestAborted));
    }

    private static async Task<IResult> ExportAsync(string? month, RewardReports reports, AuditRecorder trail, HttpContext context)
    {
        var read = MonthField.Read(month);
        if (read.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var sums = await reports.MonthAsync(read.Value, context.RequestAborted);
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "rewards");
        return new RewardsCsv(sums);
    }
}

/// <summary>A month of rewards as CSV.</summary>
public sealed class RewardsCsv(RewardMonthView month) : IResult
{
    private static readonly string[] Columns = ["month", "kind", "currency", "opening", "issued", "used", "expired", "revoked", "closing", "held"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var csv = CsvAnswer.Begin(httpContext.Response, "rewards");
        await csv.WriteRecordAsync(Columns, httpContext.RequestAborted);
        foreach (var line in month.Lines)
        {
            await csv.WriteRecordAsync(
                [
                    month.Month, Cells.Of(line.Kind), line.Currency, Cells.Of(line.Opening), Cells.Of(line.Issued), Cells.Of(line.Used), Cells.Of(line.Expired),
                    Cells.Of(line.Revoked), Cells.Of(line.Closing), Cells.Of(line.Held),
                ],
                httpContext.RequestAborted);
        }

        await csv.FlushAsync(httpContext.RequestAborted);
    }
}
