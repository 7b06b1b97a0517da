using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>People sign in at the airline's provider, in a real browser: code flow with PKCE, renewal without a word, sign-out.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-sign-in-");
    private OpenIdProvider _provider = null!;
    private WebApplication _app = null!;
    private Uri _address = null!;

    // The library renews a minute before the end: here after some seconds.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(64);

    public async Task InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync(Lifetime);
        _app = await Loyalty.Silo.Program.BuildAsync(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Loyalty:Auth:Mode=keys", $"--Loyalty:Auth:Jwt:Authority={_provider.Address}",
                $"--Loyalty:Auth:Jwt:Audience={OpenIdProvider.Audience}", "--Loyalty:Auth:Jwt:Roles:pos=loyalty-till",
                $"--Loyalty:Auth:SignIn:ClientId={OpenIdProvider.Client}", $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}",
            ],
            builder => builder.Logging.ClearProviders());
        await _app.StartAsync();
        _address = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pages_are_told_where_and_may_ask_there()
    {
        using var http = new HttpClient { BaseAddress = _address };
        var told = (await http.GetFromJsonAsync<JsonElement>("/v1/sign-in")).GetProperty("provider");
        Assert.Equal((_provider.Address, OpenIdProvider.Client, "openid profile offline_access"), (told.Text("authority"), told.Text("clientId"), told.Text("scopes")));
        var policy = (await http.GetAsync("/console")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"connect-src 'self' {_provider.Address};", policy, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task An_operator_signs_in_at_the_console_comes_back_where_it_was_and_signs_out()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(_address, "/console#/population"));
        await page.SeesAsync("#access-title", "Please sign in");
        await page.IsAccessibleAsync();
        await SignInAsync(page, "olivia");

        await page.WaitForURLAsync($"{_address}console#/population");
        await page.SeesAsync(".access-name", "Olivia Meier · operator");
        await page.SeesAsync("#hub", "Live");
        await page.IsAccessibleAsync();
        // What only an admin may is not offered.
        await page.WaitForSelectorAsync("[data-view=keys]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden });
        Assert.True(await page.IsVisibleAsync("[data-view=trail]"));

        await page.ClickAsync(".access-forget");
        await page.SeesAsync("#heading", "You are signed out");
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
        await page.GotoAsync($"{_address}console");
        await page.SeesAsync("#access-title", "Please sign in");
    }

    [ChromiumFact]
    public async Task A_token_is_renewed_without_a_word_and_where_that_is_refused_the_page_asks_again_and_keeps_its_place()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(_address, "/console#/trail"));
        await SignInAsync(page, "adam");
        await page.SeesAsync(".access-name", "Adam Rossi · admin");
        var first = await TokenAsync(page);
        await Eventually.IsTrue(async () => await TokenAsync(page) != first, "the token is renewed");
        await page.ReloadAsync();
        await page.SeesAsync(".access-name", "Adam Rossi · admin");

        _provider.RefuseToRenew();
        await page.EvaluateAsync("sessionStorage.setItem('access', 'no-more')");
        await page.ReloadAsync();
        await page.SeesAsync("#access-title", "Please sign in");
        await page.SeesAsync("#access-note", "Your sign-in has ended. Please sign in again.");
        await SignInAsync(page, "adam");
        await page.WaitForURLAsync($"{_address}console#/trail");
        await page.SeesAsync(".access-name", "Adam Rossi · admin");
    }

    [ChromiumFact]
    public async Task Whoever_may_only_ring_up_is_offered_nothing_else_at_the_console_and_keeps_the_till_signed_in()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(_address, "/pos"), 1024, 768, "de-CH");
        await page.SeesAsync("#access-title", "Bitte anmelden");
        await SignInAsync(page, "paul");
        await page.WaitForURLAsync($"{_address}pos");
        await page.SeesAsync(".access-name", "Paul Keller · pos");
        await page.FitsItsWidthAsync();

        // The till keeps it on the device, also for a tab that is opened tomorrow.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"{_address}pos");
        await other.SeesAsync(".access-name", "Paul Keller · pos");

        var console = await browser.OpenAsync(new Uri(_address, "/console#/keys"));
        await SignInAsync(console, "paul");
        await console.WaitForURLAsync($"{_address}console#/programme");
        Assert.Equal(["programme", "rates"], await console.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-view]')].filter(link => !link.hidden).map(link => link.dataset.view)"));
    }

    [ChromiumFact]
    public async Task A_member_opens_the_own_card_on_a_phone()
    {
        using var http = new HttpClient { BaseAddress = _address };
        await using var browser = await Chromium.LaunchAsync();
        var desk = await browser.OpenAsync(new Uri(_address, "/console"));
        await SignInAsync(desk, "adam");
        await desk.SeesAsync(".access-name", "Adam Rossi · admin");
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(desk));
        (await http.PostAsJsonAsync("/v1/members", new { channel = "app", givenName = "Ada", familyName = "Lovelace", memberId = KeysFixture.Ada })).EnsureSuccessStatusCode();

        var page = await browser.OpenAsync(new Uri(_address, $"/card/{KeysFixture.Ada}"), 390, 844, "it-CH");
        await page.SeesAsync("#access-title", "Accedi");
        await page.FitsItsWidthAsync();
        await SignInAsync(page, "ada");
        await page.WaitForURLAsync($"{_address}card/{KeysFixture.Ada}");
        await page.SeesAsync("#card-name", "Ada L.");
        await page.SeesAsync(".access-name", "Ada Lovelace");
    }

    [ChromiumFact]
    public async Task Whom_the_provider_lets_not_in_is_told_so()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(_address, "/console"));
        await SignInAsync(page, "stranger");
        await page.SeesAsync("#heading", "Signing in did not work");
        await page.SeesPartAsync("#hint", "did not let you in");
        await page.IsAccessibleAsync();
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.ClickAsync("#sign-in");
        await page.ClickAsync($"button[value={person}]");
    }

    private static Task<string> TokenAsync(IPage page) => page.EvaluateAsync<string>("sessionStorage.getItem('access')");
}
