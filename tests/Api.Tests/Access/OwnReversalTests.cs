using System.Net;

namespace Loyalty.Api.Tests;

/// <summary>A till takes back what came by its own key's name, and nothing else.</summary>
public class OwnReversalTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Theory]
    [InlineData("pos")]
    [InlineData("feed:reservations")]
    [InlineData("feed:payment")]
    public async Task Only_its_own(string scope)
    {
        var id = scope.Replace(':', '-');
        using var mine = host.With((await host.MakeKeyAsync($"{id}-7", scope)).Key);
        using var other = host.With((await host.MakeKeyAsync($"{id}-8", scope)).Key);
        await BuyAsync(mine, $"{id}-own");

        var refused = await ReverseAsync(other, $"{id}-own", $"{id}-r1");
        await refused.ShouldBeProblemAsync(404, "unknown-transaction");
        var missing = await ReverseAsync(other, $"{id}-own", $"{id}-r1");
        Assert.Equal(
            (await missing.SaidAsync()).Replace($"{id}-own", "x", StringComparison.Ordinal),
            (await (await ReverseAsync(other, $"{id}-not-there", $"{id}-r2")).SaidAsync()).Replace($"{id}-not-there", "x", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, (await ReverseAsync(mine, $"{id}-own", $"{id}-r1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ReverseAsync(mine, $"{id}-own", $"{id}-r1")).StatusCode);
        await (await ReverseAsync(other, $"{id}-own", $"{id}-r1")).ShouldBeProblemAsync(409, "reversal-id-reused");
    }

    [Fact]
    public async Task A_new_key_of_the_name_goes_on_where_the_old_one_was()
    {
        var old = await host.MakeKeyAsync("till-9", "pos");
        using var before = host.With(old.Key);
        await BuyAsync(before, "nine-1");
        using var after = host.With((await host.MakeKeyAsync("till-9", "pos")).Key);
        (await host.Admin.DeleteAsync($"/v1/keys/{old.Id}")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Created, (await ReverseAsync(after, "nine-1", "nine-r")).StatusCode);
    }

    [Fact]
    public async Task A_purchase_sent_again_by_another_key_is_the_same_and_stays_the_first_ones()
    {
        using var first = host.With((await host.MakeKeyAsync("till-10", "pos")).Key);
        using var second = host.With((await host.MakeKeyAsync("till-11", "pos")).Key);
        await BuyAsync(first, "ten-1");
        await BuyAsync(second, "ten-1", HttpStatusCode.OK);
        await (await ReverseAsync(second, "ten-1", "ten-r")).ShouldBeProblemAsync(404, "unknown-transaction");
    }

    [Fact]
    public async Task Lines_of_a_stream_have_a_source_too()
    {
        using var stream = host.With((await host.MakeKeyAsync("feed-1", "pos")).Key);
        using var other = host.With((await host.MakeKeyAsync("feed-2", "pos")).Key);
        var line = $$"""{"memberId":"{{KeysFixture.Ada}}","transactionId":"line-1","type":"flight","amount":10.00,"currency":"CHF"}""";
        (await stream.SendJsonAsync(HttpMethod.Post, "/v1/purchases", line, "application/x-ndjson")).EnsureSuccessStatusCode();
        await (await ReverseAsync(other, "line-1", "line-r")).ShouldBeProblemAsync(404, "unknown-transaction");
        Assert.Equal(HttpStatusCode.Created, (await ReverseAsync(stream, "line-1", "line-r")).StatusCode);
    }

    [Fact]
    public async Task An_operator_takes_back_whatever_it_is()
    {
        using var till = host.With((await host.MakeKeyAsync("till-12", "pos")).Key);
        await BuyAsync(till, "twelve-1");
        using var clerk = host.With(host.Provider.RoleToken("loyalty-operator"));
        Assert.Equal(HttpStatusCode.Created, (await ReverseAsync(clerk, "twelve-1", "twelve-r")).StatusCode);
        await BuyAsync(clerk, "clerk-1");
        await (await ReverseAsync(till, "clerk-1", "clerk-r")).ShouldBeProblemAsync(404, "unknown-transaction");
    }

    private static async Task BuyAsync(HttpClient http, string transaction, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var body = $$"""{"transactionId":"{{transaction}}","type":"flight","amount":10.00,"currency":"CHF"}""";
        Assert.Equal(expected, (await http.SendJsonAsync(HttpMethod.Post, $"/v1/members/{KeysFixture.Ada}/purchases", body)).StatusCode);
    }

    private static Task<HttpResponseMessage> ReverseAsync(HttpClient http, string transaction, string reversal) => http.SendJsonAsync(
        HttpMethod.Post, $"/v1/members/{KeysFixture.Ada}/purchases/{transaction}/reversals", $$"""{"reversalId":"{{reversal}}","reason":"refund"}""");
}
