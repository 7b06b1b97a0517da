using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>The answer to a request that is refused or fails.</summary>
public sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult, IValueHttpResult<Problem>
{
    public int? StatusCode => problem.Status;

    public Problem Value => problem;

    public static implicit operator ProblemResult(Problem problem) => new(problem);

    public static implicit operator ProblemResult(Refusal refusal) => new(Problem.Of(refusal));

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, problem);

    /// <summary>Writes a problem as the whole response, with whatever else is wrong with the request.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem) => RequestFaults.MayBeMore(context, problem)
        ? WriteAllAsync(context, problem)
        : WriteOneAsync(context, problem);

    private static async Task WriteAllAsync(HttpContext context, Problem problem) => await WriteOneAsync(context, await RequestFaults.AllAsync(context, problem));

    private static Task WriteOneAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable
            || (problem.Status == StatusCodes.Status429TooManyRequests && context.Response.Headers.RetryAfter.Count == 0))
            context.Response.Headers.RetryAfter = ExceptionProblems.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        // The server does not read a body that is too large to its end: a client that would send its next request on the connection has to know.
        if ((problem.Status == StatusCodes.Status413PayloadTooLarge || context.Request.ContentLength > RequestLimits.MaxBodyBytes)
            && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return context.Response.WriteAsJsonAsync(problem with { TraceId = TraceIds.Of(context) }, ApiJson.Options, Problem.ContentType, context.RequestAborted);
    }
}
