using System.Net;
using System.Text;

namespace Loyalty.Api.Tests;

/// <summary>Streams that are open and say nothing: bounded for each caller, and never the last connection.</summary>
public sealed class OpenStreamsTests
{
    [Fact]
    public async Task A_key_may_have_so_many_and_another_is_served()
    {
        await using var host = new KeysFixture { More = ["--Loyalty:Limits:StreamsPerCaller=3"] };
        await host.InitializeAsync();
        var till = (await host.MakeKeyAsync("till-1", "pos")).Key;
        var open = new List<SlowCaller>();
        for (var i = 0; i < 3; i++)
        {
            open.Add(await OpenAsync(host.Address, till));
            Assert.StartsWith("HTTP/1.1 200", await open[i].FirstAnsweredAsync());
        }

        using (var more = await OpenAsync(host.Address, till))
        {
            var refused = await more.FirstAnsweredAsync();
            Assert.StartsWith("HTTP/1.1 429", refused);
            Assert.Contains("too-many-streams", refused);
            Assert.Contains("Retry-After: 1", refused);
        }

        using var other = await OpenAsync(host.Address, (await host.MakeKeyAsync("till-2", "pos")).Key);
        Assert.StartsWith("HTTP/1.1 200", await other.FirstAnsweredAsync());
        open[0].Dispose();
        await Eventually.IsTrue(
            async () =>
            {
                using var again = await OpenAsync(host.Address, till);
                return (await again.FirstAnsweredAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            },
            "a stream that ends makes room");
        open.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task When_every_connection_is_taken_health_and_an_administrator_still_get_in()
    {
        await using var host = new KeysFixture { More = ["--Loyalty:Limits:Connections=8"] };
        await host.InitializeAsync();
        var (id, till) = await host.MakeKeyAsync("till-1", "pos");
        var other = (await host.MakeKeyAsync("till-2", "pos")).Key;
        var open = new List<SlowCaller>();
        for (var served = true; served;)
        {
            open.Add(await OpenAsync(host.Address, till));
            served = (await open[^1].FirstAnsweredAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            Assert.True(open.Count < 20, "streams take more than the connections there are");
        }

        using var fresh = Fresh();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(fresh, host.Address, "/v1/programme", other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(fresh, host.Address, "/health/live", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(fresh, host.Address, "/health/ready", null));
        var admin = host.Admin.DefaultRequestHeaders.Authorization!.Parameter;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(fresh, host.Address, "/v1/keys", admin));
        using (var stream = await OpenAsync(host.Address, admin!))
            Assert.StartsWith("HTTP/1.1 503", await stream.FirstAnsweredAsync());

        using (var revoke = new HttpRequestMessage(HttpMethod.Delete, new Uri(host.Address, $"/v1/keys/{id}")))
        {
            revoke.Headers.Authorization = new("Bearer", admin);
            Assert.Equal(HttpStatusCode.NoContent, (await fresh.SendAsync(revoke)).StatusCode);
        }

        // Its streams are cut, and there is room for everybody.
        await Eventually.IsTrue(async () => await StatusAsync(fresh, host.Address, "/v1/programme", other) == HttpStatusCode.OK, "there is room again");
        open.ForEach(caller => caller.Dispose());
    }

    private static HttpClient Fresh() => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<SlowCaller> OpenAsync(Uri address, string key) => SlowCaller.ConnectAsync(address, new StringBuilder()
        .Append("POST /v1/purchases HTTP/1.1\r\nHost: ").Append(address.Authority).Append("\r\nAuthorization: Bearer ").Append(key)
        .Append("\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n").ToString());
}
