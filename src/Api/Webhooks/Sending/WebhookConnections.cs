using System.Net.Sockets;

namespace Loyalty.Api;

/// <summary>
/// The connections to receivers. Nothing that a receiver does may lead elsewhere or cost much: no redirects, no proxy, no cookies, few bytes
/// read; and each connection is made only to an address that was looked at.
/// </summary>
internal static class WebhookConnections
{
    /// <summary>Kilobytes of headers that are read of an answer. Of its body nothing is read.</summary>
    private const int MaxHeaderKilobytes = 16;

    /// <summary>Bytes of a body that are passed over to keep a connection; a longer one costs the connection.</summary>
    private const int MaxDrainBytes = 4 * 1024;

    /// <summary>How long a connection is used, so that a host's new addresses are soon known.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Connections of which each is checked by <paramref name="address"/>.</summary>
    public static SocketsHttpHandler Create(WebhookAddress address) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PreAuthenticate = false,
        Credentials = null,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        // Traces end at our door.
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = MaxDrainBytes,
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(500),
        ConnectTimeout = WebhookSender.AnswerWithin,
        PooledConnectionLifetime = Lifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancellation) => await ConnectAsync(await address.AddressesAsync(context.DnsEndPoint.Host, cancellation), context.DnsEndPoint.Port, cancellation),
    };

    private static async Task<Stream> ConnectAsync(IReadOnlyList<System.Net.IPAddress> addresses, int port, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException away)
            {
                socket.Dispose();
                last = away;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
