namespace Loyalty.Api.Tests;

/// <summary>What a proxy says is believed of proxies that are named, and of nobody else.</summary>
public sealed class ForwardedHeadersTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8, 10.0.0.0/8", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("", false)]
    public async Task Https_at_a_proxy_is_https(string proxies, bool believed)
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Proxies={proxies}");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/programme") { Headers = { Host = "loyalty.example.com" } };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("Loyalty:Proxies", "--ForwardedHeaders_Enabled=true")]
    [InlineData("Loyalty:Proxies", "--Loyalty:Proxies=my-proxy")]
    [InlineData("Loyalty:Cors:Origins", "--Loyalty:Cors:Origins=*")]
    [InlineData("Loyalty:Cors:Origins", "--Loyalty:Cors:Origins=https://*.example.com")]
    [InlineData("Loyalty:Cors:Origins", "--Loyalty:Cors:Origins=https://example.com/shop")]
    [InlineData("Loyalty:Https:Required", "--Loyalty:Https:Required=true")]
    [InlineData("Loyalty:Https:Required", "--Loyalty:Https:Required=yes")]
    [InlineData("Loyalty:Https:HstsDays", "--Loyalty:Https:HstsDays=-1")]
    [InlineData("Loyalty:Limits:Connections", "--Loyalty:Limits:Connections=0")]
    public async Task A_setting_that_cannot_be_meant_refuses_the_start(string setting, string argument) =>
        Assert.StartsWith(setting, (await Assert.ThrowsAsync<StartRefusedException>(() => ApiFixture.StartAsync(argument))).Message);
}
