using System.Security.Cryptography;
using Loyalty.Grains;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>
/// The key pair that signs the codes of cards (ES256). It is made when it is first needed and kept in the database, wrapped, so that every
/// process on it signs alike.
/// </summary>
internal sealed class CardKeys(IProgrammeStore store, WebhookSecrets secrets) : IDisposable
{
    /// <summary>The name it is kept under.</summary>
    private const string Kept = "card-key";

    private readonly SemaphoreSlim _gate = new(1);
    private ECDsaSecurityKey? _key;

    /// <summary>The pair; its id is the beginning of its thumbprint (RFC 7638).</summary>
    public async Task<ECDsaSecurityKey> GetAsync()
    {
        if (Volatile.Read(ref _key) is { } known)
            return known;
        await _gate.WaitAsync();
        try
        {
            if (_key is null)
                Volatile.Write(ref _key, Read(await store.ReadAsync(Kept) ?? await store.AddAsync(Kept, Make())));
            return _key!;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _key?.ECDsa.Dispose();
        _gate.Dispose();
    }

    private string Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return secrets.Wrap(Convert.ToBase64String(made.ExportPkcs8PrivateKey()));
    }

    private ECDsaSecurityKey Read(string wrapped)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.Unwrap(wrapped)), out _);
        var key = new ECDsaSecurityKey(pair);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())[..8];
        return key;
    }
}
