using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Taking over the persons of an existing programme.</summary>
public static class MembersImportApi
{
    public static void MapMembersImport(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/imports/members", ImportAsync).WithTags("Members").WithQuery()
            .Allows(Scopes.Admin).WithName("importMembers")
            .WithSummary($"Imports members as CSV: {string.Join(',', MemberImportLine.Columns)} in any order (all but the first are optional)")
            .Accepts<string>(ImportsApi.ContentType)
            .Produces<ImportSummary>(StatusCodes.Status200OK, "application/json", ImportProgressAnswer.ContentType)
            .Refuses(413, 415, 422);

    private static async Task<Results<EmptyHttpResult, Ok<ImportSummary>, ProblemResult>> ImportAsync(
        HttpContext context, MembersImport import, LimitSettings limits, OpenAccess open, IHostApplicationLifetime lifetime, AuditRecorder trail)
    {
        context.AllowLength(limits.ImportBytes);
        using var held = open.Hold(context.User, context.Abort);
        if (!context.Request.HasPlainContent(ImportsApi.ContentType))
            return (ProblemResult)StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var begun = await trail.RecordAsync(context, TrailActions.MembersImported);
            var opened = await import.OpenAsync(context.Request.BodyReader, stop.Token);
            if (opened.Refusal is { } refusal)
            {
                await trail.RefusedAsync(context, begun, refusal);
                return (ProblemResult)refusal;
            }

            await using var file = opened.Value;
            async Task RunAsync()
            {
                await import.RunAsync(file, context.RequestServices, ChangeSource.Of(context.User), stop.Token);
                var counts = file.Tally.Progress();
                await trail.RecordAsync(
                    context,
                    TrailActions.MembersImportEnded,
                    subject: Cells.Of(begun.Sequence),
                    detail: AuditRecorder.Detail(("rows", counts.Rows), ("accepted", counts.Accepted), ("duplicates", counts.Duplicates), ("rejected", counts.Rejected)));
            }

            if (ImportProgressAnswer.IsWanted(context.Request))
            {
                await ImportProgressAnswer.WriteAsync(context, file.Tally, RunAsync(), fault => ImportsApi.ProblemOf(fault, context, limits));
                return TypedResults.Empty;
            }

            await RunAsync();
            return TypedResults.Ok(file.Tally.Summary());
        }
        catch (Exception fault) when (ImportsApi.ProblemOf(fault, context, limits) is { } problem)
        {
            return (ProblemResult)problem;
        }
    }
}
