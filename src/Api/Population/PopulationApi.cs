using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>All members at a glance, and lists of them.</summary>
public static class PopulationApi
{
    public static IServiceCollection AddPopulation(this IServiceCollection services) =>
        // By a factory: a host without standings has no use for it, and is not refused for it.
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<MemberLists>(s));

    public static void MapPopulation(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/population", async (IPopulation population) => TypedResults.Ok(await population.CountAsync()))
            .WithTags("Operations").WithQuery()
            .Allows(Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("getPopulation").WithSummary("Members by tier and by day of risk or review, and the sum of their spend").Refuses();
        v1.MapGet("/population/lists", async (MemberLists lists) => TypedResults.Ok(await lists.CountAsync()))
            .WithTags("Operations").WithQuery()
            .Allows(Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("countMemberLists").WithSummary("How many members are new, have risen or dropped, are at risk or near the next tier").Refuses();
        v1.MapGet("/population/members", ListAsync)
            .WithTags("Operations").WithQuery("list", "days", "tier", "sort", "limit", "cursor")
            .Allows(Scopes.Crm | Scopes.Operator).WithName("listMembers").WithSummary("Members of such a list, with profile and status").Refuses(422);
        v1.MapGet("/exports/member-list", ExportAsync)
            .WithTags("Operations").WithQuery("list", "days", "tier", "sort").Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Allows(Scopes.Crm | Scopes.Operator).WithName("exportMemberList").WithSummary("Members of such a list as CSV").Refuses(422);
    }

    private static async Task<Results<Ok<FoundMembers>, ProblemResult>> ListAsync(
        string? list, string? days, string? tier, string? sort, string? limit, string? cursor, MemberLists lists, CancellationToken cancellation)
    {
        var query = lists.Query(list, days, tier, sort);
        if (query.Refusal is { } notValid)
            return (ProblemResult)notValid;
        var page = PageQuery.Read(limit, cursor, MemberSearchApi.DefaultLimit);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var after = MemberListQueries.After(page.Value.Cursor);
        if (after.Refusal is { } notCursor)
            return (ProblemResult)notCursor;
        var (members, unreadable, next) = await lists.PageAsync(query.Value, after.Value, page.Value.Limit, cancellation);
        return TypedResults.Ok(new FoundMembers(
            members, next is { } last ? MemberListQueries.Cursor(last) : null, unreadable.Count == 0 ? null : [.. unreadable.Select(member => new UnreadableView(member, null))]));
    }

    private static async Task<IResult> ExportAsync(
        string? list, string? days, string? tier, string? sort, MemberLists lists, AuditRecorder trail, HttpContext context)
    {
        var query = lists.Query(list, days, tier, sort);
        if (query.Refusal is { } notValid)
            return (ProblemResult)notValid;
        // Nothing is changed, but much leaves the house at once.
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "member-list");
        return new MemberListCsv(lists, query.Value);
    }
}
