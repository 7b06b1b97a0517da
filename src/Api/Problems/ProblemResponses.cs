using Loyalty.Grains;
using Microsoft.AspNetCore.Diagnostics;

namespace Loyalty.Api;

/// <summary>Sees to it that every error of every address is a problem document.</summary>
public static class ProblemResponses
{
    /// <summary>Answers exceptions and bare error statuses of all that follows in the pipeline.</summary>
    public static IApplicationBuilder UseProblemResponses(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Loyalty.Api.Problems");
        app.Use(next => context => AnswerFaultsAsync(context, next, log));
        return app.UseStatusCodePages(AnswerBareStatus);
    }

    /// <summary>
    /// Answers what load brings about where it arises. Each frame that an exception passes costs as much as a good part of a
    /// purchase, and an engine with too much to do must turn callers away more cheaply than it serves them.
    /// </summary>
    public static RouteGroupBuilder AnswerBusyAtOnce(this RouteGroupBuilder group) => group.AddEndpointFilter(async (call, next) =>
    {
        try
        {
            return await next(call);
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException && !call.HttpContext.Response.HasStarted)
        {
            return (ProblemAnswer)Faults.Of(fault);
        }
    });

    private static Task AnswerBareStatus(StatusCodeContext bare) =>
        ProblemAnswer.WriteAsync(bare.HttpContext, StatusProblems.Of(bare.HttpContext.Response.StatusCode));

    private static async Task AnswerFaultsAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug(fault, "The caller of {Method} {Path} went away.", context.Request.Method, context.Request.Path);
        }
        catch (Exception fault)
        {
            if (Faults.IsOurs(fault))
                log.LogError(fault, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                // Half an answer is out: only a broken connection can still tell the caller.
                context.Abort();
                return;
            }

            context.Response.Clear();
            await ProblemAnswer.WriteAsync(context, Faults.Of(fault));
        }
    }
}
