using Loyalty.Grains;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>The key pair that signs the codes of cards (ES256).</summary>
internal sealed class CardKeys(IProgrammeStore store, WebhookSecrets secrets) : IDisposable
{
    private readonly KeptKeyPair _pair = new(store, secrets, "card-key");
    private ECDsaSecurityKey? _key;

    /// <summary>The pair; its id is the beginning of its thumbprint (RFC 7638).</summary>
    public async Task<ECDsaSecurityKey> GetAsync()
    {
        if (Volatile.Read(ref _key) is { } known)
            return known;
        var key = new ECDsaSecurityKey(await _pair.GetAsync());
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())[..8];
        return Interlocked.CompareExchange(ref _key, key, null) ?? key;
    }

    public void Dispose() => _pair.Dispose();
}
