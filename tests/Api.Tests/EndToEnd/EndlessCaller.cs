using System.Net.Sockets;
using System.Text;

namespace Loyalty.Api.Tests;

/// <summary>
/// A caller of <c>POST /v1/purchases</c> that sends purchases of 1.00 as fast as it can and never ends. On a bare socket, because
/// HttpClient does not read an answer of HTTP/1.1 before all is sent.
/// </summary>
internal sealed class EndlessCaller : IDisposable
{
    private readonly TcpClient _socket = new();
    private readonly StringBuilder _answer = new();
    private readonly string _member;

    private EndlessCaller(string member) => _member = member;

    /// <summary>Done when the engine has ended the connection.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>All that was answered so far, as it came.</summary>
    public string Answer
    {
        get
        {
            lock (_answer)
                return _answer.ToString();
        }
    }

    public static async Task<EndlessCaller> StartAsync(Uri address, string member)
    {
        var caller = new EndlessCaller(member);
        await caller._socket.ConnectAsync(address.Host, address.Port);
        caller.Ended = Task.WhenAll(caller.SendAsync(address.Authority), caller.ReadAsync());
        return caller;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(string host)
    {
        var stream = _socket.GetStream();
        try
        {
            await WriteAsync(stream, $"POST /v1/purchases HTTP/1.1\r\nHost: {host}\r\nContent-Type: {LineStreamEndpoint.ContentType}\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var number = 1; ; number++)
            {
                var line = $$"""{"memberId":"{{_member}}","transactionId":"t-{{number}}","type":"flight","amount":1.00,"currency":"CHF"}""" + "\n";
                await WriteAsync(stream, $"{line.Length:x}\r\n{line}\r\n");
            }
        }
        catch (IOException)
        {
            // The engine has cut it off.
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.GetStream().ReadAsync(buffer) is > 0 and var length)
            {
                lock (_answer)
                    _answer.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (IOException)
        {
            // The engine has cut it off.
        }
    }

    private static ValueTask WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
