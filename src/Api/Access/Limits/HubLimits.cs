using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>What one connection of the hub may cost.</summary>
public static class HubLimits
{
    /// <summary>Bytes of a message; the connection of a client that sends more is closed.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>Calls of one client under way. The others wait in the client's own connection.</summary>
    public const int CallsAtOnce = 1;

    /// <summary>Bytes of a connection's buffer, each way; beyond, the client waits.</summary>
    public const int BufferBytes = 64 * 1024;

    /// <summary>How long a client may take to say which protocol it speaks.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may be silent.</summary>
    public static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(30);

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = MaxMessageBytes;
        hub.MaximumParallelInvocationsPerClient = CallsAtOnce;
        hub.HandshakeTimeout = HandshakeTimeout;
        hub.ClientTimeoutInterval = ClientTimeout;
        // What went wrong inside is for the log.
        hub.EnableDetailedErrors = false;
    }

    public static void Apply(HttpConnectionDispatcherOptions connection)
    {
        connection.ApplicationMaxBufferSize = BufferBytes;
        connection.TransportMaxBufferSize = BufferBytes;
    }
}
