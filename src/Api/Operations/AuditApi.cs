using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The self-check, for operators: is what is kept of the accounts what the ledger gives?</summary>
public static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/audit", GetAsync).WithTags("Operations").WithQuery("memberId", "limit", "cursor")
            .Allows(Scopes.Operator).WithName("getAudit").WithSummary("Replays accounts from the ledger and tells what differs in snapshots and in memory").Refuses(404, 422);

    private static async Task<Results<Ok<AuditPage>, ProblemResult>> GetAsync(
        string? memberId, string? limit, string? cursor, IAccountAudit audit, CancellationToken cancellation)
    {
        if (memberId is not null)
        {
            var member = MemberId.Parse(memberId);
            if (member.Refusal is { } mistyped)
                return (ProblemResult)mistyped;
            return await audit.CheckAsync(member.Value) is { } one
                ? TypedResults.Ok(one)
                : (ProblemResult)Refusals.UnknownMember(member.Value);
        }

        var items = PageQuery.Limit(limit);
        if (items.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var after = cursor is null ? (MemberId?)null : MemberId.Parse(cursor) is { Refusal: null } last ? last.Value : default;
        if (after is { Value: "" })
            return (ProblemResult)Refusals.CursorNotValid;
        return TypedResults.Ok(await audit.CheckAsync(after, items.Value, cancellation));
    }
}
