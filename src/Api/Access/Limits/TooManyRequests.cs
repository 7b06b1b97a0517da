using System.Globalization;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>The answer to whoever asks too often.</summary>
public static class TooManyRequests
{
    /// <summary>The problem; it says nothing of which limit, which a guesser need not know.</summary>
    public static Problem Problem(TimeSpan wait) => Api.Problem.Of(
        StatusCodes.Status429TooManyRequests, "too-many-requests", $"Too many requests. Try again in {Seconds(wait)} s.");

    public static Task WriteAsync(HttpContext context, TimeSpan wait) => Result(context, wait).ExecuteAsync(context);

    /// <summary>The same for a handler to return.</summary>
    public static ProblemResult Result(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return Problem(wait);
    }

    /// <summary>The same for a call of the hub.</summary>
    public static HubException Refused(TimeSpan wait) => new($"{Problem(wait).Code}: {Problem(wait).Detail}");

    private static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
