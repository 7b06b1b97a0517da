using System.Net;
using System.Net.Sockets;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Finds the addresses of a host.</summary>
public interface IHostResolver
{
    /// <exception cref="SocketException">It has none, or they cannot be asked for.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>As the machine resolves it.</summary>
internal sealed class HostResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
        await Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>Holds addresses of receivers to the rules: https, no credentials, and public unless the settings name the host.</summary>
public sealed class WebhookAddress(WebhookSettings settings, IHostResolver resolver)
{
    /// <summary>Characters an address may have.</summary>
    public const int MaxLength = 2000;

    private static readonly TimeSpan ResolveWithin = TimeSpan.FromSeconds(5);

    /// <summary>Why an address cannot be a receiver's; null for one that can be.</summary>
    public async Task<Refusal?> FaultAsync(string url, CancellationToken cancellation)
    {
        if (url.Length > MaxLength || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || url.Any(c => c is <= ' ' or > '~'))
            return NotAllowed($"Must be an absolute https address of at most {MaxLength} printable ASCII characters.");
        if (uri.Scheme != Uri.UriSchemeHttps)
            return NotAllowed("Must be an https address.");
        // An empty name before the @ is one too.
        if (uri.UserInfo.Length > 0 || uri.OriginalString.AsSpan(0, AuthorityEnd(uri.OriginalString)).Contains('@'))
            return NotAllowed("Must not have a name or a password in it.");
        if (uri.Fragment.Length > 0)
            return NotAllowed("Must not have a fragment.");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(ResolveWithin);
            await AddressesAsync(uri.IdnHost, limit.Token);
            return null;
        }
        catch (AddressNotPublicException)
        {
            return NotAllowed("The host is not on the public network.");
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return NotAllowed("The host has no address.");
        }
    }

    /// <summary>The addresses of a host, each of which may be connected to; to be asked at every connection, for they may change.</summary>
    /// <exception cref="AddressNotPublicException">One of them is not public: then none is taken.</exception>
    /// <exception cref="SocketException">There is none.</exception>
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        host = host.Trim('[', ']');
        IReadOnlyList<IPAddress> found = IPAddress.TryParse(host, out var literal) ? [literal] : await ResolvedAsync(host, cancellation);
        if (settings.Allows(host))
            return found;
        return found.All(PublicAddresses.IsPublic) ? found : throw new AddressNotPublicException();
    }

    private async Task<IReadOnlyList<IPAddress>> ResolvedAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var found = await resolver.ResolveAsync(host, cancellation);
            return found.Count > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException) when (settings.Allows(host) && !cancellation.IsCancellationRequested)
        {
            // What the operator has named may come up later.
            return [];
        }
    }

    private static int AuthorityEnd(string url)
    {
        var begin = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = url.AsSpan(begin).IndexOfAny('/', '?', '#');
        return end < 0 ? url.Length : begin + end;
    }

    private static Refusal NotAllowed(string why) => new("url-not-allowed", why, "url");
}

/// <summary>A host has an address that is not on the public network.</summary>
public sealed class AddressNotPublicException() : IOException("The address is not on the public network.");
