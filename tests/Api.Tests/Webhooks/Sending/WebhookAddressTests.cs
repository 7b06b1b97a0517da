using System.Collections.Frozen;

namespace Loyalty.Api.Tests;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://crm.example/hooks")]
    [InlineData("https://crm.example:8443/hooks?tenant=7")]
    [InlineData("https://1.1.1.1/")]
    [InlineData("https://crm.example/@hooks")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public async Task A_public_https_address_is_taken(string url) => Assert.Null(await FaultAsync(url, new FakeResolver("1.1.1.1")));

    [Theory]
    [InlineData("http://crm.example/hooks")]
    [InlineData("ftp://crm.example/hooks")]
    [InlineData("crm.example/hooks")]
    [InlineData("/hooks")]
    [InlineData("https://")]
    [InlineData("https://user:password@crm.example/")]
    [InlineData("https://user@crm.example/")]
    [InlineData("https://@crm.example/")]
    [InlineData("https://:@crm.example/")]
    [InlineData("https://crm.example/#part")]
    [InlineData("https://crm.example/ä")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    public async Task Any_other_is_not(string url)
    {
        var fault = await FaultAsync(url, new FakeResolver("1.1.1.1"));
        Assert.Equal(("url-not-allowed", "url"), (fault?.Code, fault?.Field));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("1.1.1.1", "10.0.0.1")]
    [InlineData("1.1.1.1", "::1")]
    [InlineData]
    public async Task A_name_with_one_address_that_is_not_public_or_with_none_is_not_taken(params string[] addresses) =>
        Assert.Equal("url-not-allowed", (await FaultAsync("https://crm.example/", new FakeResolver(addresses)))?.Code);

    [Theory]
    [InlineData("https://crm.intern/", "10.0.0.1")]
    [InlineData("https://CRM.intern./", "10.0.0.1")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]:8443/")]
    [InlineData("https://crm.intern/")]
    public async Task A_host_that_the_settings_name_need_not_be_public(string url, params string[] addresses) =>
        Assert.Null(await FaultAsync(url, new FakeResolver(addresses), "crm.intern", "127.0.0.1", "::1"));

    [Fact]
    public async Task A_named_host_is_called_by_https_all_the_same() =>
        Assert.Equal("url-not-allowed", (await FaultAsync("http://127.0.0.1/", new FakeResolver(), "127.0.0.1"))?.Code);

    private static Task<Loyalty.Domain.Refusal?> FaultAsync(string url, FakeResolver resolver, params string[] allowed) =>
        new WebhookAddress(new WebhookSettings("urn:loyalty", "loyalty", allowed.ToFrozenSet(StringComparer.OrdinalIgnoreCase)), resolver).FaultAsync(url, CancellationToken.None);
}
