using System.Net;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>
/// Takes the pictures of the README, of the demo airline as anybody can start it. No test: it runs only when
/// <c>LOYALTY_SCREENSHOTS</c> names the folder for them, as <c>docs/screenshots/take</c> does.
/// </summary>
public sealed class ScreenshotTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("LOYALTY_SCREENSHOTS");

    [ScreenshotFact]
    public async Task Every_page_is_taken()
    {
        await using var engine = await EngineProcess.StartAsync("--demo");
        await using var browser = await Chromium.LaunchAsync();
        var member = await MemberAsync(engine);
        await CheckInAsync(engine, member);

        await TakeAsync(browser, engine, "start", $"/?member={member}", 1280, 1000);
        await TakeAsync(browser, engine, "card-light", $"/card/{member}", 390, 844, scale: 2);
        await TakeAsync(browser, engine, "card-dark", $"/card/{member}", 390, 844, ColorScheme.Dark, scale: 2);
        await TakeAsync(browser, engine, "card-de", $"/card/{member}", 390, 844, scale: 2, locale: "de-CH");
        await TakeAsync(browser, engine, "display", "/display/ZRH/A1", 1920, 1080, prepare: () => CheckInAsync(engine, member));
        await TakeAsync(browser, engine, "pos", "/pos", 1280, 900);
        await TakeAsync(browser, engine, "console", "/console", 1440, 1000);
    }

    private static async Task TakeAsync(
        Chromium browser,
        EngineProcess engine,
        string name,
        string path,
        int width,
        int height,
        ColorScheme theme = ColorScheme.Light,
        float scale = 1,
        string locale = "en-GB",
        Func<Task>? prepare = null)
    {
        using var probe = await engine.Http.GetAsync(path);
        if (probe.StatusCode == HttpStatusCode.NotFound)
            return;
        var page = await browser.OpenAsync(new Uri(engine.Address, path), width, height, locale, theme, scale: scale);
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.documentElement.dataset.hub === 'live'"), $"{path} is live");
        if (prepare is not null)
            await prepare();
        // Long enough for the lists that a page reads after its first paint, and for amounts that run.
        await page.WaitForTimeoutAsync(3_000);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder!, $"{name}.png") });
        await page.CloseAsync();
    }

    /// <summary>Somebody with a story: a middle tier, and more than one move of it.</summary>
    private static async Task<string> MemberAsync(EngineProcess engine)
    {
        // The demo's year is posted after the engine answers.
        await Eventually.IsTrue(async () => (await EventsAsync(engine)).Count >= 1000, "the demo has posted its first events");
        var candidates = (await EventsAsync(engine)).Select(one => one.GetProperty("memberId").GetString()!).Distinct();
        foreach (var member in candidates)
        {
            var status = await engine.GetAsync($"/v1/members/{member}/status");
            var spend = status.GetProperty("spend").GetProperty("currentPeriod").GetDecimal();
            if (status.GetProperty("tier").GetProperty("level").GetInt32() == 2 && spend > 3500 && status.GetProperty("name").ValueKind == JsonValueKind.String)
                return member;
        }

        throw new InvalidOperationException("The demo has nobody in the middle of the ladder.");
    }

    private static async Task<IReadOnlyList<JsonElement>> EventsAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/events?limit=1000")).GetProperty("items").EnumerateArray()];

    private static async Task CheckInAsync(EngineProcess engine, string member)
    {
        using var answer = await engine.Http.PostAsync("/v1/checkins", System.Net.Http.Json.JsonContent.Create(new
        {
            checkinId = Guid.NewGuid().ToString("N"),
            memberId = member,
            flight = "LX318",
            date = (await engine.GetAsync("/v1/clock")).GetProperty("today").GetString(),
            airport = "ZRH",
            location = "A1",
            seat = "4A",
        }));
    }
}

/// <summary>Runs only when pictures are asked for.</summary>
internal sealed class ScreenshotFactAttribute : FactAttribute
{
    public ScreenshotFactAttribute() => Skip = Environment.GetEnvironmentVariable("LOYALTY_SCREENSHOTS") is null
        ? "Takes pictures, tests nothing: docs/screenshots/take runs it."
        : null;
}
