using System.Net;

namespace Loyalty.Api;

/// <summary>Which names and addresses are this machine's own, reachable from nowhere else.</summary>
public static class Loopback
{
    /// <param name="host">A host without its port: a name or an address, IPv6 with or without brackets.</param>
    public static bool IsLoopback(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        var address = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip);
    }
}
