namespace Loyalty.Api;

/// <summary>Sees to it that every error of every address is a problem document.</summary>
public static class ProblemResponses
{
    /// <summary>Answers exceptions and bare error statuses of all that follows in the pipeline.</summary>
    public static IApplicationBuilder UseProblemResponses(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Loyalty.Api.Problems");
        return app.Use(next => context => AnswerFaultsAsync(context, next, log));
    }

    // The hub names a type and then says nothing.
    private static bool IsBareError(HttpResponse response) =>
        response.StatusCode is >= 400 and < 600 && !response.HasStarted && response.ContentLength is null && response.ContentType is (null or "" or "text/plain");

    private static async Task AnswerFaultsAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            if (IsBareError(context.Response))
                await ProblemResult.WriteAsync(context, StatusProblems.Of(context.Response.StatusCode));
        }
        catch (Exception fault) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug(fault, "The caller of {Method} {Path} went away.", context.Request.Method, context.Request.Path);
        }
        catch (Exception fault)
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "{Method} {Path} failed; trace {TraceId}.", context.Request.Method, context.Request.Path, TraceIds.Of(context));
            if (context.Response.HasStarted)
            {
                // Half an answer is out: only a broken connection can still tell the caller.
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.RequestServices.GetRequiredService<SecurityHeaders>().Set(context);
            await ProblemResult.WriteAsync(context, ExceptionProblems.Of(fault));
        }
    }
}
