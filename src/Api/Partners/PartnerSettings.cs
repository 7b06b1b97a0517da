using System.Collections.Frozen;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>How partners are reached: <c>Loyalty:Partners:{partner}:{Url, Token, Key}</c>. Secrets stand here and nowhere else.</summary>
public sealed class PartnerSettings
{
    private const string Section = "Partners";

    private readonly FrozenDictionary<string, PartnerPlace> _places;

    private PartnerSettings(IEnumerable<PartnerPlace> places) => _places = places.ToFrozenDictionary(place => place.Partner, StringComparer.Ordinal);

    /// <summary>How a partner is reached; null where nobody has said.</summary>
    public PartnerPlace? Find(string partner) => _places.GetValueOrDefault(partner);

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static PartnerSettings Read(IConfiguration configuration) =>
        new(configuration.GetSection($"{SettingKeys.Section}:{Section}").GetChildren().Select(Place));

    private static PartnerPlace Place(IConfigurationSection section)
    {
        var path = $"{Section}:{section.Key}";
        if (!PartnerTerms.IsWord(section.Key))
            throw LoyaltySettings.NotValid(path, "names no partner: 1 to 40 of a-z, 0-9 and - are allowed");
        var url = section["Url"];
        if (string.IsNullOrEmpty(url))
            throw LoyaltySettings.NotValid($"{path}:Url", "is needed");
        SafeAddress.Require(path, "Url", url);
        var address = new Uri(url);
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw LoyaltySettings.NotValid($"{path}:Url", "has a user, a query or a fragment; none is allowed");
        var token = section["Token"];
        if (string.IsNullOrEmpty(token) || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw LoyaltySettings.NotValid($"{path}:Token", "is needed, of printable ASCII characters");
        var key = section["Key"] is { Length: > 0 } given ? given : null;
        if (key is not null && !WebhookSecretText.IsValid(key))
            throw LoyaltySettings.NotValid($"{path}:Key", "is no key of Standard Webhooks: whsec_ and base64");
        return new PartnerPlace(section.Key, address, token, key);
    }
}

/// <summary>How a partner is reached. It does not say its secrets of itself.</summary>
/// <param name="Url">Where its orders are.</param>
/// <param name="Token">Sent as a bearer token.</param>
/// <param name="Key">Signs its callbacks; null: it has none.</param>
public sealed record PartnerPlace(string Partner, Uri Url, string Token, string? Key)
{
    /// <summary>The address of its orders, or of something below them.</summary>
    public Uri Of(string path) => new($"{Url.AbsoluteUri.TrimEnd('/')}/orders{path}");

    public override string ToString() => Partner;
}

/// <summary>A key of Standard Webhooks.</summary>
internal static class WebhookSecretText
{
    private const string Prefix = "whsec_";

    public static bool IsValid(string text)
    {
        var bytes = new byte[text.Length];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= 16;
    }
}
