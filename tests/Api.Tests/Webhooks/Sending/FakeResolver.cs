using System.Net;
using System.Net.Sockets;

namespace Loyalty.Api.Tests;

/// <summary>Names and addresses as a test has them; they may change from one question to the next.</summary>
internal sealed class FakeResolver(params string[] addresses) : IHostResolver
{
    public string[] Addresses { get; set; } = addresses;

    public int Asked { get; private set; }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        Asked++;
        return Addresses.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult<IReadOnlyList<IPAddress>>([.. Addresses.Select(IPAddress.Parse)]);
    }
}
