using System.Net;
using System.Net.Sockets;

namespace Loyalty.Contracts;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Below those that Linux gives to whoever asks for any port, callers' own among them: one of these stays free until it is used.</summary>
    private const int First = 20_000;

    /// <summary>What a test process has for itself.</summary>
    private const int Share = 1_000;

    private const int Shares = 12;

    private static readonly Lazy<(FileStream Lock, int First)> Own = new(TakeShare);

    private static uint _next;

    /// <summary>One of this process's own, the one given longest ago; free now, and held by nobody until somebody listens.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Share; attempt++)
        {
            var port = Own.Value.First + (int)(Interlocked.Increment(ref _next) % Share);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"Every port from {Own.Value.First} to {Own.Value.First + Share - 1} is taken.");
    }

    // Test processes run side by side. Told the same port, the engine of one would answer the other, whose own could not listen.
    private static (FileStream Lock, int First) TakeShare()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"loyalty-test-ports-{Environment.UserName}")).FullName;
        for (var share = 0; share < Shares; share++)
        {
            try
            {
                // Held until the process ends.
                return (new FileStream(Path.Combine(folder, $"{share}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), First + (share * Share));
            }
            catch (IOException)
            {
                // Another test process has it.
            }
        }

        throw new InvalidOperationException($"{Shares} processes have all the ports that there are for tests.");
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
