using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What was bought, by one trait.</summary>
public static class StatisticsApi
{
    /// <summary>What is not there yet, but has its word.</summary>
    private const string Later = "segment";

    public static void MapStatistics(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/statistics", Ask).WithTags("Finance").WithQuery("by", "from", "to")
            .Allows(Scopes.Finance).WithName("getStatistics").WithSummary("What was bought in some days, by month, type, product group or home airport").Refuses(422);

    private static async Task<Results<Ok<StatisticsView>, ProblemResult>> Ask(
        string? by, string? from, string? to, PurchaseStatistics statistics, ProgrammeClock clock, HttpContext context)
    {
        StatisticsBy? trait = by switch
        {
            "month" => StatisticsBy.Month,
            "type" => StatisticsBy.Type,
            "productGroup" => StatisticsBy.ProductGroup,
            "homeAirport" => StatisticsBy.HomeAirport,
            _ => null,
        };
        if (trait is null)
        {
            return (ProblemResult)new Refusal(
                "by-not-valid", by == Later ? $"There are no {Later}s yet." : "Must be month, type, productGroup or homeAirport.", "by");
        }

        DateOnly first = default;
        DateOnly last = default;
        if (from is not null && !Instants.TryReadDate(from, out first))
            return (ProblemResult)new Refusal("from-not-valid", Instants.DateRule, "from");
        if (to is not null && !Instants.TryReadDate(to, out last))
            return (ProblemResult)new Refusal("to-not-valid", Instants.DateRule, "to");
        // A year to today where neither is named.
        last = to is null ? clock.Today : last;
        first = from is null ? (last.DayNumber > 366 ? last.AddYears(-1).AddDays(1) : DateOnly.MinValue) : first;
        if (first > last || last.DayNumber - first.DayNumber >= PurchaseStatistics.MaxDays)
            return (ProblemResult)new Refusal("from-not-valid", $"Must be on or before to, and at most {PurchaseStatistics.MaxDays:#,0} days with it.", "from");
        return OutcomeResults.Ok(await statistics.AskAsync(trait.Value, first, last, context.RequestAborted));
    }
}
