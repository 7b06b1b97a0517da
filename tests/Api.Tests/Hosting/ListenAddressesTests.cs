using Microsoft.Extensions.Configuration;

namespace Loyalty.Api.Tests;

public class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.1.2.3:80")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("https://127.0.0.1:0")]
    public void Loopback_is_taken(string address) => ListenAddresses.RequireLoopback([address]);

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("http://localhost.example.org:5080")]
    [InlineData("http://127.0.0.1.nip.io:5080")]
    [InlineData("http://loyalty:5080")]
    public void All_else_is_refused(string address)
    {
        var refused = Assert.Throws<StartRefusedException>(() => ListenAddresses.RequireLoopback(["http://127.0.0.1:1", address]));
        Assert.Contains("Loyalty:Auth:Mode", refused.Message);
        Assert.Contains(address, refused.Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:65536")]
    public void Nonsense_is_named(string address) =>
        Assert.Contains("urls", Assert.Throws<StartRefusedException>(() => ListenAddresses.RequireLoopback([address])).Message);

    [Fact]
    public void Every_way_to_configure_is_seen()
    {
        Assert.Equal(["http://a:1", "http://b:2"], Configured(("urls", "http://a:1;http://b:2"), ("http_ports", "80")));
        Assert.Equal(["http://*:8080", "https://*:8443"], Configured(("http_ports", "8080"), ("https_ports", "8443")));
        Assert.Equal(["http://a:1", "http://0.0.0.0:9"], Configured(("urls", "http://a:1"), ("Kestrel:Endpoints:X:Url", "http://0.0.0.0:9")));
        Assert.Empty(Configured());
    }

    private static IReadOnlyList<string> Configured(params (string Key, string Value)[] settings) => ListenAddresses.Configured(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
