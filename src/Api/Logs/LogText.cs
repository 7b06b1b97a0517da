using System.Buffers;
using System.Text;

namespace Loyalty.Api;

/// <summary>Makes what is logged safe to read: what callers wrote cannot begin a line, steer a terminal, or carry a token into the log.</summary>
public static class LogText
{
    /// <summary>Stands for a token.</summary>
    public const string Hidden = "***";

    // Controls of both kinds, and what some viewers take for a line's end or turn the text around.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x2028, 0x2029, 0x200E, 0x200F])
            .Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code)]);

    private static readonly SearchValues<string> Secrets = SearchValues.Create(
        ["access_token", "bearer ", "password", KeySecret.Prefix, DeviceSecret.Prefix, "link=", "whsec_", "eyJ", "pin", "code"], StringComparison.OrdinalIgnoreCase);

    /// <summary>One line: controls are written as <c>\u000A</c>.</summary>
    public static string Line(string text) => Escaped(WithoutSecrets(text), keepLines: false);

    /// <summary>Several lines, as of an exception: only its line ends stay.</summary>
    public static string Lines(string text) => Escaped(WithoutSecrets(text), keepLines: true);

    private static string Escaped(string text, bool keepLines)
    {
        if (!text.AsSpan().ContainsAny(Unsafe))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (!Unsafe.Contains(c) || (keepLines && c == '\n'))
                safe.Append(c);
            else if (!keepLines || c != '\r')
                safe.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return safe.ToString();
    }

    /// <summary>As it is, but for keys, tokens, passwords, PINs and codes: a hub's client in a browser has no other place for its token than the address.</summary>
    public static string WithoutSecrets(string text) => text.AsSpan().ContainsAny(Secrets) ? SecretPatterns.Hide(text) : text;
}
