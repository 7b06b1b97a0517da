using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class PopulationTests
{
    private static readonly DateOnly Start = new(2026, 1, 10);

    [Fact]
    public async Task It_equals_a_recount_after_purchases_reversals_and_time()
    {
        await using var host = await SiloHost.StartAsync();
        using var population = Of(host);
        var random = new Random(20261121);
        var members = new List<ILoyaltyAccountGrain>();
        for (var m = 0; m < 60; m++)
            members.Add(await host.EnrolAsync($"MEMBER{m}"));

        for (var round = 0; round < 14; round++)
        {
            for (var i = 0; i < 40; i++)
            {
                var (account, id) = (members[random.Next(members.Count)], $"t-{round}-{i}");
                await account.RecordPurchase(HostUnderTest.Francs(id, random.Next(1, 400_000) / 100m));
                if (random.Next(4) == 0)
                    await account.ReversePurchase(new ReversalRequest(new ReversalId("r-" + id), new TransactionId(id), null, "cancelled"));
            }

            await host.MoveToAsync(Start.AddDays(31 * (round + 1)));
            await EqualsRecountAsync(await population.CountAsync(), members);
        }
    }

    [Fact]
    public async Task A_restart_goes_on_from_what_was_stored_and_counts_no_event_twice()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("a", 1500));
        using (var first = Of(host))
        {
            await first.CountAsync();
            await first.StoreAsync();
        }

        await account.RecordPurchase(HostUnderTest.Francs("b", 20));
        await host.RestartAsync();
        using var second = Of(host);
        var count = await second.CountAsync();

        Assert.Equal((1520.00m, 3L, 0L), (count.CurrentPeriodSpend, count.Sequence, count.Behind));
        await EqualsRecountAsync(count, [host.Account("MEMBER1")]);
    }

    [Fact]
    public async Task Counts_that_cannot_be_read_are_made_anew()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));
        await host.Store.Facts.WriteAsync("population-1", "not JSON");
        using var population = Of(host);

        Assert.Equal(1500.00m, (await population.CountAsync()).LifetimeSpend);
    }

    [Fact]
    public async Task What_time_did_is_told_as_overdue_until_a_sweep_records_it()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));
        using var population = Of(host);
        host.Time.TryMoveTo(host.Programme.StartOf(new DateOnly(2027, 1, 12)));

        var unswept = await population.CountAsync();
        await host.Sweep.SweepAsync();
        var swept = await population.CountAsync();

        Assert.Equal((1L, 0L, 0.00m), (unswept.Overdue, unswept.AtRisk, unswept.CurrentPeriodSpend));
        Assert.Equal((0L, 1L), (swept.Overdue, swept.AtRisk));
    }

    [Fact]
    public async Task A_question_reads_so_much_and_tells_how_far_behind_it_is()
    {
        await using var host = await SiloHost.StartAsync();
        const int members = (Population.PagesOfAQuestion * Population.PageSize) + 300;
        await Parallel.ForEachAsync(Enumerable.Range(0, members), async (i, _) => await host.EnrolAsync($"MEMBER{i}"));
        using var population = Of(host);

        var early = await population.CountAsync();
        var late = await population.CountAsync();

        Assert.Equal((members - 300L, 300L), (early.Members, early.Behind));
        Assert.Equal((members, 0L), (late.Members, late.Behind));
    }

    [Fact]
    public async Task A_follower_knows_how_far_behind_it_is_page_by_page()
    {
        await using var host = await SiloHost.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Population.PageSize + 20), async (i, _) => await host.EnrolAsync($"MEMBER{i}"));
        using var population = Of(host);

        Assert.True(await population.FollowAsync());
        Assert.Equal(20, population.Behind);
        Assert.False(await population.FollowAsync());
        Assert.Equal(0, population.Behind);
    }

    private static Population Of(SiloHost host) => new(
        host.Store.Journal, host.Store.DueHistory, host.Store.Facts, new ProgrammeBook(host.Programme), new ProgrammeClock(host.Programme, host.Time));

    /// <summary>Asks every member for card and forecast and adds up.</summary>
    private static async Task EqualsRecountAsync(PopulationView count, List<ILoyaltyAccountGrain> members)
    {
        var cards = new List<StatusView>();
        var (risks, reviews) = (new Dictionary<DateOnly, long>(), new Dictionary<DateOnly, long>());
        foreach (var member in members)
        {
            var card = (await member.GetStatus(new StatusQuery())).Value!;
            cards.Add(card);
            if (card.Tier.ReviewDate is { } review)
                reviews[review] = reviews.GetValueOrDefault(review) + 1;
            else if (card.NextTierReviewDate is { } risk)
                risks[risk] = risks.GetValueOrDefault(risk) + 1;
        }

        Assert.Equal(members.Count, count.Members);
        Assert.Equal(0, count.Overdue);
        Assert.Equal(cards.Sum(card => card.Spend.CurrentPeriod), count.CurrentPeriodSpend);
        Assert.Equal(cards.Sum(card => card.Spend.Lifetime), count.LifetimeSpend);
        Assert.All(count.Tiers, tier => Assert.Equal(
            (cards.Count(card => card.Tier.Level == tier.Level), cards.Count(card => card.Tier.Level == tier.Level && card.Tier.AtRisk)),
            (tier.Members, tier.AtRisk)));
        Assert.Equal(count.AsOf.AddDays(1), count.Days[0].Date);
        Assert.Equal(PopulationView.DaysAhead, count.Days.Count);
        Assert.All(count.Days, day => Assert.Equal(
            new DayPopulation(day.Date, risks.GetValueOrDefault(day.Date), reviews.GetValueOrDefault(day.Date)), day));
    }
}
