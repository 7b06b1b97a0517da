using System.Security.Cryptography;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// A key pair (P-256) that is made when it is first needed and kept in the database, wrapped, so that every process on it signs alike.
/// </summary>
/// <param name="name">It is kept under.</param>
internal sealed class KeptKeyPair(IProgrammeStore store, WebhookSecrets secrets, string name) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private ECDsa? _pair;

    public async Task<ECDsa> GetAsync()
    {
        if (Volatile.Read(ref _pair) is { } known)
            return known;
        await _gate.WaitAsync();
        try
        {
            if (_pair is null)
                Volatile.Write(ref _pair, Read(await store.ReadAsync(name) ?? await store.AddAsync(name, Make())));
            return _pair!;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _gate.Dispose();
    }

    private string Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return secrets.Wrap(Convert.ToBase64String(made.ExportPkcs8PrivateKey()));
    }

    private ECDsa Read(string wrapped)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.Unwrap(wrapped)), out _);
        return pair;
    }
}
