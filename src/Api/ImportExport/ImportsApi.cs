using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Taking over the history of an existing programme.</summary>
public static class ImportsApi
{
    public const string ContentType = "text/csv";

    public static void MapImports(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/imports", ImportAsync).WithTags("Spend").WithQuery()
            .Allows(Scopes.Admin).WithName("importHistory").WithSummary($"Imports a history as CSV: {string.Join(',', ImportHeader.Columns)} (the last is optional)")
            .Accepts<string>(ContentType)
            .Refuses(413, 415, 422);

    private static async Task<Results<Ok<ImportSummary>, ProblemResult>> ImportAsync(
        HttpContext context, HistoryImport import, LimitSettings limits, OpenAccess open, IHostApplicationLifetime lifetime, AuditRecorder trail)
    {
        context.AllowLength(limits.ImportBytes);
        using var held = open.Hold(context.User, context.Abort);
        if (!context.Request.HasPlainContent(ContentType))
            return (ProblemResult)StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var begun = await trail.RecordAsync(context, TrailActions.HistoryImported);
            var summary = await import.RunAsync(context.Request.BodyReader, stop.Token);
            if (summary.Refusal is { } refusal)
            {
                await trail.RefusedAsync(context, begun, refusal);
                return (ProblemResult)refusal;
            }

            var counts = summary.Value;
            await trail.RecordAsync(
                context,
                TrailActions.HistoryImportEnded,
                subject: Cells.Of(begun.Sequence),
                detail: AuditRecorder.Detail(("rows", counts.Rows), ("accepted", counts.Accepted), ("duplicates", counts.Duplicates), ("rejected", counts.Rejected)));
            return TypedResults.Ok(counts);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (ProblemResult)Problem.Of(
                StatusCodes.Status413PayloadTooLarge,
                "body-too-large",
                $"A file has at most {limits.ImportBytes} bytes. Send it in parts, in order: rows already taken are duplicates.");
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return (ProblemResult)Problem.Of(
                StatusCodes.Status503ServiceUnavailable, "engine-busy", "The host is stopping. Send the file again: rows already taken are duplicates.");
        }
    }
}
