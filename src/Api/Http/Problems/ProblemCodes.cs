using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Api;

/// <summary>What a code of a problem means.</summary>
/// <param name="Statuses">The HTTP status, or several.</param>
/// <param name="When">When it is answered, as the rest of a sentence.</param>
public sealed record ProblemCode(string Statuses, string When)
{
    /// <summary>What a caller should do about it.</summary>
    public string Advice => Statuses switch
    {
        "401" => "Send a key or token that is good.",
        "403" => "Ask whoever runs the host.",
        "412" => "Read what is held now, and decide again.",
        "408" or "429" => "Send it again later; Retry-After says when.",
        "500" or "503" => "Send it again under the same id: a command takes effect once.",
        "404" or "409" or "410" => "Sending it again changes nothing.",
        _ => "Correct the request; errors names the fields.",
    };
}

/// <summary>Every code, as the table of docs/API.md has it: the page is a part of the program.</summary>
public static partial class ProblemCodes
{
    private const string Page = "API.md", OfFields = "<field>-not-valid";

    private static readonly FrozenDictionary<string, ProblemCode> ByCode = Read();

    /// <summary>What a code means; null when there is none such.</summary>
    public static ProblemCode? Find(string code) =>
        ByCode.GetValueOrDefault(code) ?? (code.EndsWith("-not-valid", StringComparison.Ordinal) ? ByCode[OfFields] : null);

    /// <summary>The codes of an HTTP status, in order.</summary>
    public static IEnumerable<string> OfStatus(int status) => ByCode
        .Where(entry => entry.Value.Statuses.Split(", ").Contains(status.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
        .Select(entry => entry.Key).Order(StringComparer.Ordinal);

    private static FrozenDictionary<string, ProblemCode> Read()
    {
        using var page = new StreamReader(typeof(ProblemCodes).Assembly.GetManifestResourceStream(Page)!);
        var codes = new Dictionary<string, ProblemCode>(StringComparer.Ordinal);
        foreach (Match row in Row().Matches(page.ReadToEnd()))
        {
            var entry = new ProblemCode(row.Groups["statuses"].Value, Plain(row.Groups["when"].Value));
            foreach (Match code in Code().Matches(row.Groups["codes"].Value))
                codes[code.Groups["code"].Value] = entry;
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Plain(string markdown) => Link().Replace(markdown, "${text}").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| (?<statuses>[45]\d\d(, [45]\d\d)*) \| (?<codes>`[^|]+`) \| (?<when>.+) \|\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
