using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The page at <c>/display/{airport}/{location}</c> against a real engine in a real browser.</summary>
public sealed partial class DisplayPageTests
{
    private const string Greeted = ".guest:not([data-state='empty'])";

    [ChromiumFact]
    public async Task Whoever_checks_in_is_greeted_without_a_reload_and_fades_again()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=15");
        await engine.EnrolAsync("SECRET77");
        await engine.BuyAsync("SECRET77", "t-1", 2612.34m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, 1920, 1080);
        await page.EvaluateAsync("window.notReloaded = true");
        await page.WatchShiftsAsync();

        await CheckInAsync(engine, "c-1", "SECRET77");

        await page.SeesAsync($"{Greeted} .guest-name", "Ada L.");
        await page.SeesAsync($"{Greeted} .guest-tier", "Gold");
        await page.SeesAsync($"{Greeted} .guest-greeting", "Congratulations on Gold");
        await page.SeesAsync("#location", "A1");
        var text = await page.EvaluateAsync<string>("document.body.innerHTML");
        Assert.All(["SECRET77", "@", "2612", "2,612", "12A", "c-1"], secret => Assert.DoesNotContain(secret, text));
        await Eventually.IsTrue(async () => await page.Locator(Greeted).CountAsync() == 0, "the greeting is gone");
        Assert.DoesNotContain("Ada L.", await page.TextContentAsync("body"));
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        await page.HasNotShiftedAsync();
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_display_that_lost_the_engine_comes_back_by_itself_to_whom_is_still_to_be_greeted()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await engine.EnrolAsync("MEMBER1");
        await engine.EnrolAsync("MEMBER2");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine);
        await CheckInAsync(engine, "c-1", "MEMBER1", "LX14");
        await page.SeesAsync($"{Greeted} .guest-flight", "LX14");

        await engine.KillAsync();
        await Eventually.IsTrue(async () => await page.TextContentAsync("#hub") != "Live", "the display says that it is cut off");
        await page.SeesAsync($"{Greeted} .guest-flight", "LX14");
        await engine.StartAgainAsync();
        await CheckInAsync(engine, "c-2", "MEMBER2", "LX16");

        await Eventually.IsTrue(async () => await page.Locator(Greeted).CountAsync() == 2, "both are greeted, each once");
        await page.SeesAsync("#hub", "Live");
    }

    [ChromiumFact]
    public async Task Thousands_of_greetings_leave_the_page_no_larger()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine);
        await CheckInAsync(engine, "first", "MEMBER1");
        await page.SeesAsync($"{Greeted} .guest-name", "Ada L.");
        var before = await NodesAsync(page);

        await Parallel.ForEachAsync(Enumerable.Range(1, 3000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            await CheckInAsync(engine, $"c-{i}", "MEMBER1", $"LX{(i % 9000) + 1}"));
        await engine.EnrolAsync("MEMBER2");
        await CheckInAsync(engine, "last", "MEMBER2", "ZZ9999");

        await Eventually.IsTrue(async () => (await page.TextContentAsync("#guests"))?.Contains("ZZ9999") == true, "the last one is greeted");
        Assert.Equal(3, await page.Locator(Greeted).CountAsync());
        // Three are greeted now where there was one: their texts and emblems, and nothing else.
        Assert.InRange(await NodesAsync(page), before, before + 30);
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task The_hour_is_the_engine_s_in_the_programme_s_zone_whatever_the_display_s_clock_says()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:15:04Z");
        await engine.EnrolAsync("MEMBER1");
        await CheckInAsync(engine, "c-1", "MEMBER1", date: "2026-11-21");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"), locale: "de-CH");
        await page.AddInitScriptAsync("{ const now = Date.now; Date.now = () => now() + 86_400_000 * 400; }");
        await page.GotoAsync(new Uri(engine.Address, "/display/zrh/a1").ToString());

        await page.SeesAsync("#hour", "11:15");
        await page.SeesAsync("#date", "Samstag, 21. November");
        await page.SeesAsync($"{Greeted} .guest-name", "Ada L.");
        Assert.Equal("de-CH", await page.GetAttributeAsync("html", "lang"));
        Assert.Equal("Wir begrüssen", await page.GetAttributeAsync("#guests", "aria-label"));
    }

    [ChromiumFact]
    public async Task It_fits_from_a_phone_to_a_wall()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await engine.SendAsync(
            HttpMethod.Post,
            "/v1/members",
            new { channel = "app", givenName = "Maximiliana-Alexandra-Theodora", familyName = "Wettstein", memberId = "LONG1", locale = "fr" },
            HttpStatusCode.Created);
        foreach (var (member, spend) in new[] { ("MEMBER1", 1000m), ("MEMBER2", 5000m) })
        {
            await engine.EnrolAsync(member);
            await engine.BuyAsync(member, $"t-{member}", spend);
        }

        await using var browser = await Chromium.LaunchAsync();
        var idle = await OpenAsync(browser, engine);
        await idle.IsAccessibleAsync();
        await idle.IsLightAsync(engine);
        await idle.PaintedSoonAsync();
        foreach (var member in new[] { "LONG1", "MEMBER1", "MEMBER2" })
            await CheckInAsync(engine, $"c-{member}", member);
        foreach (var (width, height) in new[] { (3840, 2160), (1920, 1080), (1080, 1920), (360, 740) })
            await FitsAsync(await OpenAsync(browser, engine, width, height), width, height);
    }

    [ChromiumFact]
    public async Task Who_wants_no_motion_sees_none()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/display/ZRH/A1"), motion: ReducedMotion.Reduce);
        await page.SeesAsync("#hub", "Live");
        await CheckInAsync(engine, "c-1", "MEMBER1");
        await page.SeesAsync($"{Greeted} .guest-name", "Ada L.");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.getAnimations().length"));
    }

    [ChromiumFact]
    public async Task An_address_that_is_no_display_says_so()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/display/ZURICH/A1"));
        await Eventually.IsTrue(() => page.Locator("#wrong").IsVisibleAsync(), "the page says that it is no display");
    }

    private static async Task FitsAsync(IPage page, int width, int height)
    {
        await Eventually.IsTrue(async () => await page.Locator(Greeted).CountAsync() == 3, "three are greeted");
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.getAnimations().length === 0"), "all have faded in");

        await page.FitsItsWidthAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= window.innerHeight"), $"{width}x{height} scrolls.");
        Assert.True(
            await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.guest')].every(one => one.scrollHeight <= one.clientHeight + 1)"),
            $"A greeting is cut off at {width}x{height}.");
        // At ten metres a letter wants some 25 mm: on a wall 0.8 m high, a 32nd of its height.
        var name = await page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('.guest-name')).fontSize)");
        Assert.True(width < height || name * 32 >= height, $"The name is set in {name} px on a wall of {height} px.");
        await page.IsAccessibleAsync();
    }

    private static async Task<IPage> OpenAsync(Chromium browser, EngineProcess engine, int width = 1280, int height = 720)
    {
        var page = await browser.OpenAsync(new Uri(engine.Address, "/display/ZRH/A1"), width, height);
        await page.SeesAsync("#hub", "Live");
        await page.SeesAsync("#programme", "Spend Recognition");
        await Eventually.IsTrue(async () => (await page.TextContentAsync("#hour"))?.Contains(':') == true, "the hour is shown");
        return page;
    }

    [ChromiumFact]
    public async Task Who_opts_out_is_taken_off_at_once_and_while_the_display_is_away()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:15:00Z", "--Loyalty:Airport:ShownSeconds=600");
        foreach (var member in new[] { "MEMBER1", "MEMBER2" })
            await engine.EnrolAsync(member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine);
        await page.SeesAsync("#hub", "Live");
        await CheckInAsync(engine, "c-1", "MEMBER1", "LX14");
        await CheckInAsync(engine, "c-2", "MEMBER2", "LX16");
        await GuestsAsync(page, 2);

        await OptOutAsync(engine, "MEMBER1");
        await GuestsAsync(page, 1);
        await page.SeesAsync($"{Greeted} .guest-flight", "LX16");

        await engine.KillAsync();
        await engine.StartAgainAsync();
        await OptOutAsync(engine, "MEMBER2");
        await GuestsAsync(page, 0);
    }

    private static Task<System.Text.Json.JsonElement> OptOutAsync(EngineProcess engine, string member) =>
        engine.SendAsync(HttpMethod.Put, $"/v1/members/{member}/consent", new { displayRecognition = false }, HttpStatusCode.OK);

    private static Task GuestsAsync(IPage page, int count) =>
        Eventually.IsTrue(async () => await page.Locator(Greeted).CountAsync() == count, $"{count} guests are greeted");

    private static Task<System.Text.Json.JsonElement> CheckInAsync(
        EngineProcess engine, string id, string member, string flight = "LX14", string? date = null) => engine.SendAsync(
            HttpMethod.Post,
            "/v1/checkins",
            new
            {
                checkinId = id,
                memberId = member,
                flight,
                date = date ?? TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd"),
                airport = "ZRH",
                location = "A1",
                seat = "12A",
            },
            HttpStatusCode.Created);

    private static Task<int> NodesAsync(IPage page) => page.EvaluateAsync<int>(
        "() => { let count = 0; const walk = document.createTreeWalker(document); while (walk.nextNode()) count++; return count; }");
}
