using Microsoft.Extensions.DependencyInjection;
using static Loyalty.Client.Tests.Samples;

namespace Loyalty.Client.Tests;

/// <summary>The calls, at a real engine.</summary>
public sealed class LoyaltyClientTests
{
    [Fact]
    public async Task It_enrols_buys_reverses_and_reads()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());

        var card = await loyalty.EnrolAsync(Ada);
        Assert.Equal(("Member", 1L, "Ada L."), (card.Tier.Name, card.Version, card.Name));
        var quote = await loyalty.QuoteAsync(AdaId, [new QuoteLine { Type = "flight", Amount = 2600.10m, Currency = "CHF" }]);
        Assert.Equal(("Gold", 2600.10m), (quote.TierAfter, quote.CountedAmount));
        var bought = await loyalty.BuyAsync(AdaId, Flight("t-1", 2600.10m));
        Assert.Equal(("Gold", 2600.10m, 2L), (bought.TierChange!.To, bought.Transaction.Amount, bought.Version));
        Assert.Equal(bought.Version, (await loyalty.BuyAsync(AdaId, Flight("t-1", 2600.10m))).Version);
        var reversed = await loyalty.ReverseAsync(AdaId, "t-1", new Reversal { ReversalId = "r-1", Amount = 200.05m, Reason = "Seat refunded" });
        Assert.Equal((200.05m, "r-1"), (reversed.Transaction.ReversedAmount, reversed.Reversal!.ReversalId));

        var status = await loyalty.GetStatusAsync(AdaId);
        Assert.Equal(("Silver", 2400.05m, new DateOnly(2026, 11, 21)), (status.Tier.Name, status.Spend.CurrentPeriod, status.AsOf));
        var known = await loyalty.GetStatusAsync(AdaId, new DateOnly(2026, 11, 21), new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal(status.Version, known.Version);
        Assert.Equal("Lovelace", (await loyalty.GetMemberAsync(AdaId)).FamilyName);
        var page = await loyalty.GetTransactionsAsync(AdaId, limit: 1);
        Assert.Equal("reversal", Assert.Single(page.Items).Kind);
        Assert.Equal("purchase", Assert.Single((await loyalty.GetTransactionsAsync(AdaId, limit: 1, cursor: page.Next)).Items).Kind);
        Assert.Contains((await loyalty.GetHistoryAsync(AdaId)).Items, change => change.To == "Gold");
        Assert.NotEmpty((await loyalty.GetForecastAsync(AdaId)).Items);
        Assert.Equal(2400.05m, (await loyalty.ExplainAsync(AdaId)).Spend);
        Assert.Empty((await loyalty.GetPendingAsync(AdaId)).Items);
        Assert.False((await loyalty.PutConsentAsync(AdaId, false)).DisplayRecognition);
        Assert.False((await loyalty.GetConsentAsync(AdaId)).DisplayRecognition);
        Assert.Equal("CHF", (await loyalty.GetProgrammeAsync()).Currency);
        var checkIn = await loyalty.CheckInAsync(new CheckIn { CheckinId = "c-1", MemberId = AdaId, Flight = "LX1", Date = new DateOnly(2026, 11, 21), Airport = "ZRH", Location = "A1" });
        Assert.Equal("Silver", checkIn.Tier);
    }

    [Fact]
    public async Task A_refusal_has_its_code_and_its_fields()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var loyalty = LoyaltyClient.At(engine.Address.ToString());
        await loyalty.EnrolAsync(Ada);
        var problem = await Assert.ThrowsAsync<LoyaltyProblemException>(() => loyalty.BuyAsync(AdaId, Flight("t-1", -1)));
        Assert.Equal(("amount-not-valid", 422), (problem.Code, problem.Status));
        Assert.Contains("amount", problem.Errors.Keys);
        Assert.NotNull(problem.TraceId);
        Assert.Equal("unknown-member", (await Assert.ThrowsAsync<LoyaltyProblemException>(() => loyalty.GetMemberAsync("NOBODY1"))).Code);
        await loyalty.BuyAsync(AdaId, Flight("t-2", 10));
        Assert.Equal("transaction-id-reused", (await Assert.ThrowsAsync<LoyaltyProblemException>(() => loyalty.BuyAsync(AdaId, Flight("t-2", 11)))).Code);
    }

    [Fact]
    public async Task An_application_has_one_client_for_all()
    {
        await using var services = Services("http://127.0.0.1:1");
        Assert.Same(services.GetRequiredService<LoyaltyClient>(), services.CreateScope().ServiceProvider.GetRequiredService<LoyaltyClient>());
    }

    private static ServiceProvider Services(string address)
    {
        var services = new ServiceCollection();
        services.AddLoyaltyClient(options => options.Address = new Uri(address));
        return services.BuildServiceProvider();
    }
}
