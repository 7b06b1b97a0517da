using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loyalty.Contracts;

/// <summary>One connection that sends bytes as they are and reads whole answers, so that nothing tidies requests up on their way.</summary>
internal sealed class RawHttp(Uri address) : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TcpClient? _client;
    private byte[] _read = new byte[64 * 1024];
    private int _held;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="hasBody">False for HEAD, whose answer tells the length of what is not there.</param>
    /// <returns>Status 0 where the host hung up without an answer.</returns>
    /// <exception cref="TimeoutException">There is no answer within <see cref="Patience"/>.</exception>
    public async Task<(int Status, string Head, string Body)> SendAsync(byte[] request, bool hasBody)
    {
        var client = _client ??= await ConnectAsync();
        try
        {
            return await ExchangeAsync(client.GetStream(), request, hasBody).WaitAsync(Patience);
        }
        catch (IOException)
        {
            Dispose();
            return (0, "", "");
        }
        catch (TimeoutException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        (_client, _held) = (null, 0);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    private async Task<(int Status, string Head, string Body)> ExchangeAsync(NetworkStream stream, byte[] request, bool hasBody)
    {
        // A host that refuses a body before it has read it may answer while it is being sent.
        var sending = stream.WriteAsync(request).AsTask();
        int end;
        while ((end = _read.AsSpan(0, _held).IndexOf("\r\n\r\n"u8)) < 0)
            await MoreAsync(stream);
        var head = Encoding.Latin1.GetString(_read, 0, end + 4);
        Drop(end + 4);
        var status = int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var body = !hasBody || status is 204 or 304 or 101 ? "" : await BodyAsync(stream, head);
        if (status == 101 || head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
            Dispose();
        else
            await sending;
        return (status, head, body);
    }

    private async Task<string> BodyAsync(NetworkStream stream, string head)
    {
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            return await ChunksAsync(stream);
        var mark = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (mark < 0)
            return "";
        var length = int.Parse(head.AsSpan(mark + 16, head.IndexOf('\r', mark) - mark - 16), NumberStyles.None, CultureInfo.InvariantCulture);
        return await TakeAsync(stream, length);
    }

    private async Task<string> ChunksAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        while (true)
        {
            int end;
            while ((end = _read.AsSpan(0, _held).IndexOf("\r\n"u8)) < 0)
                await MoreAsync(stream);
            var length = int.Parse(Encoding.Latin1.GetString(_read, 0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Drop(end + 2);
            text.Append((await TakeAsync(stream, length + 2))[..length]);
            if (length == 0)
                return text.ToString();
        }
    }

    private async Task<string> TakeAsync(NetworkStream stream, int length)
    {
        while (_held < length)
            await MoreAsync(stream);
        // Byte for byte, so that lengths stay true.
        var text = Encoding.Latin1.GetString(_read, 0, length);
        Drop(length);
        return text;
    }

    private async Task MoreAsync(NetworkStream stream)
    {
        if (_held == _read.Length)
            Array.Resize(ref _read, 2 * _read.Length);
        var count = await stream.ReadAsync(_read.AsMemory(_held));
        if (count == 0)
            throw new IOException("The host hung up.");
        _held += count;
    }

    private void Drop(int count)
    {
        _held -= count;
        _read.AsSpan(count, _held).CopyTo(_read);
    }
}
