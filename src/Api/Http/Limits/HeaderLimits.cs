using Microsoft.AspNetCore.Http.Features;

namespace Loyalty.Api;

/// <summary>Refuses a request whose address or headers are too large with a problem document.</summary>
public static class HeaderLimits
{
    public static IApplicationBuilder UseHeaderLimits(this IApplicationBuilder app) => app.Use(next => context =>
        Fault(context) is { } status ? ProblemResult.WriteAsync(context, StatusProblems.Of(status)) : next(context));

    private static int? Fault(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > RequestLimits.MaxTargetCharacters })
            return StatusCodes.Status414UriTooLong;
        var (count, size) = (0, 0);
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
            {
                count++;
                size += name.Length + (value?.Length ?? 0);
            }
        }

        return count > RequestLimits.MaxHeaders || size > RequestLimits.MaxHeaderCharacters ? StatusCodes.Status431RequestHeaderFieldsTooLarge : null;
    }
}
