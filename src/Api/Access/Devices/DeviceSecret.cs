using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Api;

/// <summary>
/// The token of a device that one has opened one's card on: <c>ld_</c>, twelve hexadecimal digits by which it is recognised, <c>_</c>, and a secret of
/// 256 random bits that the device has made itself, so that asking twice for the same link gives the same device. Kept is the SHA-256 of the whole.
/// </summary>
public static class DeviceSecret
{
    /// <summary>How every token of a device begins.</summary>
    public const string Prefix = "ld_";

    /// <summary>Characters of a secret: 256 bits in hexadecimal.</summary>
    public const int SecretLength = 64;

    /// <summary>What is wrong with a secret of a device or a link; null when nothing is.</summary>
    public static string? Fault(string text) =>
        text.Length == SecretLength && text.All(char.IsAsciiHexDigitLower) ? null : $"Must be {SecretLength} hexadecimal digits in small letters.";

    /// <summary>By what a device with this secret is recognised.</summary>
    public static string IdOf(string secret) => Hash($"device {secret}")[..KeySecret.IdLength];

    /// <summary>The token of a device with this secret.</summary>
    public static string TokenOf(string secret) => $"{Prefix}{IdOf(secret)}_{secret}";

    /// <summary>The part of a token by which it is recognised; null where it is none.</summary>
    public static string? IdIn(string token) =>
        token.Length == Prefix.Length + KeySecret.IdLength + 1 + SecretLength && token.StartsWith(Prefix, StringComparison.Ordinal)
            && token[Prefix.Length + KeySecret.IdLength] == '_'
            ? token.Substring(Prefix.Length, KeySecret.IdLength)
            : null;

    /// <summary>SHA-256 of a text in hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A new secret.</summary>
    public static string Make() => RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);
}
