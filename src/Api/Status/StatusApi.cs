using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What a member can always be told: status, transactions, history, forecast, why.</summary>
public static class StatusApi
{
    public static void MapStatus(this IEndpointRouteBuilder v1)
    {
        var member = v1.MapGroup("/members/{id}").WithTags("Status");
        member.MapGet("/status", Status).WithQuery("asOf", "knownAt")
            .Allows(Scopes.Pos | Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getStatus").WithSummary("The status card: today's, or of a past day as known now or then").Refuses(404, 410, 422);
        member.MapGet("/transactions", (string id, string? limit, string? cursor, IGrainFactory grains) =>
                PageAsync(grains, id, PageQuery.Read(limit, cursor), (account, page) => account.GetTransactions(page)))
            .WithQuery("limit", "cursor")
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getTransactions").WithSummary("Postings and reversals, newest first").Refuses(404, 410, 422);
        member.MapGet("/history", (string id, string? limit, string? cursor, IGrainFactory grains) =>
                PageAsync(grains, id, PageQuery.Read(limit, cursor), (account, page) => account.GetHistory(page)))
            .WithQuery("limit", "cursor")
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getHistory").WithSummary("Tier changes, newest first").Refuses(404, 410, 422);
        member.MapGet("/forecast", (string id, IGrainFactory grains) => grains.AskAsync(id, account => account.GetForecast())).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getForecast").WithSummary("What leaves when, risks and drops to come").Refuses(404, 410, 422);
        member.MapGet("/pending", (string id, IGrainFactory grains) => grains.AskAsync(id, account => account.GetPending())).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getPending").WithSummary("Credits that wait: how much, from when, for what").Refuses(404, 410, 422);
        member.MapGet("/explain", (string id, string? limit, string? cursor, IGrainFactory grains) =>
                PageAsync(grains, id, PageQuery.Read(limit, cursor, PageRequest.MaxLimit), (account, page) => account.Explain(page)))
            .WithQuery("limit", "cursor")
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("explainStatus").WithSummary("The postings that make up today's spend, and the rule that gives the tier").Refuses(404, 410, 422);
    }

    private static async Task<Results<Ok<StatusView>, ProblemResult>> Status(string id, string? asOf, string? knownAt, IGrainFactory grains, HttpContext context)
    {
        var member = MemberId.Parse(id);
        var query = PageQuery.Status(asOf, knownAt);
        if ((member.Refusal ?? query.Refusal) is { } refusal)
            return (ProblemResult)refusal;
        var status = await grains.LoyaltyAccount(member.Value).GetStatus(query.Value);
        context.Tell(status.Value);
        return OutcomeResults.Ok(status);
    }

    private static async Task<Results<Ok<T>, ProblemResult>> PageAsync<T>(
        IGrainFactory grains, string id, Checked<PageRequest> page, Func<ILoyaltyAccountGrain, PageRequest, Task<Outcome<T>>> question)
        where T : class
    {
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        return await grains.AskAsync(id, account => question(account, page.Value));
    }
}
