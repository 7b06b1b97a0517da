using System.Net;

namespace Loyalty.Api;

/// <summary>Where the host listens.</summary>
public static class ListenAddresses
{
    /// <summary>Used when no address is configured in any way.</summary>
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Every address that is configured: <c>--urls</c> and ASPNETCORE_URLS, else the ports settings; and Kestrel's endpoints.</summary>
    public static IReadOnlyList<string> Configured(IConfiguration configuration)
    {
        var addresses = new List<string>();
        addresses.AddRange(Split(configuration[WebHostDefaults.ServerUrlsKey]));
        if (addresses.Count == 0)
        {
            addresses.AddRange(Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"));
            addresses.AddRange(Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"));
        }

        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        return [.. addresses, .. endpoints.OfType<string>()];
    }

    /// <summary>Refuses addresses that callers on other machines could reach.</summary>
    /// <exception cref="StartRefusedException">There is one.</exception>
    public static void RequireLoopback(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (!IsLoopback(address))
            {
                throw LoyaltySettings.NotValid(
                    "Auth:Mode", $"is open, which is for loopback addresses only, but the host is to listen on {address}; use such as {Default}");
            }
        }
    }

    private static bool IsLoopback(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Port <= IPEndPoint.MaxPort ? Loopback.IsLoopback(parsed.Host) : throw NotAnAddress(address);
        }
        catch (FormatException)
        {
            throw NotAnAddress(address);
        }
    }

    private static StartRefusedException NotAnAddress(string address) => new($"urls: '{address}' is not an address such as {Default}.");

    private static string[] Split(string? addresses) =>
        addresses?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
