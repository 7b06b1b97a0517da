namespace Loyalty.Api;

/// <summary>The configuration section <c>Loyalty:Auth</c>, but for its mode.</summary>
/// <param name="Tokens">Whose tokens are trusted; null: nobody's, keys only.</param>
public sealed record AccessSettings(TokenSettings? Tokens)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartRefusedException">One is not valid.</exception>
    public static AccessSettings Read(IConfiguration configuration) => new(TokenSettings.Read(configuration.GetSection("Loyalty:Auth:Jwt")));
}
