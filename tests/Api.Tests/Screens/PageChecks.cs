using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>What every page is held to, whatever it shows.</summary>
internal static class PageChecks
{
    /// <summary>How late a page may first paint, in milliseconds.</summary>
    private const double FirstPaint = 1000;

    /// <summary>Waits until an element says exactly that.</summary>
    public static Task SeesAsync(this IPage page, string selector, string text) => Eventually.IsTrue(
        async () => Plain(await page.TextContentAsync(selector)) == text,
        $"{selector} says {text}");

    /// <summary>Waits until an element's text has that in it.</summary>
    public static Task SeesPartAsync(this IPage page, string selector, string part) => Eventually.IsTrue(
        async () => Plain(await page.TextContentAsync(selector)).Contains(part, StringComparison.Ordinal),
        $"{selector} has {part} in it");

    /// <summary>Gives a page the key or token that it asks for, and waits until it says that, or goes on.</summary>
    public static async Task EnterAsync(this IPage page, string secret, string? says = null, string? what = null)
    {
        await page.FillAsync("#access-secret", secret);
        await page.ClickAsync(".access button");
        if (says is not null)
            await page.SeesAsync(says, what!);
        else
            await page.WaitForSelectorAsync(".access", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>axe finds nothing serious or critical; contrast is among what it looks at.</summary>
    public static async Task IsAccessibleAsync(this IPage page)
    {
        var serious = (await AxeAsync(page)).Where(one => one.GetProperty("impact").GetString() is "serious" or "critical").ToList();
        Assert.True(serious.Count == 0, string.Join('\n', serious));
    }

    /// <summary>axe finds nothing at all.</summary>
    public static async Task IsFlawlessAsync(this IPage page)
    {
        var found = await AxeAsync(page);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task<IReadOnlyList<JsonElement>> AxeAsync(IPage page)
    {
        // Evaluated, not put into the page: its policy would refuse a script.
        await page.EvaluateAsync(await File.ReadAllTextAsync(RepositoryFiles.At("src/node_modules/axe-core/axe.min.js")));
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map(node => node.html + ' ' + node.failureSummary) }))");
        return [.. found.EnumerateArray()];
    }

    /// <summary>Nothing hangs out of the window to the side.</summary>
    public static async Task FitsItsWidthAsync(this IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");

    /// <summary>Every button that is seen within a part of the page stands whole in the window and in what holds it, and so do its words in it.</summary>
    public static async Task HasWholeButtonsAsync(this IPage page, string within)
    {
        var cut = await page.EvaluateAsync<string[]>(
            """
            within => [...document.querySelectorAll(`${within} button, ${within} a.button`)].filter(button => button.checkVisibility()).filter(button => {
              const { left, right } = button.getBoundingClientRect();
              const holders = [];
              for (let one = button.parentElement; one !== null; one = one.parentElement)
                if (getComputedStyle(one).overflowX !== 'visible') holders.push(one.getBoundingClientRect());
              return left < 0 || right > innerWidth + 0.5 || button.scrollWidth > button.clientWidth + 1
                || holders.some(holder => left < holder.left - 0.5 || right > holder.right + 0.5);
            }).map(button => button.outerHTML)
            """,
            within);
        Assert.True(cut.Length == 0, $"Cut off: {string.Join('\n', cut)}");
    }

    /// <summary>Begins to add up layout shifts; see <see cref="HasNotShiftedAsync"/>.</summary>
    public static Task WatchShiftsAsync(this IPage page) => page.EvaluateAsync(
        "() => { window.shifts = []; new PerformanceObserver(list => window.shifts.push(...list.getEntries())).observe({ type: 'layout-shift' }); }");

    /// <summary>
    /// Has calls of these addresses answered late. The browser puts what moves within half a second of a key or click down to the user:
    /// nothing may hide behind a quick answer.
    /// </summary>
    public static Task AnswerLateAsync(this IPage page, string addresses) => page.RouteAsync(addresses, async route =>
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await route.ContinueAsync();
    });

    /// <summary>Nothing has moved since <see cref="WatchShiftsAsync"/>, save by a user's own hand.</summary>
    public static async Task HasNotShiftedAsync(this IPage page)
    {
        // The browser sometimes notes a shift of nothing that is seen: of no node, or one that is gone, and of so small a share of the
        // page that it is nought.
        var moved = await page.EvaluateAsync<string>(
            "() => window.shifts.filter(one => !one.hadRecentInput && (one.value >= 0.0001 || one.sources.some(source => source.node))).map(one => one.value.toFixed(4) + ' ' + "
            + "one.sources.map(source => source.node?.parentElement?.outerHTML.slice(0, 200)).join(' | ')).join('\\n')");
        Assert.True(moved.Length == 0, $"The layout shifted:\n{moved}");
    }

    /// <summary>The script that the page loaded, as it went over the wire if it were gzipped, is within what a page may weigh.</summary>
    public static async Task IsLightAsync(this IPage page, EngineProcess engine)
    {
        var scripts = await page.EvaluateAsync<string[]>(
            "() => performance.getEntriesByType('resource').map(one => one.name).filter(name => new URL(name).pathname.endsWith('.js'))");
        Assert.NotEmpty(scripts);
        var bytes = 0L;
        foreach (var script in scripts)
        {
            using var packed = new MemoryStream();
            await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
                await gzip.WriteAsync(await engine.Http.GetByteArrayAsync(script));
            bytes += packed.Length;
        }

        Assert.InRange(bytes, 1, 150_000);
    }

    /// <summary>
    /// The first paint comes within a second. A machine that stalls paints late once, a page that is slow paints late every time:
    /// where it came late it is opened again, beside the one under test.
    /// </summary>
    public static async Task PaintedSoonAsync(this IPage page)
    {
        var after = await FirstPaintAsync(page);
        for (var again = 0; after > FirstPaint && again < 4; again++)
        {
            var other = await page.Context.NewPageAsync();
            await other.GotoAsync(page.Url);
            after = await FirstPaintAsync(other);
            await other.CloseAsync();
        }

        Assert.InRange(after, 0, FirstPaint);
    }

    // The browser notes it a little after it has painted.
    private static async Task<double> FirstPaintAsync(IPage page)
    {
        var after = -1.0;
        await Eventually.IsTrue(
            async () => (after = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")) >= 0,
            "the first paint is noted");
        return after;
    }

    /// <summary>Keeps a picture of the whole page where <c>LOYALTY_SCREENSHOTS</c> names a folder, for who looks at it.</summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOYALTY_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    // Amounts are written with spaces that do not break.
    private static string Plain(string? text) => (text ?? "").Replace('\u00a0', ' ').Replace('\u202f', ' ').Trim();
}
