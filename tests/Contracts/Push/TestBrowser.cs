using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Contracts;

/// <summary>A browser's end of Web Push: its keys, and the decryption of RFC 8291 and RFC 8188 from their text.</summary>
public sealed class TestBrowser : IDisposable
{
    private const int SaltBytes = 16, TagBytes = 16, PointBytes = 65;

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    /// <summary>What <c>PushSubscription.toJSON()</c> gives.</summary>
    public object Subscription(string endpoint) => new { endpoint, expirationTime = (long?)null, keys = new { p256dh = P256dh, auth = Auth } };

    public string P256dh => Base64UrlEncoder.Encode(PointOf(_key.PublicKey));

    public string Auth => Base64UrlEncoder.Encode(_auth);

    /// <summary>What a body of <c>aes128gcm</c> says to this browser; throws for one that is not for it.</summary>
    public string Read(byte[] body)
    {
        var salt = body[..SaltBytes];
        var idLength = body[SaltBytes + 4];
        var sender = body[(SaltBytes + 5)..(SaltBytes + 5 + idLength)];
        var sealedText = body[(SaltBytes + 5 + idLength)..];
        if (idLength != PointBytes)
            throw new CryptographicException("The sender's key is no point.");
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var shared = _key.DeriveRawSecretAgreement(theirs.PublicKey);
        var info = (byte[])[.. "WebPush: info\0"u8, .. PointOf(_key.PublicKey), .. sender];
        var input = HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, shared, _auth), 32, info);
        var random = HKDF.Extract(HashAlgorithmName.SHA256, input, salt);
        var key = HKDF.Expand(HashAlgorithmName.SHA256, random, 16, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, random, 12, "Content-Encoding: nonce\0"u8.ToArray());
        var plain = new byte[sealedText.Length - TagBytes];
        using var gcm = new AesGcm(key, TagBytes);
        gcm.Decrypt(nonce, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length), plain);
        // The last record ends with a two, and zeros behind it.
        var end = plain.AsSpan().TrimEnd((byte)0).Length - 1;
        return plain[end] == 2 ? Encoding.UTF8.GetString(plain, 0, end) : throw new CryptographicException("The record does not end.");
    }

    public void Dispose() => _key.Dispose();

    private static byte[] PointOf(ECDiffieHellmanPublicKey key)
    {
        var point = key.ExportParameters().Q;
        return [0x04, .. point.X!, .. point.Y!];
    }
}
