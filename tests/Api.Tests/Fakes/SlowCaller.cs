using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loyalty.Api.Tests;

/// <summary>A connection that sends by hand, as slowly as it likes.</summary>
internal sealed class SlowCaller : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly TcpClient _client = new();

    private NetworkStream Stream => _client.GetStream();

    public static async Task<SlowCaller> ConnectAsync(Uri address, string first)
    {
        var caller = new SlowCaller();
        await caller._client.ConnectAsync(IPAddress.Loopback, address.Port);
        await caller.Stream.WriteAsync(Encoding.Latin1.GetBytes(first));
        return caller;
    }

    /// <summary>Sends a little from time to time until it is hung up on.</summary>
    public async Task DripAsync(string drop)
    {
        var until = Environment.TickCount64 + (long)Eventually.Deadline.TotalMilliseconds;
        try
        {
            while (Environment.TickCount64 < until)
            {
                await Stream.WriteAsync(Encoding.Latin1.GetBytes(drop));
                await Task.Delay(Pause);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // That is what it waits for.
        }
    }

    /// <summary>Waits for the first of what is answered: the host has taken the connection for one of its own.</summary>
    public async Task<string> FirstAnsweredAsync()
    {
        var buffer = new byte[16 * 1024];
        var count = await Stream.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Deadline);
        return Encoding.Latin1.GetString(buffer, 0, count);
    }

    /// <summary>All that was answered until the host hung up.</summary>
    public async Task<string> EndedAsync()
    {
        var (answer, buffer) = (new StringBuilder(), new byte[16 * 1024]);
        try
        {
            while (await Stream.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Deadline) is > 0 and var count)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // Reset is hung up too.
        }

        _client.Close();
        return answer.ToString();
    }

    public void Dispose() => _client.Dispose();
}
