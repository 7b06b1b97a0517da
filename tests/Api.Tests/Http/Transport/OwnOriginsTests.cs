using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>Whose web pages may call where the host is not open.</summary>
public class OwnOriginsTests
{
    [Theory]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com:443", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com:8443", "https://loyalty.example.com:8443", true)]
    [InlineData("http", "loyalty.example.com", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com", null, true)]
    [InlineData("https", "loyalty.example.com", "https://SHOP.example.com", true)]
    [InlineData("https", "loyalty.example.com", "http://loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com:8443", false)]
    [InlineData("https", "loyalty.example.com:8443", "https://loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com.evil.org", false)]
    [InlineData("https", "loyalty.example.com", "https://evil.org#loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com@evil.org", false)]
    [InlineData("https", "loyalty.example.com", "null", false)]
    [InlineData("https", "loyalty.example.com", "", false)]
    [InlineData("https", "loyalty.example.com", "file://loyalty.example.com", false)]
    public async Task An_origin_is_the_host_s_own_or_named(string scheme, string host, string? origin, bool passes)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseOwnOrigins(new TransportSettings { Origins = ["https://shop.example.com"] });
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (scheme, new HostString(host));
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        await app.Build()(context);
        Assert.Equal(passes ? 204 : 403, context.Response.StatusCode);
    }
}
