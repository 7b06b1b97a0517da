using Loyalty.Api;
namespace Loyalty.Silo;

/// <summary>What the host prints when it is up.</summary>
public static class StartBanner
{
    private static readonly IReadOnlyList<(string Path, string What)> Addresses =
        [.. ScreenPages.All.Select(page => (page.Route, page.What)), ("/openapi/v1.json", "API document")];

    public static void Write(TextWriter output, IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            foreach (var (path, what) in Addresses)
                output.WriteLine($"{url.TrimEnd('/')}{path,-32} {what}");
        }
    }
}
