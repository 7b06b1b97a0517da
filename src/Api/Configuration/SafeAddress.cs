namespace Loyalty.Api;

/// <summary>Addresses of those whose word is trusted: whoever can answer in their place can issue tokens.</summary>
public static class SafeAddress
{
    /// <param name="section">The settings' section, without <c>Loyalty</c>.</param>
    /// <param name="key">The setting in it.</param>
    /// <exception cref="StartRefusedException">It is neither https nor http on this machine.</exception>
    public static void Require(string section, string key, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && Loopback.IsLoopback(uri.Host))))
            throw LoyaltySettings.NotValid(section, $"{key} is '{address}'; an address with https is needed, or with http on this machine");
    }
}
