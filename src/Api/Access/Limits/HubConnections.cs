using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Bounds the connections of the hub, for each caller and in all. A connection too many is told why and closed.</summary>
public sealed class HubConnections(LimitSettings limits, LimitMetrics metrics) : IHubFilter
{
    private readonly CallerCounts _held = new(limits.HubConnections, caller => caller.Kind switch
    {
        CallerKind.Open => limits.HubConnections,
        CallerKind.Member => limits.HubConnectionsPerMember,
        _ => limits.HubConnectionsPerCaller,
    });

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var caller = CallerOf(context);
        if (!_held.TryTake(caller))
        {
            metrics.Refused(LimitMetrics.HubConnections);
            throw new HubException("too-many-connections: This caller, or the host as a whole, has as many connections as it may have.");
        }

        try
        {
            await next(context);
        }
        catch
        {
            // Nobody tells of a connection's end that had no beginning.
            _held.Give(caller);
            throw;
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _held.Give(CallerOf(context));
        return next(context, exception);
    }

    private static Caller CallerOf(HubLifetimeContext context) => context.Context.User is { } user ? Caller.Of(user) : Caller.Open;
}
