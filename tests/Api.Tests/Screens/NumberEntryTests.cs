using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>Numbers that people type into the pages: what is not certain is refused, and what was understood is said before it counts.</summary>
public sealed class NumberEntryTests
{
    private const string Member = "100000000016";

    [ChromiumTheory]
    [InlineData("en-GB", "0,943")]
    [InlineData("en-GB", "0.943")]
    [InlineData("de-DE", "0.943")]
    [InlineData("de-DE", "0,943")]
    public async Task A_rate_below_one_stays_below_one_in_every_language(string locale, string typed)
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenRatesAsync(browser, engine, locale);

        await page.FillAsync("#rate-rate", typed);
        await page.SeesPartAsync("#rate-rate-note", $"1 USD {(locale == "en-GB" ? "is 0.943" : "ist 0,943")} CHF");
        await page.ClickAsync("#rate button[type=submit]");

        await page.SeesPartAsync("#rates-table", "0.943");
        Assert.Equal(0.943m, (await engine.GetAsync("/v1/rates")).GetProperty("items")[0].GetProperty("rates").GetProperty("USD").GetDecimal());
    }

    [ChromiumTheory]
    [InlineData("en-GB", "1,943", "Is that 1943 or 1.943?")]
    [InlineData("de-DE", "1.943", "Ist das 1943 oder 1.943?")]
    [InlineData("en-GB", "0943", "Type a rate")]
    public async Task A_rate_that_reads_both_ways_is_asked_about(string locale, string typed, string says)
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenRatesAsync(browser, engine, locale);

        await page.FillAsync("#rate-rate", typed);
        await page.ClickAsync("#rate button[type=submit]");

        await page.SeesPartAsync("#rate-rate-note", says);
        Assert.Empty((await engine.GetAsync("/v1/rates")).GetProperty("items").EnumerateArray());
    }

    [ChromiumFact]
    public async Task A_till_takes_no_amount_that_is_not_certain_and_no_digit_that_the_currency_has_not()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"));
        await page.SeesPartAsync("#line-currency", "CHF");

        foreach (var (typed, says) in new[] { ("0,943", "CHF has 2 decimals at most."), ("1.000", "CHF has 2 decimals at most."), ("1,250", "Is that 1250 or 1.250?"), ("0943", "Type an amount") })
        {
            await page.FillAsync("#line-amount", typed);
            await page.PressAsync("#line-amount", "Enter");
            await page.SeesPartAsync("#line-amount-note", says);
            await page.SeesAsync("#basket", "Nothing in the basket yet.");
        }

        await page.FillAsync("#line-amount", "1'250,5");
        await page.SeesAsync("#line-amount-note", "Understood: CHF 1,250.50");
        await page.PressAsync("#line-amount", "Enter");
        await page.SeesAsync("#basket-total", "CHF 1,250.50");
    }

    [ChromiumFact]
    public async Task A_correction_and_a_basket_say_what_they_understood_before_it_counts()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, $"/console#/members/{Member}"));
        await page.SeesAsync("#member-tier", "Member");

        foreach (var form in new[] { "basket", "credit" })
        {
            await page.FillAsync($"#{form}-amount", "12,50");
            await page.SeesAsync($"#{form}-amount-note", "Understood: CHF 12.50");
            await page.FillAsync($"#{form}-amount", "0,943");
            await page.PressAsync($"#{form}-amount", "Enter");
            await page.SeesAsync($"#{form}-amount-note", "CHF has 2 decimals at most.");
        }

        Assert.Equal(0m, (await engine.GetAsync($"/v1/members/{Member}/status")).GetProperty("spend").GetProperty("currentPeriod").GetDecimal());
    }

    private static async Task<IPage> OpenRatesAsync(Chromium browser, EngineProcess engine, string locale)
    {
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/rates"), locale: locale);
        await page.SeesPartAsync("#rate-rate-note", "CHF");
        await page.FillAsync("#rate-date", "2026-01-01");
        await page.FillAsync("#rate-currency", "usd");
        return page;
    }
}
