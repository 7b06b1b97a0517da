using System.Text.RegularExpressions;

namespace Loyalty.Api;

/// <summary>How secrets look in texts that frameworks log.</summary>
internal static partial class SecretPatterns
{
    /// <summary>Puts <see cref="LogText.Hidden"/> in the place of each.</summary>
    public static string Hide(string text) => Secret().Replace(text, found => found.Groups["what"].Value + LogText.Hidden);

    [GeneratedRegex(
        """(?<what>(access_token["']?\s*[=:]\s*["']?|password\s*=\s*))[^\s&;"',)\]}]+|(?<what>bearer\s+)[A-Za-z0-9._~+/=\-]{16,}""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
