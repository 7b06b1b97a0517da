using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>
/// Every page comes up over the demo airline as anybody can start it. The pictures are kept where <c>LOYALTY_SCREENSHOTS</c> names a
/// folder for them, as <c>docs/screenshots/take</c> does for the README.
/// </summary>
public sealed class ScreenshotTests
{
    /// <summary>A blank page of these sizes is a smaller file.</summary>
    private const int LeastBytes = 25_000;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("LOYALTY_SCREENSHOTS");

    [ChromiumFact]
    public async Task Every_page_comes_up_over_the_demo()
    {
        await using var engine = await EngineProcess.StartAsync("--demo");
        await using var browser = await Chromium.LaunchAsync();
        var member = await MemberAsync(engine);

        await TakeAsync(browser, engine, "start", $"/?member={member}", 1280, 1000);
        await TakeAsync(browser, engine, "card-light", $"/card/{member}", 390, 844, scale: 2);
        await TakeAsync(browser, engine, "card-dark", $"/card/{member}", 390, 844, ColorScheme.Dark, scale: 2);
        await TakeAsync(browser, engine, "card-de", $"/card/{member}", 390, 844, scale: 2, locale: "de-CH");
        await TakeAsync(browser, engine, "display", "/display/ZRH/A1", 1920, 1080, prepare: _ => CheckInAsync(engine, member));
        await TakeAsync(browser, engine, "pos", "/pos", 1280, 900, ready: "document.querySelector('#line-currency option') !== null", prepare: page => RingUpAsync(page, member));
        await TakeAsync(browser, engine, "console", $"/console#/members/{member}", 1440, 1000);
        await TakeAsync(browser, engine, "console-home", "/console", 1440, 1000);
        await TakeAsync(browser, engine, "tour", "/tour", 1440, 810, ready: "document.body.dataset.state === 'ready'", prepare: TellAsync);
        await ChangeByHandAsync(engine, member);
        await TakeAsync(browser, engine, "console-trail", "/console#/trail", 1440, 1000, prepare: page => page.ClickAsync("#trail-lines [aria-expanded]"));
        Assert.Empty(browser.Complaints);
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
        string ready = "document.documentElement.dataset.hub === 'live'",
        Func<IPage, Task>? prepare = null)
    {
        var page = await browser.OpenAsync(new Uri(engine.Address, path), width, height, locale, theme, scale: scale);
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>(ready), $"{path} is ready");
        if (prepare is not null)
            await prepare(page);
        // Long enough for the lists that a page reads after its first paint, and for amounts that run.
        await page.WaitForTimeoutAsync(3_000);
        var file = Folder is null ? null : Path.Combine(Folder, $"{name}.png");
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.True(picture.Length > LeastBytes, $"{path} looks blank: {picture.Length} bytes.");
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

    private static async Task RingUpAsync(IPage page, string member)
    {
        await page.FillAsync("#member-memberId", member);
        await page.Keyboard.PressAsync("Enter");
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.activeElement.id === 'line-amount'"), "the member is served");
        await page.Keyboard.TypeAsync("1250.00");
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>As far as the display greets.</summary>
    private static async Task TellAsync(IPage page)
    {
        await page.ClickAsync("#play");
        for (var scene = 1; scene < 3; scene++)
        {
            await Eventually.IsTrue(async () => await page.Locator("#scenes [data-done]").CountAsync() == scene && await page.IsEnabledAsync("#next"), $"scene {scene} has happened");
            await page.ClickAsync("#next");
        }

        await Eventually.IsTrue(async () => await page.Locator("#scenes [data-done]").CountAsync() == 3, "the display has greeted");
    }

    /// <summary>What an office does on a day, with the reasons it gives.</summary>
    private static async Task ChangeByHandAsync(EngineProcess engine, string member)
    {
        var today = (await engine.GetAsync("/v1/clock")).GetProperty("today").GetString();
        foreach (var (method, path, json, reason) in new[]
        {
            (HttpMethod.Put, $"/v1/rates/{today}", """{"EUR":0.9361,"USD":0.8812}""", "Rates of the month"),
            (HttpMethod.Post, $"/v1/members/{member}/purchases", """{"transactionId":"GW-4711","type":"flight","amount":250.00,"currency":"CHF"}""", "Seat was broken, moved to another flight"),
            (HttpMethod.Patch, $"/v1/members/{member}", """{"phone":null}""", "Asked for on the phone"),
            (HttpMethod.Put, $"/v1/members/{member}/consent", """{"displayRecognition":false}""", "Asked for on the phone"),
            (HttpMethod.Post, $"/v1/members/{member}/purchases/GW-4711/reversals", """{"reversalId":"GW-4711-R"}""", "Credited to the wrong member"),
            (HttpMethod.Patch, "/v1/members/NOBODY7", """{"phone":null}""", "Asked for on the phone"),
            (HttpMethod.Put, $"/v1/members/{member}/consent", """{"displayRecognition":true}""", "Changed their mind"),
        })
        {
            var isOfBody = method == HttpMethod.Post;
            using var answer = await engine.Http.SendJsonAsync(
                method,
                path,
                isOfBody ? $$"""{{json[..^1]}},"reason":"{{reason}}"}""" : json,
                headers: isOfBody ? [] : [("Loyalty-Reason", Uri.EscapeDataString(reason))]);
            Assert.True(answer.IsSuccessStatusCode || path.EndsWith("NOBODY7", StringComparison.Ordinal), await answer.Content.ReadAsStringAsync());
        }
    }

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
