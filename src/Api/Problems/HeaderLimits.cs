namespace Loyalty.Api;

/// <summary>
/// Refuses a request whose headers are too large with a problem document. The server's own limit lies higher, because what it
/// refuses itself has no body.
/// </summary>
public static class HeaderLimits
{
    /// <summary>Characters of all header names and values that are accepted.</summary>
    public const int MaxCharacters = 32 * 1024;

    /// <summary>Bytes from which the server cuts a request off.</summary>
    public const int ServerMaxBytes = 4 * MaxCharacters;

    public static IApplicationBuilder UseHeaderLimits(this IApplicationBuilder app) => app.Use(next => context =>
    {
        var size = 0;
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
                size += name.Length + (value?.Length ?? 0);
        }

        return size > MaxCharacters
            ? ProblemAnswer.WriteAsync(context, StatusProblems.Of(StatusCodes.Status431RequestHeaderFieldsTooLarge))
            : next(context);
    });
}
