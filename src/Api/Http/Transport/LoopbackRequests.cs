namespace Loyalty.Api;

/// <summary>
/// In open mode anybody who can reach the host may do anything, so web pages must not be able to. A page of another site that has
/// its name resolved to this machine is known by the Host header; one that simply calls is for <see cref="OwnOrigins"/>.
/// </summary>
public static class LoopbackRequests
{
    private static volatile string? _lastAllowed;

    public static IApplicationBuilder UseLoopbackRequestsOnly(this IApplicationBuilder app) =>
        app.Use(next => context => Fault(context.Request) is { } problem ? ProblemResult.WriteAsync(context, problem) : next(context));

    private static Problem? Fault(HttpRequest request) => IsOfThisMachine(request)
        ? null
        : Problem.Of(StatusCodes.Status400BadRequest, "host-not-allowed", "In open mode the host answers to localhost, 127.0.0.1 and [::1] only.");

    // Reading an address costs more than comparing it with the last one that was read.
    private static bool IsOfThisMachine(HttpRequest request)
    {
        var asked = request.Headers.Host.ToString();
        if (asked == _lastAllowed || !request.Host.HasValue)
            return true;
        if (!Loopback.IsLoopback(request.Host.Host))
            return false;
        _lastAllowed = asked;
        return true;
    }
}
