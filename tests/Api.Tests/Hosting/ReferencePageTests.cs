using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The reference of the API for people: all from here, and nothing of it against its policy.</summary>
public sealed class ReferencePageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Its_policy_lets_its_own_scripts_run_and_no_other()
    {
        using var first = await api.Http.GetAsync("/docs/");
        using var second = await api.Http.GetAsync("/docs/");
        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self' 'nonce-", policy);
        Assert.DoesNotContain("unsafe", policy.Replace("style-src 'self' 'unsafe-inline'", ""));
        // A nonce is for one answer.
        Assert.NotEqual(policy, Assert.Single(second.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("no-referrer", Assert.Single(first.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(first.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        var html = await first.Content.ReadAsStringAsync();
        Assert.DoesNotContain("https://", html);
        Assert.DoesNotContain("http://", html);
        using var script = await api.Http.GetAsync("/docs/scalar.js");
        Assert.Equal(SecurityHeaders.DataPolicy, Assert.Single(script.EnsureSuccessStatusCode().Headers.GetValues("Content-Security-Policy")));
    }

    [ChromiumFact]
    public async Task It_shows_calls_with_examples_of_their_answers_and_asks_nobody_else()
    {
        await using var chromium = await Chromium.LaunchAsync();
        var page = await chromium.OpenAsync(new Uri(api.Address, "/docs/"));
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.ReloadAsync();
        // The first call, and what the example of its answer says.
        await page.GetByText("Asks for nothing but the process.").First.WaitForAsync();
        await page.GetByText("\"live\"").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        Assert.All(asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.StartsWith(api.Address.ToString(), url));
        Assert.NotEmpty(asked);
        Assert.Empty(chromium.Complaints);
    }
}
