using System.Text.RegularExpressions;

namespace Loyalty.Api;

/// <summary>How secrets look in texts that frameworks log.</summary>
internal static partial class SecretPatterns
{
    /// <summary>Puts <see cref="LogText.Hidden"/> in the place of each.</summary>
    public static string Hide(string text) => Secret().Replace(text, found => found.Groups["what"].Value + LogText.Hidden);

    // A code is six digits or twelve characters; those of problems are words. A key keeps the id by which it can be revoked; a token keeps how it begins.
    [GeneratedRegex(
        """(?<what>(access_token["']?\s*[=:]\s*["']?|password\s*=\s*))[^\s&;"',)\]}]+|(?<what>bearer\s+)[A-Za-z0-9._~+/=\-]{16,}|(?<what>l[kd]_[0-9a-f]{12}_)[0-9a-f]+|(?<what>link=)[0-9a-f]{64}|(?<what>https://([a-z0-9.-]+\.)?(fcm\.googleapis\.com|push\.services\.mozilla\.com|notify\.windows\.com|push\.apple\.com)/)[^\s"'<>]+|(?<what>whsec_)[A-Za-z0-9+/=_\-]+|(?<what>\bpin["']?\s*[=:]\s*["']?)[0-9A-Za-z]+|(?<what>\bcode["']?\s*[=:]\s*["']?)(?-i:[0-9]{6}|[0-9A-Z]{12})\b|(?<what>eyJ)[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]*""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
