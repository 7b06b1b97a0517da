using System.Net;
using System.Net.Sockets;

namespace Loyalty.Contracts;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Below those that Linux gives to whoever asks for any port, callers' own among them: one of these stays free until it is used.</summary>
    private const int First = 20_000;

    private const int Count = 12_000;

    // Test processes run side by side: each begins elsewhere.
    private static uint _next = (uint)Environment.ProcessId * 97;

    /// <summary>One of them, each once in this process; free now, and held by nobody until somebody listens.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)(Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"Every port from {First} to {First + Count - 1} is taken.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
