using System.Net;
using System.Net.Sockets;
using Loyalty.Api;

namespace Loyalty.Silo;

/// <summary>The port that other silos reach this one by.</summary>
internal static class SiloPort
{
    /// <summary>
    /// Looks whether the port is free. Orleans lets its listener share a port, so that two silos of one machine would each take some of
    /// the other's connections, without a word.
    /// </summary>
    /// <exception cref="StartRefusedException">Somebody listens there.</exception>
    public static void RequireFree(ClusterSettings cluster)
    {
        var address = cluster.Address is { } own && IPAddress.IsLoopback(own) ? own : IPAddress.Any;
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, cluster.Port));
            probe.Listen(1);
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            throw new StartRefusedException($"Loyalty:Cluster:Port: {address}:{cluster.Port} cannot be listened on: {taken.Message}.");
        }
    }
}
