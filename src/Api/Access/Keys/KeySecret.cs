using System.Security.Cryptography;

namespace Loyalty.Api;

/// <summary>
/// The text of a key: <c>lk_</c>, twelve hexadecimal digits by which it is recognised, <c>_</c>, and a secret of 256 random bits. Kept is the
/// SHA-256 of the whole: nobody can try 2^256 secrets, so that a slow hash, which every request would pay for, adds nothing.
/// </summary>
public static class KeySecret
{
    /// <summary>How every key begins, for people and for scanners of leaked secrets.</summary>
    public const string Prefix = "lk_";

    /// <summary>Characters of a key's id.</summary>
    public const int IdLength = 12;

    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int SecretBytes = 32;

    /// <summary>Characters of a key.</summary>
    public static readonly int Length = Prefix.Length + IdLength + 1 + (2 * SecretBytes);

    /// <summary>Makes a key.</summary>
    public static (string Id, string Key) Make()
    {
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        return (id, $"{Prefix}{id}_{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}");
    }

    /// <summary>The part by which a key is recognised, or nothing when the text is no key.</summary>
    public static ReadOnlySpan<char> IdOf(ReadOnlySpan<char> key) =>
        key.Length == Length && key.StartsWith(Prefix, StringComparison.Ordinal) && key[Prefix.Length + IdLength] == '_'
            ? key.Slice(Prefix.Length, IdLength)
            : default;

    /// <summary>Hashes a text of a key's length.</summary>
    /// <param name="hash">Receives <see cref="HashBytes"/> bytes.</param>
    public static void Hash(ReadOnlySpan<char> key, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        // What is not ASCII becomes another text's bytes, and that is no key either.
        for (var i = 0; i < Length; i++)
            bytes[i] = key[i] < 0x80 ? (byte)key[i] : (byte)0;
        SHA256.HashData(bytes, hash);
    }
}
