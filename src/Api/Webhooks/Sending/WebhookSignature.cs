using System.Security.Cryptography;
using System.Text;
using StandardWebhooks;

namespace Loyalty.Api;

/// <summary>The signature of Standard Webhooks, by the package of that name.</summary>
public static class WebhookSignature
{
    /// <summary>How every secret begins, for people and for scanners of leaked secrets.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Random bytes of a secret.</summary>
    private const int SecretBytes = 32;

    /// <summary>Makes a secret.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret in force, with a space between.</summary>
    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset timestamp, string body) =>
        string.Join(' ', secrets.Select(secret => new StandardWebhook(secret).Sign(id, timestamp, body)));

    /// <summary>Whether one of the signatures of a header is of a secret; compared in a time that tells nothing of it.</summary>
    public static bool IsOf(string secret, string id, DateTimeOffset timestamp, string body, string signatures)
    {
        var expected = Encoding.ASCII.GetBytes(new StandardWebhook(secret).Sign(id, timestamp, body));
        var isOne = false;
        foreach (var signature in signatures.Split(' '))
            isOne |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        return isOne;
    }
}
