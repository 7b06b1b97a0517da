namespace Loyalty.Api;

/// <summary>The configuration section <c>Loyalty:Auth:SignIn</c>: where people sign in whose pages ask for a token.</summary>
/// <param name="Authority">Address of the OpenID provider; that of <c>Loyalty:Auth:Jwt</c> where none is named.</param>
/// <param name="ClientId">The pages' id at the provider: a public client, with code flow and PKCE, without a secret.</param>
/// <param name="Scope">What is asked for there, with blanks between, as OAuth writes it.</param>
/// <param name="Origins">Where pages may ask the provider: the authority's origin, and others that its metadata name.</param>
public sealed record SignInSettings(string Authority, string ClientId, string Scope, IReadOnlyList<string> Origins)
{
    /// <summary>What is asked for when nothing else is set; <c>offline_access</c> is what renews without a word.</summary>
    public const string DefaultScope = "openid profile offline_access";

    private const string Section = "Auth:SignIn";

    /// <summary>Reads the settings; null where people bring keys and tokens themselves.</summary>
    /// <exception cref="StartRefusedException">One is missing or not valid.</exception>
    public static SignInSettings? Read(IConfiguration configuration, AuthMode mode)
    {
        var section = configuration.GetSection($"{SettingKeys.Section}:{Section}");
        if (!section.Exists())
            return null;
        if (mode == AuthMode.Open)
            throw LoyaltySettings.NotValid(Section, "is for Loyalty:Auth:Mode=keys; in open mode nobody signs in");
        if (!configuration.GetSection($"{SettingKeys.Section}:Auth:Jwt").Exists())
            throw LoyaltySettings.NotValid(Section, "needs Loyalty:Auth:Jwt: a token that nobody trusts opens nothing");
        var authority = (section["Authority"] ?? configuration[$"{SettingKeys.Section}:Auth:Jwt:Authority"])?.TrimEnd('/');
        if (section["ClientId"] is not { Length: > 0 } client)
            throw LoyaltySettings.NotValid(Section, "ClientId is needed: the pages' id at the provider");
        if (authority is null or "")
            throw LoyaltySettings.NotValid(Section, "Authority is needed: the provider's address");
        SafeAddress.Require(Section, "Authority", authority);
        var origins = configuration.Names($"{Section}:Origins").ToList();
        foreach (var origin in origins)
            SafeAddress.Require(Section, "Origins", origin);
        return new SignInSettings(
            authority,
            client,
            section["Scopes"] is { Length: > 0 } scope ? scope : DefaultScope,
            [.. origins.Prepend(authority).Select(address => new Uri(address).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }
}
