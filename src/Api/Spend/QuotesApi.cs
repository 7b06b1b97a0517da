using System.Security.Claims;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What a basket would earn.</summary>
public static class QuotesApi
{
    private const Scopes Callers = Scopes.Pos | Scopes.Member | Scopes.Operator;

    public static void MapQuotes(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/quotes", Quote).WithTags("Spend").WithQuery()
            .Allows(Callers).WithName("quoteBasket").WithSummary("What a basket would earn and what status it would bring; changes nothing").Refuses(400, 404, 410, 413, 415, 422);

    private static async Task<Results<Ok<QuoteView>, ProblemResult>> Quote(
        JsonBody<QuoteBody, BasketQuestion> body, ClaimsPrincipal user, IGrainFactory grains, ProgrammeBook programmes, ProgrammeClock clock, IRateBook rates)
    {
        if (!body.TryGet(out var basket, out var problem))
            return problem;
        if (basket.Member is { } asked && !Grants.Of(user).May(Callers, asked.Value))
            return (ProblemResult)AccessProblems.NotAllowed;
        return OutcomeResults.Ok(basket.Member is { } member
            ? await grains.LoyaltyAccount(member).Quote(basket.Request)
            : BasketQuote.ForPasserBy(basket.Request, clock.Today, programmes.Current, rates.Current));
    }
}
