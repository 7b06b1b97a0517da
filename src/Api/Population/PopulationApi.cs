using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>All members at a glance.</summary>
public static class PopulationApi
{
    public static void MapPopulation(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/population", async (IPopulation population) => TypedResults.Ok(await population.CountAsync()))
            .WithTags("Operations").WithQuery()
            .Allows(Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("getPopulation").WithSummary("Members by tier and by day of risk or review, and the sum of their spend").Refuses();
}
