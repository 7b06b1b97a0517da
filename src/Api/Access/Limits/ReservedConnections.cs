using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Loyalty.Api;

/// <summary>
/// Keeps some connections for those who have to see what is wrong and end it. A connection beyond <see cref="LimitSettings.Connections"/>
/// serves health and an administrator, one request each; all others are told to come back.
/// </summary>
internal sealed class ReservedConnections(LimitSettings limits, LimitMetrics metrics)
{
    /// <summary>Connections that are kept; one beyond them is hung up on.</summary>
    public const int Count = 32;

    private int _open;
    private int _marked;

    /// <summary>Counts a connection of the server and marks it where it is one of those kept.</summary>
    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var isReserved = Interlocked.Increment(ref _open) > limits.Connections;
        if (isReserved)
        {
            Interlocked.Increment(ref _marked);
            connection.Features.Set(Mark.Instance);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            if (isReserved)
                Interlocked.Decrement(ref _marked);
        }
    }

    /// <summary>Serves no second request on a connection that is kept; before anything is answered.</summary>
    public void Use(IApplicationBuilder app) => app.Use(next => context =>
    {
        if (IsReserved(context))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";
        }

        return next(context);
    });

    /// <summary>Turns away whom they are not kept for; where the caller is known.</summary>
    public void UseForAdministrators(IApplicationBuilder app) =>
        app.Use(next => context => !IsReserved(context) || IsKeptFor(context) ? next(context) : RefuseAsync(context));

    // Nearly always there is none, and nothing to look for.
    private bool IsReserved(HttpContext context) => Volatile.Read(ref _marked) > 0 && context.Features.Get<Mark>() is not null;

    // What stays open would use them up in its turn.
    private static bool IsKeptFor(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health")
        || (Grants.Of(context.User).Held.HasFlag(Scopes.Admin)
            && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<StaysOpenAttribute>() is null
            && !context.Request.Path.StartsWithSegments(HubAddress.Path));

    private Task RefuseAsync(HttpContext context)
    {
        metrics.Refused(LimitMetrics.Connections);
        return ProblemResult.WriteAsync(context, Problem.Of(
            StatusCodes.Status503ServiceUnavailable, "engine-busy", "The host has as many connections as it may have. Try again."));
    }

    private sealed class Mark
    {
        public static Mark Instance { get; } = new();
    }
}

/// <summary>An address whose requests last for as long as their caller likes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StaysOpenAttribute : Attribute;
