using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>Pages that stay open for months: what they learn by themselves, and what they do not believe.</summary>
public sealed class LongLivedPageTests
{
    private const string Member = "100000000016";

    [ChromiumFact]
    public async Task After_a_restore_an_open_card_is_what_the_engine_says()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await engine.BuyAsync(Member, "t-1", 500);
        var backup = Directory.CreateTempSubdirectory("loyalty-backup-").FullName;
        await engine.StopAsync();
        Copy(Path.Combine(engine.Folder, "data"), backup);
        await engine.StartAgainAsync();
        await engine.BuyAsync(Member, "t-2", 2000);
        await engine.BuyAsync(Member, "t-3", 400);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, $"/card/{Member}"), 390, 844);
        await page.SeesAsync("#card-tier", "Gold");
        await page.SeesAsync("#hub", "Live");

        await engine.StopAsync();
        Directory.Delete(Path.Combine(engine.Folder, "data"), recursive: true);
        Copy(backup, Path.Combine(engine.Folder, "data"));
        await engine.StartAgainAsync();

        await page.SeesAsync("#hub", "Live");
        await page.SeesAsync("#card-tier", "Member");
        await page.SeesAsync("#card-spend", "CHF 500.00");
        for (var purchase = 1; purchase <= 3; purchase++)
        {
            await engine.BuyAsync(Member, $"again-{purchase}", 10);
            await page.SeesAsync("#card-spend", $"CHF {500 + (10 * purchase)}.00");
        }

        Directory.Delete(backup, recursive: true);
    }

    [ChromiumFact]
    public async Task A_card_whose_member_the_restored_engine_does_not_know_is_shown_no_longer()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await engine.BuyAsync(Member, "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, $"/card/{Member}"), 390, 844);
        await page.SeesAsync("#card-tier", "Gold");

        await engine.StopAsync();
        Directory.Delete(Path.Combine(engine.Folder, "data"), recursive: true);
        await engine.StartAgainAsync();

        await page.SeesAsync("#error-title", "No such card");
        Assert.False(await page.IsVisibleAsync("#content"));
        await page.ReloadAsync();
        await page.SeesAsync("#error-title", "No such card");
    }

    [ChromiumTheory]
    [InlineData("/display/ZRH/A1", "#programme")]
    [InlineData("/pos", "#programme-name")]
    [InlineData("/console", "#programme-name")]
    public async Task A_new_programme_is_learnt_without_a_reload(string address, string name)
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, address));
        await NamesTheProgrammeAsync(page, engine, name);
        await page.EvaluateAsync("window.notReloaded = true");

        await engine.KillAsync();
        var programme = """{"name":"Skyward Anew","currency":"CHF","timeZone":"Europe/Zurich","windowMonths":12,"graceDays":30,"tiers":[{"name":"Member","threshold":0,"partnerBonusPercent":0,"benefits":[]}]}""";
        await page.RouteAsync("**/v1/programme", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = programme }));
        await engine.StartAgainAsync();

        await page.SeesAsync(name, "Skyward Anew");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
    }

    [ChromiumTheory]
    [InlineData("/display/ZRH/A1", "#programme")]
    [InlineData("/pos", "#programme-name")]
    [InlineData("/console", "#programme-name")]
    public async Task New_files_of_a_page_are_loaded_once_while_nobody_uses_it(string address, string name)
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, address));
        await NamesTheProgrammeAsync(page, engine, name);
        await page.EvaluateAsync("window.notReloaded = true");

        await DeployAsync(page, engine, address);

        await Eventually.IsTrue(() => IsReloadedAsync(page), "the page has loaded the new files");
        await NamesTheProgrammeAsync(page, engine, name);
        await page.EvaluateAsync("window.notReloaded = true");
        await engine.KillAsync();
        await engine.StartAgainAsync();
        // A till that nobody uses asks every minute.
        await page.WaitForResponseAsync(
            answer => answer.Request.ResourceType == "fetch" && new Uri(answer.Url).AbsolutePath == address,
            new PageWaitForResponseOptions { Timeout = (float)Eventually.Deadline.TotalMilliseconds });
        Assert.False(await IsReloadedAsync(page));
    }

    [ChromiumFact]
    public async Task New_files_take_nothing_out_of_a_cashiers_hands()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"));
        await page.SeesPartAsync("#line-currency", "CHF");
        await page.FillAsync("#line-amount", "120");
        await page.PressAsync("#line-amount", "Enter");
        await page.SeesAsync("#basket-total", "CHF 120.00");
        await page.EvaluateAsync("window.notReloaded = true");

        await DeployAsync(page, engine, "/pos");

        await page.SeesPartAsync(".page-update", "A new version");
        await page.SeesAsync("#basket-total", "CHF 120.00");
        Assert.False(await IsReloadedAsync(page));
        await page.IsAccessibleAsync();
        await page.ClickAsync(".page-update button");
        await Eventually.IsTrue(() => IsReloadedAsync(page), "the cashier has loaded the new files");
    }

    [ChromiumFact]
    public async Task A_till_dates_its_sales_by_the_engine_whatever_its_machine_believes()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-03-10T10:00:00Z");
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"));
        await page.AddInitScriptAsync(
            """
            const Real = Date;
            globalThis.offDays = 2000;
            globalThis.Date = class extends Real {
              constructor(...given) { given.length === 0 ? super(Date.now()) : super(...given); }
              static now() { return Real.now() + globalThis.offDays * 86_400_000; }
            };
            """);
        await page.GotoAsync(new Uri(engine.Address, "/pos").ToString());
        await page.SeesAsync("#today", "10 Mar 2026");
        await page.FillAsync("#member-memberId", Member);
        await page.PressAsync("#member-memberId", "Enter");
        await page.SeesAsync("#status-tier", "Member");
        await page.FillAsync("#line-amount", "120");
        await page.PressAsync("#line-amount", "Enter");

        await engine.KillAsync();
        await page.EvaluateAsync("globalThis.offDays = -3000");
        await page.Keyboard.PressAsync("F9");
        await page.SeesPartAsync("#outcome", "on its way");
        await page.SeesAsync("#today", "10 Mar 2026");
        engine.Arguments = ["--Loyalty:TestClock=2026-03-12T10:00:00Z"];
        await engine.StartAgainAsync();

        await page.SeesAsync("#waiting", "0");
        await page.SeesAsync("#today", "12 Mar 2026");
        var sale = (await engine.GetAsync($"/v1/members/{Member}/transactions")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("2026-03-10", sale.GetProperty("date").GetString());
    }

    /// <summary>Replaces the engine by one that serves other files of the page: as the page itself sees it, not the browser's navigation.</summary>
    private static async Task DeployAsync(IPage page, EngineProcess engine, string address)
    {
        await page.RouteAsync(url => new Uri(url).AbsolutePath == address, async route =>
        {
            if (route.Request.ResourceType != "fetch")
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = (await answer.TextAsync()).Replace("/assets/", "/assets/new-", StringComparison.Ordinal) });
        });
        await engine.KillAsync();
        await engine.StartAgainAsync();
    }

    private static async Task<bool> IsReloadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("window.notReloaded !== true");
        }
        catch (PlaywrightException)
        {
            // Between two documents there is none to ask.
            return false;
        }
    }

    private static async Task NamesTheProgrammeAsync(IPage page, EngineProcess engine, string selector) =>
        await page.SeesAsync(selector, (await engine.GetAsync("/v1/programme")).GetProperty("name").GetString()!);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
