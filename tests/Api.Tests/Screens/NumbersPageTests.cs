using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Numbers at till, card and console, in a browser.</summary>
public sealed class NumbersPageTests
{
    private const string Member = "100000000016";

    private const string Scheme =
        """{"kind":"partner","pattern":"[0-9]{15}","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"airlines":["LH"]}""";

    [ChromiumFact]
    public async Task The_till_opens_whoever_is_scanned()
    {
        await using var engine = await StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"));
        await page.SeesPartAsync("#line-currency", "CHF");
        var code = (await engine.GetAsync($"/v1/members/{Member}/card-code")).Text("code")!;
        const string pass = "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 13A>30B1WW6225BAC 29014123456789001AC LH 992000000000125  20K";
        foreach (var (scanned, how) in new[] { ("9920 0000 0000 125", "another kind"), (code, "card’s code"), (pass, "boarding pass") })
        {
            await page.Keyboard.PressAsync("F2");
            await page.FillAsync("#member-memberId", "");
            await page.SeesPartAsync("#status-tier", "No member");
            await page.FocusAsync("#member-memberId");
            await page.Keyboard.InsertTextAsync(scanned);
            await page.Keyboard.PressAsync("Enter");
            await page.SeesPartAsync("#status-number", "1000 0000 0016");
            await page.SeesPartAsync("#member-memberId-note", how);
            Assert.Equal(Member, await page.InputValueAsync("#member-memberId"));
        }

        await page.FillAsync("#member-memberId", "222000000000001");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#member-memberId-note", "no member");
        await page.FillAsync("#member-memberId", "!?");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#member-memberId-note", "can be read");
        await page.IsAccessibleAsync();
    }

    [ChromiumFact]
    public async Task The_card_shows_a_signed_code_while_it_is_live_and_lists_the_numbers()
    {
        await using var engine = await StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, $"/card/{Member}"), 390, 844);
        // A number has 25 modules beside the quiet zone, a signed code over 60.
        await Eventually.IsTrue(
            async () => await page.EvaluateAsync<int>("document.querySelector('#code-qr svg')?.viewBox.baseVal.width ?? 0") > 60, "the code is signed");

        await page.SeesPartAsync(".numbers", "… 0125");
        await page.ClickAsync(".numbers li button");
        await page.SeesPartAsync("section[aria-labelledby=numbers-title]", "No card or partner number yet");
        await page.FillAsync("#number-number", "99200000000012");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("section[aria-labelledby=numbers-title] .note", "number");
        await page.FillAsync("#number-number", "2220 0000 0000 001");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync(".numbers", "… 0001");
        Assert.Equal("0001", (await engine.GetAsync($"/v1/members/{Member}/numbers")).GetProperty("items").EnumerateArray().Single().Text("lastFour"));
        await page.IsFlawlessAsync();
        await page.FitsItsWidthAsync();

        // Without the engine it is the plain number again.
        await engine.KillAsync();
        await Eventually.IsTrue(
            async () => await page.EvaluateAsync<int>("document.querySelector('#code-qr svg').viewBox.baseVal.width") < 40, "the code is the number");
    }

    [ChromiumFact]
    public async Task The_console_keeps_schemes_and_a_members_numbers()
    {
        await using var engine = await StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/programme"), 1440, 1000);
        await page.SeesPartAsync("#schemes", "miles-and-more");
        await page.FillAsync("#scheme-name", "crm");
        await page.FillAsync("#scheme-pattern", "^100[0-9]$");
        await page.FillAsync("#scheme-examples", "1001234567890\n1001");
        await page.FillAsync("#scheme-counter-examples", "1\n2");
        await page.ClickAsync("#scheme button[type=submit]");
        await page.SeesPartAsync("#schemes-note", "examples[0]");
        await page.FillAsync("#scheme-pattern", "100[0-9]+");
        await page.ClickAsync("#scheme button[type=submit]");
        await page.SeesPartAsync("#schemes", "crm");
        await page.IsAccessibleAsync();

        await page.GotoAsync(new Uri(engine.Address, $"/console#/members/{Member}").ToString());
        await page.SeesPartAsync("section[aria-labelledby=numbers-title]", "… 0125");
        await page.SelectOptionAsync("#number-scheme", "crm");
        await page.FillAsync("#number-number", "100-17");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("section[aria-labelledby=numbers-title]", "… 0017");
        await page.IsAccessibleAsync();
    }

    private static async Task<EngineProcess> StartAsync()
    {
        var engine = await EngineProcess.StartAsync();
        (await engine.Http.SendJsonAsync(HttpMethod.Put, "/v1/number-schemes/miles-and-more", Scheme)).EnsureSuccessStatusCode();
        (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/members",
            $$"""{"channel":"app","givenName":"Ada","familyName":"Lovelace","memberId":"{{Member}}","numbers":[{"scheme":"miles-and-more","number":"992000000000125"}]}""")).EnsureSuccessStatusCode();
        return engine;
    }
}
