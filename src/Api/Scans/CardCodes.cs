using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>
/// What a live card shows: <see cref="Prefix"/> and a signed token (JWS, ES256) with member, level, version and the end of its validity. A gate
/// without a network checks it with the public key alone.
/// </summary>
internal sealed class CardCodes(CardKeys keys, CardCodeSettings settings, ProgrammeClock clock)
{
    /// <summary>What a code begins with.</summary>
    public const string Prefix = "LS1.";

    private static readonly JsonWebTokenHandler Tokens = new() { MaximumTokenSizeInBytes = ScanBody.MaxTextLength };

    /// <summary>A new code of a member.</summary>
    public async Task<CardCodeView> MakeAsync(StatusView status)
    {
        // Whole seconds, as the token has them.
        var end = DateTimeOffset.FromUnixTimeSeconds((clock.Now + settings.Lives).ToUnixTimeSeconds());
        var claims = JsonSerializer.Serialize(new { sub = status.MemberId, lvl = status.Tier.Level, tier = status.Tier.Code, ver = status.Version, exp = end.ToUnixTimeSeconds() });
        return new CardCodeView(Prefix + Tokens.CreateToken(claims, new SigningCredentials(await keys.GetAsync(), SecurityAlgorithms.EcdsaSha256)), end);
    }

    /// <summary>Whose a code is.</summary>
    /// <param name="evenExpired">A code is taken whose time is over, for a command that is repeated.</param>
    /// <returns>Refused with <c>scan-not-readable</c> or <c>card-code-expired</c>.</returns>
    public async Task<Checked<MemberId>> ReadAsync(string code, bool evenExpired)
    {
        // The end is held against the programme's clock, not against the machine's.
        var read = await Tokens.ValidateTokenAsync(code[Prefix.Length..], new TokenValidationParameters
        {
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = await keys.GetAsync(),
        });
        if (!read.IsValid || read.SecurityToken is not JsonWebToken token || MemberId.Parse(token.Subject) is not { Refusal: null } member
            || !token.TryGetPayloadValue<long>("exp", out var end))
        {
            return ScanService.NotReadable;
        }

        return evenExpired || clock.Now.ToUnixTimeMilliseconds() < end * 1000
            ? member.Value
            : new Refusal("card-code-expired", string.Create(CultureInfo.InvariantCulture, $"The code was good until {DateTimeOffset.FromUnixTimeSeconds(end):yyyy-MM-ddTHH:mm:ssZ}; the card shows a new one."), "text");
    }

    /// <summary>The public keys.</summary>
    public async Task<CardKeysView> KeysAsync()
    {
        var key = await keys.GetAsync();
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new CardKeysView([new CardKeyView("EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), key.KeyId, "sig", "ES256")]);
    }
}
