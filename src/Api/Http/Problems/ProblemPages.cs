using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Loyalty.Api;

/// <summary>A page for every code of a problem: what its <c>type</c> leads to.</summary>
public static class ProblemPages
{
    private const string Path = "/problems/";

    /// <summary>The page of a code, on the host that the problem came from.</summary>
    public static string AddressOf(string code) => Path + code;

    /// <summary>Maps <c>/problems/{code}</c>.</summary>
    public static RouteHandlerBuilder MapProblemPages(this IEndpointRouteBuilder app) =>
        app.MapGet(Path + "{code}", (string code) => ProblemCodes.Find(code) is { } entry
            ? Results.Text(Page(code, entry), "text/html; charset=utf-8")
            : (IResult)new ProblemResult(StatusProblems.Of(StatusCodes.Status404NotFound))).ExcludeFromDescription();

    private static string Page(string code, ProblemCode entry)
    {
        var html = HtmlEncoder.Default;
        return new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>")
            .Append(html.Encode(code)).Append("</title></head>\n<body>\n<h1>").Append(html.Encode(code)).Append("</h1>\n<p>Status ")
            .Append(CultureInfo.InvariantCulture, $"{entry.Statuses}: ").Append(html.Encode(entry.When))
            .Append(".</p>\n<p>What to do: ").Append(html.Encode(entry.Advice)).Append("</p>\n</body>\n</html>\n").ToString();
    }
}
