using System.Security.Cryptography;
using Lib.Net.Http.WebPush.Authentication;
using Loyalty.Grains;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>The key pair by which push services know this engine (VAPID, RFC 8292); a browser's subscription is bound to it.</summary>
internal sealed class PushKeys(IProgrammeStore store, WebhookSecrets secrets, PushSettings settings) : IDisposable
{
    /// <summary>How long a signature is good. Half of what push services take at most.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private readonly KeptKeyPair _pair = new(store, secrets, "push-key");

    /// <summary>The public key as browsers take it: the point, uncompressed, in Base64 for addresses.</summary>
    public async Task<string> PublicAsync() => PointOf((await _pair.GetAsync()).ExportParameters(includePrivateParameters: false).Q);

    /// <summary>What signs for a push service; the caller's to dispose.</summary>
    public async Task<VapidAuthentication> SignerAsync()
    {
        var parts = (await _pair.GetAsync()).ExportParameters(includePrivateParameters: true);
        return new VapidAuthentication(PointOf(parts.Q), Base64UrlEncoder.Encode(parts.D)) { Subject = settings.Subject, Expiration = (int)GoodFor.TotalSeconds };
    }

    public void Dispose() => _pair.Dispose();

    private static string PointOf(ECPoint point) => Base64UrlEncoder.Encode([0x04, .. point.X!, .. point.Y!]);
}
