using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Loyalty.Bench;

/// <summary>An HTTP/1.1 connection that holds its thread until the response is whole.</summary>
internal sealed class BlockingConnection : IDisposable
{
    private static readonly byte[] Created = "HTTP/1.1 201 "u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 << 10];

    public BlockingConnection(Uri address) => _socket.Connect(IPAddress.Loopback, address.Port);

    /// <summary>Sends a request and reads its response.</summary>
    /// <returns>Whether it was 201.</returns>
    public bool IsCreated(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        for (var filled = 0; ;)
        {
            var read = _socket.Receive(_buffer.AsSpan(filled));
            if (read == 0)
                throw new IOException("The engine closed the connection.");
            filled += read;
            if (IsWhole(_buffer.AsSpan(0, filled)))
                return _buffer.AsSpan(0, filled).StartsWith(Created);
        }
    }

    public void Dispose() => _socket.Dispose();

    // One request at a time, so that nothing follows a response: by its length where it says one, else by the last chunk.
    private static bool IsWhole(ReadOnlySpan<byte> response)
    {
        var body = response.IndexOf("\r\n\r\n"u8) + 4;
        if (body < 4)
            return false;
        var length = response[..body].IndexOf("Content-Length: "u8);
        if (length < 0)
            return response.EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(response[(length + 16)..], out int bytes, out _) && response.Length >= body + bytes;
    }
}
