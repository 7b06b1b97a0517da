using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The trail, for operators: who changed what, when, why and from where; and whether it is as it was written.</summary>
public static class TrailApi
{
    public static void MapTrail(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/trail", GetAsync).WithTags("Operations").WithQuery([.. TrailFilter.Parameters, "limit", "cursor"])
            .Allows(Scopes.Operator).WithName("getTrail").WithSummary("Changes by operators and keys, newest first").Refuses(422);
        v1.MapGet("/trail/verification", VerifyAsync).WithTags("Operations").WithQuery("limit", "cursor")
            .Allows(Scopes.Operator).WithName("verifyTrail").WithSummary("Verifies a page of the trail, oldest first, and names the first record that is not as it was written")
            .Refuses(422);
        v1.MapGet("/exports/trail", Export).WithTags("Operations").WithQuery(TrailFilter.Parameters)
            .Produces<string>(StatusCodes.Status200OK, "text/csv").Allows(Scopes.Operator).WithName("exportTrail").WithSummary("The trail as CSV, oldest first").Refuses(422);
    }

    private static async Task<Results<Ok<Page<TrailView>>, ProblemResult>> GetAsync(
        string? memberId, string? action, string? who, string? limit, string? cursor, ITrailStore store)
    {
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var filter = TrailFilter.Read(memberId, action, who);
        if (filter.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        if (!TryCursor(page.Value.Cursor, out var before))
            return (ProblemResult)Refusals.CursorNotValid;
        var records = await store.ReadAsync(new TrailQuery(page.Value.Limit + 1, before, filter.Value.Member, filter.Value.Action, filter.Value.Who));
        var items = records.Take(page.Value.Limit).Select(TrailView.Of).ToList();
        return TypedResults.Ok(new Page<TrailView>(items, records.Count > items.Count ? Cells.Of(items[^1].Sequence) : null));
    }

    private static async Task<Results<Ok<TrailVerdict>, ProblemResult>> VerifyAsync(string? limit, string? cursor, ITrailStore store, IJournal journal)
    {
        var page = PageQuery.Read(limit, cursor, PageRequest.MaxLimit);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        return TryCursor(page.Value.Cursor, out var after)
            ? TypedResults.Ok(await new TrailCheck(store, journal).CheckAsync(after ?? 0, page.Value.Limit))
            : (ProblemResult)Refusals.CursorNotValid;
    }

    private static async Task<Results<TrailExport, ProblemResult>> Export(
        string? memberId, string? action, string? who, HttpContext context, ITrailStore store, AuditRecorder trail)
    {
        var filter = TrailFilter.Read(memberId, action, who);
        if (filter.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "trail", detail: filter.Value.Detail);
        return new TrailExport(store, filter.Value);
    }

    private static bool TryCursor(string? cursor, out long? sequence)
    {
        sequence = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return cursor is null || sequence is not null;
    }
}
