using Microsoft.AspNetCore.Routing.Template;

namespace Loyalty.Api;

/// <summary>The addresses of the pages and the built files that are served there.</summary>
public static class ScreenPages
{
    /// <summary>Every page: its address as a route, the file in <c>wwwroot</c>, and what it is for, in a few words.</summary>
    public static IReadOnlyList<(string Route, string File, string What)> All { get; } =
    [
        ("/", "/index.html", "enrol, buy, watch"),
        ("/card/{memberId}", "/card.html", "a member's card, for a phone"),
        ("/display/{airport}/{location}", "/display.html", "greets members on a wall"),
        ("/pos", "/pos.html", "till"),
        ("/console", "/console.html", "for operators"),
    ];

    private static readonly IReadOnlyList<(TemplateMatcher Route, PathString File)> Routes =
        [.. All.Select(page => (new TemplateMatcher(TemplateParser.Parse(page.Route), []), new PathString(page.File)))];

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
