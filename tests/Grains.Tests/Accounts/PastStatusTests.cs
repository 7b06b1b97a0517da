using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class PastStatusTests
{
    [Fact]
    public async Task A_past_day_is_told_as_known_now_and_as_known_then()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("a", 2600));
        await host.MoveToAsync("2026-02-01");
        await account.RecordPurchase(HostUnderTest.Francs("b", 100));
        var shown = host.Time.GetUtcNow();
        await host.MoveToAsync("2026-03-01");
        await account.ReversePurchase(new ReversalRequest(new ReversalId("r"), new TransactionId("a"), null, "cancelled"));
        var february = new DateOnly(2026, 2, 1);

        var now = (await account.GetStatus(new StatusQuery(february))).Value!;
        var then = (await account.GetStatus(new StatusQuery(february, shown))).Value!;

        Assert.Equal(("Member", 100m, 4), (now.Tier.Name, now.Spend.CurrentPeriod, now.Version));
        Assert.Equal(("Gold", 2700m, 3), (then.Tier.Name, then.Spend.CurrentPeriod, then.Version));
        Assert.Equal(then.AsOf, (await account.GetStatus(new StatusQuery(null, shown))).Value!.AsOf);
    }

    [Fact]
    public async Task Every_day_of_the_worked_example_can_be_asked_for_later()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        var cards = new Dictionary<DateOnly, StatusView>();
        var buys = new Dictionary<string, decimal>
        {
            ["2026-01-10"] = 2600, ["2026-06-01"] = 300, ["2027-02-01"] = 500, ["2027-03-01"] = 200,
        };
        for (var day = new DateOnly(2026, 1, 10); day <= new DateOnly(2027, 7, 5); day = day.AddDays(1))
        {
            if (day > new DateOnly(2026, 1, 10))
                await host.MoveToAsync(day);
            if (buys.TryGetValue($"{day:yyyy-MM-dd}", out var amount))
                await account.RecordPurchase(HostUnderTest.Francs($"t{day:yyyyMMdd}", amount));
            cards[day] = (await account.GetStatus(new StatusQuery())).Value!;
        }

        foreach (var (day, card) in cards.Where((_, i) => i % 7 == 0))
        {
            var past = (await account.GetStatus(new StatusQuery(day))).Value!;
            Assert.Equal((card.Tier, card.Spend, card.NextTierReviewDate), (past.Tier, past.Spend, past.NextTierReviewDate));
            Assert.Equal(card.Benefits, past.Benefits);
        }
    }

    [Fact]
    public async Task Days_outside_the_account_are_refused()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");

        Assert.Equal("date-in-future", (await account.GetStatus(new StatusQuery(new DateOnly(2026, 1, 11)))).Refusal?.Code);
        Assert.Equal("date-before-enrolment", (await account.GetStatus(new StatusQuery(new DateOnly(2026, 1, 9)))).Refusal?.Code);
        Assert.Equal("unknown-member", (await account.GetStatus(new StatusQuery(null, host.Time.GetUtcNow().AddSeconds(-1)))).Refusal?.Code);
    }
}
