using System.Net;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>What somebody credits by hand says why, wherever it is told.</summary>
public sealed class PurchaseReasonTests
{
    [Fact]
    public async Task The_reason_is_told_wherever_the_purchase_is()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");

        var receipt = await CreditAsync(engine, "Seat broken", HttpStatusCode.Created);

        Assert.Equal("Seat broken", Reason(receipt.GetProperty("transaction")));
        Assert.Equal("Seat broken", Reason((await engine.GetAsync("/v1/members/MEMBER1/transactions")).GetProperty("items")[0]));
        Assert.Equal("Seat broken", Reason((await engine.GetAsync("/v1/members/MEMBER1/explain")).GetProperty("items")[0]));
        Assert.Equal("Seat broken", Reason((await engine.GetAsync("/v1/events")).GetProperty("items")[1].GetProperty("transaction")));
    }

    [Fact]
    public async Task It_is_part_of_what_makes_a_repetition()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        var first = await CreditAsync(engine, "Seat broken", HttpStatusCode.Created);

        var again = await CreditAsync(engine, "Seat broken", HttpStatusCode.OK);
        var other = await CreditAsync(engine, "Seat mended", HttpStatusCode.Conflict);
        var none = await CreditAsync(engine, null, HttpStatusCode.Conflict);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.All([other, none], problem => Assert.Equal("transaction-id-reused", problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("line\nbreak")]
    public async Task What_is_no_reason_is_refused(string reason)
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        Assert.Equal("reason-not-valid", (await CreditAsync(engine, reason, HttpStatusCode.UnprocessableEntity)).GetProperty("code").GetString());
        await CreditAsync(engine, new string('x', 501), HttpStatusCode.UnprocessableEntity);
        await CreditAsync(engine, new string('x', 500), HttpStatusCode.Created);
    }

    private static string? Reason(JsonElement transaction) => transaction.GetProperty("reason").GetString();

    private static Task<JsonElement> CreditAsync(EngineProcess engine, string? reason, HttpStatusCode expected) => engine.SendAsync(
        HttpMethod.Post, "/v1/members/MEMBER1/purchases", new { transactionId = "t-1", type = "flight", amount = 25.00m, currency = "CHF", reason }, expected);
}
