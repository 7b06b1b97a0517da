using Loyalty.Api;
using Loyalty.Domain;

namespace Loyalty.Silo;

/// <summary>What the host prints when it is up: addresses that open as they are.</summary>
internal static class StartBanner
{
    /// <summary>A display that anybody may put up; the demo's gate greets at it.</summary>
    private const string Display = "ZRH/A1";

    /// <param name="member">A member whose card is shown; null where nobody is known.</param>
    public static void Write(TextWriter output, IEnumerable<string> urls, MemberId? member)
    {
        var addresses = ScreenPages.All
            .Where(page => member is not null || !(page.Route.Contains("{memberId}", StringComparison.Ordinal) || page.Route == ScreenPages.Tour))
            .Select(page => (Path: page.Route.Replace("{memberId}", $"{member}", StringComparison.Ordinal).Replace("{airport}/{location}", Display, StringComparison.Ordinal), page.What))
            // What needs a flight or a place of somebody's own does not open as it is.
            .Where(page => !page.Path.Contains('{', StringComparison.Ordinal))
            .Append((Path: ReferencePage.Path, What: "API reference"))
            .Append((Path: "/openapi/v1.json", What: "API document"))
            .ToList();
        foreach (var url in urls.Select(OfThisMachine))
        {
            foreach (var (path, what) in addresses)
                output.WriteLine($"{url.TrimEnd('/')}{path,-24} {what}");
        }
    }

    // "Every address" is none that a browser opens.
    private static string OfThisMachine(string url) => url
        .Replace("://[::]:", "://localhost:", StringComparison.Ordinal).Replace("://0.0.0.0:", "://localhost:", StringComparison.Ordinal);
}
