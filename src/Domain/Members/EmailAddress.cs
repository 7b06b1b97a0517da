using System.Globalization;
using System.Net;
using System.Text;

namespace Loyalty.Domain;

/// <summary>Whether an e-mail address can be one (RFC 5321, and RFC 6531 for other scripts), without asking anybody.</summary>
public static class EmailAddress
{
    /// <summary>Characters of an address (RFC 5321, erratum 1690).</summary>
    public const int MaxLength = 254;

    /// <summary>Octets before the at sign (RFC 5321, 4.5.3.1.1).</summary>
    public const int MaxLocalLength = 64;

    /// <summary>Characters of one part of a host's name (RFC 1035, 2.3.4).</summary>
    public const int MaxLabelLength = 63;

    private const string Symbols = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Whether mail could be sent to it: a local part, and a host with a domain or an IP address in brackets.</summary>
    public static bool CanBe(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || address.Length > MaxLength)
            return false;
        var (local, host) = (address[..at], address[(at + 1)..]);
        return Encoding.UTF8.GetByteCount(local) <= MaxLocalLength
            && (IsQuoted(local) || local.Split('.').All(IsAtom))
            && (IsBracketed(host) || IsDomain(host));
    }

    private static bool IsAtom(string text) =>
        text.Length > 0 && text.EnumerateRunes().All(rune => IsWordly(rune) || (rune.IsAscii && Symbols.Contains((char)rune.Value)));

    private static bool IsQuoted(string text)
    {
        if (text.Length < 3 || text[0] != '"' || text[^1] != '"')
            return false;
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\' && ++i == text.Length - 1)
                return false;
            if (text[i] is < ' ' or > '~' || (text[i] == '"' && text[i - 1] != '\\'))
                return false;
        }

        return true;
    }

    private static bool IsDomain(string host)
    {
        var labels = host.Split('.');
        return labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= MaxLabelLength && text[0] != '-' && text[^1] != '-'
        && text.EnumerateRunes().All(rune => rune.Value == '-' || IsWordly(rune));

    private static bool IsBracketed(string host)
    {
        if (host.Length < 3 || host[0] != '[' || host[^1] != ']')
            return false;
        var inside = host[1..^1];
        return inside.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)
            ? inside.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(inside[5..], out _)
            : inside.Count(c => c == '.') == 3 && IPAddress.TryParse(inside, out _);
    }

    // Letters, digits and the marks that belong to them: nothing that cannot be seen.
    private static bool IsWordly(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
