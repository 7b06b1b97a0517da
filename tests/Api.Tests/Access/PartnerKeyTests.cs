using System.Net;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>A partner's key reports purchases that name the partner, takes back its own, and nothing else.</summary>
public class PartnerKeyTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const string Purchases = $"/v1/members/{KeysFixture.Ada}/purchases";

    [Fact]
    public async Task Only_purchases_that_name_it()
    {
        using var hotel = host.With((await host.MakeKeyAsync("hotel", "partner:hilton", "partner:sixt")).Key);
        foreach (var (id, partner) in new[] { ("h-1", "hilton"), ("h-2", "sixt") })
            Assert.Equal(HttpStatusCode.Created, (await BuyAsync(hotel, id, partner)).StatusCode);
        foreach (var partner in new[] { "avis", "Hilton", "", null })
            await (await BuyAsync(hotel, "h-3", partner)).ShouldBeProblemAsync(partner == "" ? 422 : 403, partner == "" ? "partner-not-valid" : "not-allowed");
        // Whose key also is a till's may name whomever it likes.
        using var both = host.With((await host.MakeKeyAsync("hotel-till", "partner:hilton", "pos")).Key);
        Assert.Equal(HttpStatusCode.Created, (await BuyAsync(both, "h-3", "avis")).StatusCode);

        var me = await (await hotel.GetAsync("/v1/me")).JsonAsync();
        Assert.Equal(["partner:hilton", "partner:sixt"], me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task In_a_stream_line_by_line()
    {
        using var hotel = host.With((await host.MakeKeyAsync("hotel-stream", "partner:hilton")).Key);
        var lines = string.Join('\n', new[] { "hilton", "avis", "hilton" }.Select((partner, i) => JsonSerializer.Serialize(
            new { memberId = KeysFixture.Ada, transactionId = $"s-{i}", type = "partner", amount = 10, currency = "CHF", partner })));
        var answer = await hotel.SendJsonAsync(HttpMethod.Post, "/v1/purchases", lines, "application/x-ndjson");
        var results = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            ["h", "403 not-allowed", "h"],
            results.Select(line => line.TryGetProperty("code", out var code) ? $"{line.GetProperty("status").GetInt32()} {code.GetString()}" : "h"));
    }

    [Fact]
    public async Task It_takes_back_its_own_and_notes_no_events()
    {
        using var hotel = host.With((await host.MakeKeyAsync("hotel-back", "partner:hilton")).Key);
        using var till = host.With(await host.KeyOfAsync("pos"));
        await BuyAsync(hotel, "b-1", "hilton");
        await BuyAsync(till, "b-2", "hilton");
        var back = JsonSerializer.Serialize(new { reversalId = "b-r", reason = "cancelled" });
        Assert.Equal(HttpStatusCode.Created, (await hotel.SendJsonAsync(HttpMethod.Post, $"{Purchases}/b-1/reversals", back)).StatusCode);
        await (await hotel.SendJsonAsync(HttpMethod.Post, $"{Purchases}/b-2/reversals", back.Replace("b-r", "b-s"))).ShouldBeProblemAsync(404, "unknown-transaction");
        await (await hotel.SendJsonAsync(HttpMethod.Post, $"{Purchases}/b-1/events", "{}")).ShouldBeProblemAsync(403, "not-allowed");
    }

    private static Task<HttpResponseMessage> BuyAsync(HttpClient http, string id, string? partner) => http.SendJsonAsync(
        HttpMethod.Post, Purchases, JsonSerializer.Serialize(new { transactionId = id, type = "partner", amount = 10, currency = "CHF", partner }));
}
