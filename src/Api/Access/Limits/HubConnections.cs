using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Bounds the connections of the hub, for each caller and in all. A connection too many is told why and closed.</summary>
public sealed class HubConnections(LimitSettings limits, LimitMetrics metrics) : IHubFilter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Caller, int> _byCaller = [];
    private int _all;

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var caller = CallerOf(context);
        if (!TryEnter(caller))
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
            Leave(caller);
            throw;
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Leave(CallerOf(context));
        return next(context, exception);
    }

    private static Caller CallerOf(HubLifetimeContext context) => context.Context.User is { } user ? Caller.Of(user) : Caller.Open;

    private int MostOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Open => limits.HubConnections,
        CallerKind.Member => limits.HubConnectionsPerMember,
        _ => limits.HubConnectionsPerCaller,
    };

    private bool TryEnter(Caller caller)
    {
        lock (_gate)
        {
            var own = _byCaller.GetValueOrDefault(caller);
            if (_all >= limits.HubConnections || own >= MostOf(caller))
                return false;
            _all++;
            _byCaller[caller] = own + 1;
            return true;
        }
    }

    private void Leave(Caller caller)
    {
        lock (_gate)
        {
            if (!_byCaller.TryGetValue(caller, out var own))
                return;
            _all--;
            if (own == 1)
                _byCaller.Remove(caller);
            else
                _byCaller[caller] = own - 1;
        }
    }
}
