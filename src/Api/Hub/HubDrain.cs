using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>
/// Lets nobody begin at the hub of a host that is stopping. All its clients are closed when the stop begins and come back at once:
/// turned away with 503 they, or a load balancer for them, find another host. Taken in, they would hold up the stop until it is cut
/// short, for they are never closed a second time.
/// </summary>
internal sealed class HubDrain(IHostApplicationLifetime lifetime) : IHubFilter
{
    private const string Stopping = "The host is stopping.";

    /// <summary>Turns away what asks for the hub.</summary>
    public static void Use(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use(next => context => stopping.IsCancellationRequested && context.Request.Path.StartsWithSegments(HubAddress.Path)
            ? ProblemResult.WriteAsync(context, ExceptionProblems.Of(new EngineBusyException(Stopping)))
            : next(context));
    }

    /// <summary>The same for a connection that was on its way when all were closed.</summary>
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? throw new HubException($"engine-busy: {Stopping}") : next(context);
}
