using Loyalty.Grains;
using System.Security.Claims;
using Loyalty.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>Reads tokens of members and operators as their OpenID provider has signed them.</summary>
public sealed class TokenReader
{
    /// <summary>Bytes a token may have.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>How soon keys are asked for again when a token names one that is not known.</summary>
    public static readonly TimeSpan KeyRefresh = TimeSpan.FromMinutes(1);

    // With a secret shared by both sides the public key of the provider would serve as that secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxBytes };
    private readonly TokenSettings? _settings;
    private readonly TokenValidationParameters? _rules;
    private readonly TimeProvider _time;

    public TokenReader(AccessSettings settings, [FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time)
    {
        (_settings, _time) = (settings.Tokens, time);
        if (_settings is not null)
            _rules = Rules(_settings);
    }

    /// <summary>Why the provider's keys cannot be read now, or null when they can or there is no provider.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        if (_rules is null)
            return null;
        try
        {
            await _rules.ConfigurationManager.GetBaseConfigurationAsync(cancellation);
            return null;
        }
        catch (InvalidOperationException fault)
        {
            // The library wraps what went wrong; the innermost says it.
            return fault.GetBaseException().Message;
        }
    }

    /// <summary>The caller that a token lets in, or null when it is not to be trusted.</summary>
    public async Task<ClaimsPrincipal?> ReadAsync(string text)
    {
        if (_rules is null)
            return null;
        var read = await _handler.ValidateTokenAsync(text, _rules);
        return read is { IsValid: true, SecurityToken: JsonWebToken { Subject.Length: > 0 } token } && !HasExtensions(token)
            ? CallerOf(token)
            : null;
    }

    // "crit" names extensions that whoever reads the token must understand (RFC 7515, 4.1.11); there is none that this engine does.
    private static bool HasExtensions(JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _);

    private TokenValidationParameters Rules(TokenSettings settings) => new()
    {
        ConfigurationManager = ProviderKeys.Of(settings),
        ValidateIssuer = true,
        ValidIssuer = settings.Issuer,
        ValidateAudience = true,
        ValidAudience = settings.Audience,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        ValidAlgorithms = Algorithms,
        // Instead of the library's own, which would look at another clock than the engine's.
        LifetimeValidator = (notBefore, expires, _, _) =>
            // Differences of two instants: a provider's "never" is the last instant there is, behind which nothing can be reckoned.
            _time.GetUtcNow().UtcDateTime is var now && now - expires < TokenSettings.ClockSkew && !(notBefore - now > TokenSettings.ClockSkew),
    };

    private ClaimsPrincipal CallerOf(JsonWebToken token)
    {
        var held = Scopes.None;
        foreach (var role in token.Claims.Where(claim => claim.Type == _settings!.RolesClaim))
            held |= _settings!.Roles.GetValueOrDefault(role.Value);
        MemberId? member = null;
        if (token.TryGetClaim(_settings!.MemberClaim, out var number) && MemberId.Parse(number.Value) is { Refusal: null } parsed)
        {
            member = parsed.Value;
            held |= Scopes.Member;
        }

        var kind = (held & ~Scopes.Member) != Scopes.None ? CallerKind.Operator : CallerKind.Member;
        return AccessIdentity.Of(new Caller(kind, token.Subject), new Grants(held, [], member), new TokenTerm(token.ValidTo));
    }

    private sealed class TokenTerm(DateTime expires) : IAccessTerm
    {
        public bool HasEnded(DateTimeOffset now) => now.UtcDateTime - expires >= TokenSettings.ClockSkew;
    }
}
