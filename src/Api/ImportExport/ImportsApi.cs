using System.IO.Pipelines;
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

    private static async Task<Results<EmptyHttpResult, Ok<ImportSummary>, ProblemResult>> ImportAsync(HttpContext context, string? dryRun, HistoryImport import)
    {
        if (dryRun is not (null or "true" or "false"))
            return (ProblemResult)new Refusal("dry-run-not-valid", "Must be true or false.", "dryRun");
        // What changes nothing leaves no trace either.
        return dryRun == "true"
            ? await AnswerAsync(
                context, import.OpenAsync, (file, stop) => HistoryImport.TryAsync(file, context.RequestServices.GetRequiredService<ImportTrial>(), stop), actions: null)
            : await AnswerAsync(context, import.OpenAsync, import.RunAsync, (TrailActions.HistoryImported, TrailActions.HistoryImportEnded));
    }

    /// <summary>Takes a file and answers what became of its rows.</summary>
    /// <param name="open">Reads its header.</param>
    /// <param name="run">Takes its rows.</param>
    /// <param name="actions">What the trail records at the beginning and at the end; null for nothing.</param>
    internal static async Task<Results<EmptyHttpResult, Ok<ImportSummary>, ProblemResult>> AnswerAsync(
        HttpContext context,
        Func<PipeReader, CancellationToken, Task<Checked<ImportFile>>> open,
        Func<ImportFile, CancellationToken, Task> run,
        (string Begun, string Ended)? actions)
    {
        var services = context.RequestServices;
        var (limits, trail) = (services.GetRequiredService<LimitSettings>(), services.GetRequiredService<AuditRecorder>());
        context.AllowLength(limits.ImportBytes);
        using var held = services.GetRequiredService<OpenAccess>().Hold(context.User, context.Abort);
        if (!context.Request.HasPlainContent(ContentType))
            return (ProblemResult)StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            var begun = actions is { } first ? await trail.RecordAsync(context, first.Begun) : null;
            var opened = await open(context.Request.BodyReader, stop.Token);
            if (opened.Refusal is { } refusal)
            {
                if (begun is not null)
                    await trail.RefusedAsync(context, begun, refusal);
                return (ProblemResult)refusal;
            }

            await using var file = opened.Value;
            async Task RunAsync()
            {
                await run(file, stop.Token);
                if (begun is null)
                    return;
                var counts = file.Tally.Progress();
                await trail.RecordAsync(
                    context,
                    actions!.Value.Ended,
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
    private static Problem? ProblemOf(Exception fault, HttpContext context, LimitSettings limits) => fault switch
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
