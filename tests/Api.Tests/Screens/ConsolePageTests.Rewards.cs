using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <content>Vouchers: issued one by one and many at once, looked at, taken back.</content>
public sealed partial class ConsolePageTests
{
    [ChromiumTheory]
    [InlineData(390, "de-CH", "50.00", "Gutschein")]
    [InlineData(1280, "en-GB", "50.00", "Voucher")]
    public async Task Vouchers_are_issued_listed_and_taken_back(int width, string locale, string amount, string kind)
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/rewards"), width, locale: locale);
        await Eventually.IsTrue(async () => await page.InputValueAsync("#issue-to") == "2027-11-21", "the programme's day is known");

        await page.SeesAsync("#issue-owner-note", locale == "en-GB" ? "Empty: there is a code." : "Leer: es gibt einen Code.");
        // Without an owner its code is shown once.
        await page.FillAsync("#issue-value", "50");
        await page.ClickAsync("#issue button[type=submit]");
        await Eventually.IsTrue(async () => await page.EvaluateAsync<bool>("document.activeElement?.id === 'issue-reason'"), "a reason is asked for");
        await page.FillAsync("#issue-reason", "A late bag");
        await page.ClickAsync("#issue button[type=submit]");
        await page.SeesPartAsync("#issue-done", amount);
        var code = (await page.TextContentAsync("#issue-code"))!.Replace(" ", "", StringComparison.Ordinal);
        await engine.SendAsync(HttpMethod.Post, "/v1/members/MEMBER1/rewards/claims", new { code }, HttpStatusCode.OK);
        await page.SeesPartAsync("#lots", code[^4..]);

        // For a member, and refused for one who is not there.
        await page.FillAsync("#issue-reason", "A late bag");
        await page.FillAsync("#issue-owner", "NOBODY1");
        await page.ClickAsync("#issue button[type=submit]");
        await Eventually.IsTrue(async () => (await page.TextContentAsync("#issue-note"))!.Length + (await page.TextContentAsync("#issue-owner-note"))!.Length > 0, "it is refused");
        await page.FillAsync("#issue-owner", "MEMBER1");
        await page.ClickAsync("#issue button[type=submit]");
        await Eventually.IsTrue(async () => await page.InputValueAsync("#issue-reason") == "", "it is issued");
        Assert.Equal(2, (await engine.GetAsync("/v1/members/MEMBER1/rewards")).GetProperty("items").GetArrayLength());

        await IssueThreeAsync(page);
        await page.Locator("#lots tbody tr").Last.GetByRole(AriaRole.Button).ClickAsync();
        await page.SeesPartAsync("#lot-title", kind);
        await page.ClickAsync("#lot button[type=submit]");
        await page.IsFlawlessAsync();
        await page.FillAsync("#lot-reason", "Found to be stolen");
        await page.ClickAsync("#lot button[type=submit]");
        await page.SeesPartAsync("#lot-sums [data-part=revoked]", amount);
        Assert.True(await page.IsHiddenAsync("#lot"));
        await page.FitsItsWidthAsync();
        await page.HasWholeButtonsAsync("#view-rewards");
        Assert.DoesNotContain(browser.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
        await page.PictureAsync($"console-rewards-{width}");
    }

    // Many come with a file of codes.
    private static async Task IssueThreeAsync(IPage page)
    {
        await page.FillAsync("#issue-owner", "");
        await page.FillAsync("#issue-count", "3");
        await page.FillAsync("#issue-reason", "An event");
        await page.ClickAsync("#issue button[type=submit]");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#issue-codes"));
        var lines = (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Matches("^[^,]+-[123],[A-Z0-9]{12}$", line));
        await Eventually.IsTrue(async () => await page.Locator("#lots tbody tr").CountAsync() == 5, "all are listed");
    }

    [ChromiumFact]
    public async Task A_coupon_for_many_is_issued_by_its_fields()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/rewards"));
        await Eventually.IsTrue(async () => await page.InputValueAsync("#issue-to") != "", "the programme's day is known");
        await page.SelectOptionAsync("#issue-kind", "coupon");
        await page.FillAsync("#issue-percent", "12,5");
        await page.FillAsync("#issue-uses", "500");
        await page.FillAsync("#issue-perMember", "1");
        await page.FillAsync("#issue-reason", "Black Friday");
        await page.ClickAsync("#issue button[type=submit]");
        await page.SeesPartAsync("#lots", "12.5 %");
        var lot = (await engine.GetAsync("/v1/lots")).GetProperty("items")[0];
        Assert.Equal(("coupon", 12.5m, 500, 1), (lot.Text("kind"), lot.GetProperty("percent").GetDecimal(), lot.GetProperty("uses").GetInt32(), lot.GetProperty("perMember").GetInt32()));
        Assert.Empty(browser.Complaints);
    }
}
