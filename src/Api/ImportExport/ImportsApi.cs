using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Taking over the history of an existing programme.</summary>
public static class ImportsApi
{
    public const string ContentType = "text/csv";

    public static void MapImports(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/imports", ImportAsync).WithTags("Spend").WithQuery("dryRun")
            .Allows(Scopes.Admin).WithName("importHistory")
            .WithSummary($"Imports a history as CSV: {string.Join(',', ImportHeader.Columns)} in any order (the last two are optional); with dryRun=true it is tried and nothing changes")
            .Accepts<string>(ContentType)
            .Produces<ImportSummary>(StatusCodes.Status200OK, "application/json", ImportProgressAnswer.ContentType)
            .Refuses(413, 415, 422);

    private static async Task<Results<EmptyHttpResult, Ok<ImportSummary>, ProblemResult>> ImportAsync(
        HttpContext context, string? dryRun, HistoryImport import, LimitSettings limits, OpenAccess open, IHostApplicationLifetime lifetime, AuditRecorder trail)
    {
        if (dryRun is not (null or "true" or "false"))
            return (ProblemResult)new Refusal("dry-run-not-valid", "Must be true or false.", "dryRun");
        context.AllowLength(limits.ImportBytes);
        using var held = open.Hold(context.User, context.Abort);
        if (!context.Request.HasPlainContent(ContentType))
            return (ProblemResult)StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            // What changes nothing leaves no trace either.
            var begun = dryRun == "true" ? null : await trail.RecordAsync(context, TrailActions.HistoryImported);
            var opened = await import.OpenAsync(context.Request.BodyReader, stop.Token);
            if (opened.Refusal is { } refusal)
            {
                if (begun is not null)
                    await trail.RefusedAsync(context, begun, refusal);
                return (ProblemResult)refusal;
            }

            await using var file = opened.Value;
            async Task RunAsync()
            {
                if (begun is null)
                {
                    await HistoryImport.TryAsync(file, context.RequestServices.GetRequiredService<ImportTrial>(), stop.Token);
                    return;
                }

                await import.RunAsync(file, stop.Token);
                var counts = file.Tally.Progress();
                await trail.RecordAsync(
                    context,
                    TrailActions.HistoryImportEnded,
                    subject: Cells.Of(begun.Sequence),
                    detail: AuditRecorder.Detail(("rows", counts.Rows), ("accepted", counts.Accepted), ("duplicates", counts.Duplicates), ("rejected", counts.Rejected)));
            }

            if (ImportProgressAnswer.IsWanted(context.Request))
            {
                await ImportProgressAnswer.WriteAsync(context, file.Tally, RunAsync(), fault => ProblemOf(fault, context, limits));
                return TypedResults.Empty;
            }

            await RunAsync();
            return TypedResults.Ok(file.Tally.Summary());
        }
        catch (Exception fault) when (ProblemOf(fault, context, limits) is { } problem)
        {
            return (ProblemResult)problem;
        }
    }

    // What ends an import and is nobody's defect; null for all else.
    internal static Problem? ProblemOf(Exception fault, HttpContext context, LimitSettings limits) => fault switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Of(
            StatusCodes.Status413PayloadTooLarge,
            "body-too-large",
            $"A file has at most {limits.ImportBytes} bytes. Send it in parts, in order: rows already taken are duplicates."),
        OperationCanceledException when !context.RequestAborted.IsCancellationRequested => Problem.Of(
            StatusCodes.Status503ServiceUnavailable, "engine-busy", "The host is stopping. Send the file again: rows already taken are duplicates."),
        _ => null,
    };
}
