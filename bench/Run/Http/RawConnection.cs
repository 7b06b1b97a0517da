using System.Net;
using System.Net.Sockets;

namespace Loyalty.Bench;

/// <summary>An HTTP/1.1 connection that costs the machine little: bytes out, bytes in.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 << 10];

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return connection;
    }

    /// <summary>Sends a body of any size while it reads the response, to the end of the connection.</summary>
    /// <param name="head">The request's head, with <c>Connection: close</c>.</param>
    /// <returns>Lines of the response that end with LF alone: the results, not what is HTTP's own.</returns>
    public async Task<long> StreamAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        var sending = SendAsync(head, body);
        var (lines, last) = (0L, (byte)0);
        while (await _socket.ReceiveAsync(_buffer) is > 0 and var read)
        {
            var piece = _buffer.AsSpan(0, read);
            lines += piece.Count((byte)'\n') - piece.Count("\r\n"u8) - (last == '\r' && piece[0] == '\n' ? 1 : 0);
            last = piece[^1];
        }

        await sending;
        return lines;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        await _socket.SendAsync(head);
        while (body.Length > 0)
            body = body[await _socket.SendAsync(body)..];
    }
}
