using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Loyalty.Silo;

/// <summary>The network of a silo that is alone: nothing listens, nothing connects, so that no port is open but HTTP's.</summary>
internal sealed class NoConnections : IConnectionListenerFactory, IConnectionFactory
{
    private static readonly NoConnections Instance = new();

    /// <summary>Takes the place of Orleans' own connections, which are registered by keys that are its own.</summary>
    public static void Use(IServiceCollection services)
    {
        var connections = services
            .Where(service => service.IsKeyedService && (service.ServiceType == typeof(IConnectionListenerFactory) || service.ServiceType == typeof(IConnectionFactory)))
            .ToList();
        foreach (var connection in connections)
        {
            services.Remove(connection);
            services.Add(new ServiceDescriptor(connection.ServiceType, connection.ServiceKey, Instance));
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(new Listener(endpoint));

    public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        throw new SocketException((int)SocketError.ConnectionRefused);

    private sealed class Listener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => await _ended.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _ended.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
