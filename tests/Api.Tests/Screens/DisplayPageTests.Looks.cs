using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>Who has the stage, and how a name and a tier are shown.</summary>
public sealed partial class DisplayPageTests
{
    [ChromiumFact]
    public async Task The_one_who_came_last_has_the_stage()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        foreach (var member in new[] { "MEMBER1", "MEMBER2" })
            await engine.EnrolAsync(member);
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, 1920, 1080);

        await CheckInAsync(engine, "c-1", "MEMBER1", "LX14");
        await page.SeesAsync($"{Greeted}[data-rank=stage] .guest-flight", "LX14");
        Assert.Equal("gold", await page.GetAttributeAsync($"{Greeted}[data-rank=stage]", "data-metal"));
        // The greeting says the tier; the word is not seen twice.
        await page.SeesAsync($"{Greeted}[data-rank=stage] .guest-greeting", "Congratulations on Gold");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('[data-rank=stage] .guest-tier').getBoundingClientRect().width <= 1"));
        Assert.False(await page.IsVisibleAsync("#hub"));

        await CheckInAsync(engine, "c-2", "MEMBER2", "LX16");
        await page.SeesAsync($"{Greeted}[data-rank=stage] .guest-flight", "LX16");
        await page.SeesAsync($"{Greeted}[data-rank=side] .guest-flight", "LX14");
        await page.IsFlawlessAsync();
    }

    [ChromiumFact]
    public async Task A_name_without_letters_on_this_machine_is_left_out_and_the_greeting_stays()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await EnrolAsync(engine, "CHINESE1", "小明", "王");
        await EnrolAsync(engine, "LATIN1", "Jörg", "Łuków");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"), 1920, 1080);
        // Every letter looks like the box of one that is missing.
        await page.AddInitScriptAsync("CanvasRenderingContext2D.prototype.getImageData = () => ({ data: [0] });");
        await page.GotoAsync(new Uri(engine.Address, "/display/ZRH/A1").ToString());
        await page.SeesAsync("#hub", "Live");

        await CheckInAsync(engine, "c-1", "CHINESE1", "LX14");
        await page.SeesAsync($"{Greeted} .guest-flight", "LX14");
        await page.SeesAsync($"{Greeted} .guest-name", "");
        Assert.NotEqual("", await page.TextContentAsync($"{Greeted} .guest-greeting"));
        await CheckInAsync(engine, "c-2", "LATIN1", "LX16");
        await page.SeesAsync($"{Greeted}[data-rank=stage] .guest-name", "Jörg Ł.");
    }

    [ChromiumFact]
    public async Task A_name_from_right_to_left_turns_nothing_beside_it()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:Airport:ShownSeconds=600");
        await EnrolAsync(engine, "ARABIC1", "عبد الرحمن", "الراشد");
        await using var browser = await Chromium.LaunchAsync();
        foreach (var (address, name) in new[] { ("/display/ZRH/A1", $"{Greeted} .guest-name bdi"), ("/card/ARABIC1", "#card-name") })
        {
            var page = await browser.OpenAsync(new Uri(engine.Address, address), 1280, 720);
            await page.SeesAsync("#hub", "Live");
            if (address.StartsWith("/display", StringComparison.Ordinal))
                await CheckInAsync(engine, "c-1", "ARABIC1");
            await page.SeesPartAsync(name, "عبد الرحمن");

            Assert.Equal("BDI", await page.EvaluateAsync<string>("name => document.querySelector(name).tagName", name));
            Assert.Equal("rtl", await page.EvaluateAsync<string>("name => getComputedStyle(document.querySelector(name)).direction", name));
            // The point of the initial stands at the end of the name, which is its left.
            Assert.True(await page.EvaluateAsync<bool>(
                """
                name => {
                  const text = document.querySelector(name).firstChild;
                  const boxOf = at => { const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect(); };
                  return boxOf(text.length - 1).left < boxOf(0).left;
                }
                """,
                name));
        }
    }

    private static Task<System.Text.Json.JsonElement> EnrolAsync(EngineProcess engine, string member, string givenName, string familyName) => engine.SendAsync(
        HttpMethod.Post, "/v1/members", new { channel = "app", givenName, familyName, memberId = member }, HttpStatusCode.Created);
}
