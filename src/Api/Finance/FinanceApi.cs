using System.Security.Claims;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What tiers and their benefits cost.</summary>
public static class FinanceApi
{
    private const Scopes Callers = Scopes.Finance;

    public static void MapFinance(this IEndpointRouteBuilder v1)
    {
        var finance = v1.MapGroup("/finance").WithTags("Finance");
        finance.MapGet("/benefit-costs", BenefitCosts).WithQuery("month", "knownAt").Produces<BenefitCostsView>()
            .Allows(Callers).WithName("getBenefitCosts").WithSummary("What benefits cost in a month, as known now or at an instant").Refuses(422, 503);
        finance.MapPost("/closings", Close).WithQuery()
            .Allows(Callers).WithName("closeMonth").WithSummary("Closes a month, which never changes after it").Refuses(400, 409, 413, 415, 422, 503);
        finance.MapPost("/what-if", WhatIf).WithQuery()
            .Allows(Callers).WithName("costBasket").WithSummary("What the tiers that a basket brings would cost; changes nothing").Refuses(400, 404, 410, 413, 415, 422);
        finance.MapGet("/benefit-uses", Uses).WithQuery("month")
            .Allows(Callers).WithName("getBenefitUses").WithSummary("What was used of benefits in a month").Refuses(422);
        v1.MapPost("/benefit-uses", Use).WithTags("Finance").WithQuery()
            .Allows(Callers | Scopes.Lounge | Scopes.FeedDcs | Scopes.Operator).WithName("useBenefit").WithSummary("Records that a benefit was used")
            .Refuses(400, 404, 409, 410, 413, 415, 422);
        v1.MapStatistics();
        v1.MapGet("/exports/benefit-costs", Export).WithTags("Finance").WithQuery("year", "month").Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Allows(Callers).WithName("exportBenefitCosts").WithSummary("What benefits cost in a year or a month, by version, tier and month").Refuses(422, 503);
    }

    private static async Task<IResult> BenefitCosts(string? month, string? knownAt, BenefitCosts costs)
    {
        var read = MonthField.Read(month);
        var query = PageQuery.Status(null, knownAt);
        if ((read.Refusal ?? query.Refusal) is { } refusal)
            return (ProblemResult)refusal;
        var outcome = await costs.MonthAsync(read.Value, query.Value.KnownAt);
        if (outcome.Refusal is { } behind)
            return (ProblemResult)behind;
        // A closed month is answered with the bytes it was closed with.
        return Results.Text(outcome.Value!.Closing?.Body ?? JsonSerializer.Serialize(outcome.Value.View, ApiJson.Options), "application/json; charset=utf-8");
    }

    private static async Task<CreatedResult<ClosingView>> Close(
        JsonBody<ClosingBody, ClosingBody> body, Closings closings, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        if (CivilMonth.Parse(asked.Month) is not { } month)
            return (ProblemResult)MonthField.NotValid(MonthField.Rule);
        var outcome = await closings.CloseAsync(asked.ClosingId, month);
        if (outcome.Value is { } closed)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context, TrailActions.MonthClosed, subject: closed.Month, detail: AuditRecorder.Detail(("sequence", closed.Sequence), ("sha256", closed.Sha256))));
        }

        return OutcomeResults.CreatedOrRepeated(outcome, $"/v1/finance/benefit-costs?month={month}");
    }

    private static async Task<Results<Ok<WhatIfView>, ProblemResult>> WhatIf(JsonBody<WhatIfBody, BasketQuestion> body, IGrainFactory grains)
    {
        if (!body.TryGet(out var basket, out var problem))
            return problem;
        return OutcomeResults.Ok(await grains.LoyaltyAccount(basket.Member!.Value).CostTiers(basket.Request));
    }

    private static async Task<Results<Ok<BenefitUsesView>, ProblemResult>> Uses(string? month, BenefitUses uses)
    {
        var read = MonthField.Read(month);
        return read.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(await uses.MonthAsync(read.Value));
    }

    private static async Task<CreatedResult<BenefitUseView>> Use(
        JsonBody<BenefitUseBody, BenefitUse> body, BenefitUses uses, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var outcome = await uses.RecordAsync(asked);
        if (outcome.Value is { } used)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context, TrailActions.BenefitUsed, asked.Member, used.UseId, AuditRecorder.Detail(("benefit", used.Benefit), ("date", used.Date))));
        }

        return OutcomeResults.CreatedOrRepeated(outcome);
    }

    private static async Task<IResult> Export(string? year, string? month, BenefitCosts costs, AuditRecorder trail, HttpContext context)
    {
        var outcome = month is null ? await YearAsync(year, costs) : await MonthAsync(year, month, costs);
        if (outcome.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "benefit-costs");
        return new BenefitCostsCsv(outcome.Value!);
    }

    private static async Task<Outcome<IReadOnlyList<BenefitCostsMonth>>> YearAsync(string? text, BenefitCosts costs)
    {
        var year = MonthField.ReadYear(text);
        return year.Refusal is { } refusal ? refusal : await costs.YearAsync(year.Value);
    }

    private static async Task<Outcome<IReadOnlyList<BenefitCostsMonth>>> MonthAsync(string? year, string text, BenefitCosts costs)
    {
        var month = MonthField.Read(text);
        if (month.Refusal is { } refusal)
            return refusal;
        if (year is not null)
            return MonthField.NotValid("A year or a month, not both.");
        var outcome = await costs.MonthAsync(month.Value, null);
        return outcome.Refusal is { } behind ? behind : new[] { outcome.Value! };
    }
}
