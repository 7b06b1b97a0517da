namespace Loyalty.Api;

/// <summary>Where messages to people are handed over: <c>Loyalty:Messages:Http</c>, checked.</summary>
/// <param name="Url">Https, or http on this machine.</param>
/// <param name="Secret">By which they are signed, as <c>whsec_…</c>.</param>
public sealed record MessageSettings(Uri Url, string Secret)
{
    private const int MinSecretBytes = 16;

    /// <returns>Null where nothing is set.</returns>
    /// <exception cref="StartRefusedException">A setting is not valid, or one is there without the other.</exception>
    public static MessageSettings? Read(IConfiguration configuration)
    {
        var (url, secret) = (configuration["Loyalty:Messages:Http:Url"], configuration["Loyalty:Messages:Http:Secret"]);
        if (string.IsNullOrEmpty(url) && string.IsNullOrEmpty(secret))
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw LoyaltySettings.NotValid("Messages:Http:Url", "must be an https address, or an http one on this machine");
        // Its value is told to nobody, not even where it is wrong.
        return IsSecret(secret) ? new MessageSettings(address, secret!) : throw LoyaltySettings.NotValid("Messages:Http:Secret", "must be whsec_ and Base64 of 16 bytes or more");
    }

    private static bool IsSecret(string? text)
    {
        if (text is null || !text.StartsWith(WebhookSignature.SecretPrefix, StringComparison.Ordinal))
            return false;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[WebhookSignature.SecretPrefix.Length..], bytes, out var length) && length >= MinSecretBytes;
    }
}
