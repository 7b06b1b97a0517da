using Microsoft.AspNetCore.Routing.Template;

namespace Loyalty.Api;

/// <summary>The addresses of the pages and the built files that are served there.</summary>
public static class ScreenPages
{
    /// <summary>The demo's own page.</summary>
    public const string Tour = "/tour";

    /// <summary>Every page: its address as a route, the file in <c>wwwroot</c>, and what it is for, in a few words.</summary>
    public static IReadOnlyList<(string Route, string File, string What)> All { get; } =
    [
        ("/", "/index.html", "enrol, buy, watch"),
        ("/card/{memberId}", "/card.html", "a member's card, for a phone"),
        ("/display/{airport}/{location}", "/display.html", "greets members on a wall"),
        ("/pos", "/pos.html", "till"),
        ("/console", "/console.html", "for operators"),
        ("/lounge/{place}", "/lounge.html", "a lounge's door: scan, yes or no"),
        ("/briefing/{flight}/{date}", "/briefing.html", "a flight's members, for its crew"),
        ("/disruptions", "/disruptions.html", "disruptions as they are told"),
        (Tour, "/tour.html", "the demo's story in a minute: till, phone and display side by side"),
    ];

    /// <summary>Where a provider sends people back to who have signed in or out: an address that nobody types.</summary>
    public const string SignedIn = "/signed-in";

    private static readonly IReadOnlyList<(TemplateMatcher Route, PathString File)> Routes =
    [
        .. All.Select(page => (page.Route, page.File)).Append((SignedIn, "/signed-in.html"))
            .Select(page => (new TemplateMatcher(TemplateParser.Parse(page.Item1), []), new PathString(page.Item2))),
    ];

    /// <summary>The file of the page at an address, or null where there is no page.</summary>
    public static PathString? FileAt(PathString path)
    {
        foreach (var (route, file) in Routes)
        {
            if (route.TryMatch(path, []))
                return file;
        }

        return null;
    }
}
