namespace Loyalty.Domain.Tests;

public class ForecastTests
{
    [Fact]
    public void Forecast_of_the_worked_example_is_what_the_rules_say_comes()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 2600);
        live.Buys("2026-06-01", 300);
        Assert.Equal(
            [
                ("2027-01-11", ForecastKind.SpendLeaves, 30_000, 260_000, null),
                ("2027-01-11", ForecastKind.TierAtRisk, 30_000, null, 220_000),
                ("2027-02-10", ForecastKind.TierDropped, 30_000, null, 220_000),
                ("2027-02-10", ForecastKind.TierAtRisk, 30_000, null, 70_000),
                ("2027-03-12", ForecastKind.TierDropped, 30_000, null, 70_000),
                ("2027-06-02", ForecastKind.SpendLeaves, 0, 30_000, null),
            ],
            Plain(live.ForecastOn(Make.Day("2026-06-01"))));
    }

    [Fact]
    public void Risk_and_drop_name_the_tier_they_lead_to()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 2600);
        var drop = live.ForecastOn(Make.Day("2026-01-10")).First(i => i.Kind == ForecastKind.TierDropped).TierChange!;
        Assert.Equal((2, 1), (drop.From.Level, drop.To.Level));
    }

    [Fact]
    public void Nothing_is_forecast_for_a_member_without_spend() =>
        Assert.Empty(new LiveMember(Make.Default).Enrolled("2026-01-10").ForecastOn(Make.Day("2026-01-10")));

    [Fact]
    public void Purchases_that_leave_together_leave_as_one_sum()
    {
        var live = new LiveMember(Make.Default).Enrolled("2028-02-01");
        live.Buys("2028-02-28", 10);
        live.Buys("2028-02-29", 20);
        Assert.Equal([("2029-03-01", ForecastKind.SpendLeaves, 0, 3_000, null)], Plain(live.ForecastOn(Make.Day("2028-02-29"))));
    }

    [Fact]
    public void A_review_that_finds_enough_is_neither_a_risk_nor_a_drop()
    {
        // Only a programme whose threshold was lowered can bring this about: a purchase clears the review at once.
        var day = Make.Day("2026-01-10");
        var standing = TierStanding.Lowest(day).Upgraded(1, day) with { ReviewDate = day.AddDays(30) };
        var window = new SpendWindow();
        window.Add(day.AddDays(300), 150_000);
        var items = Forecast.After(day, standing, window, Make.Default);
        Assert.Equal(
            [ForecastKind.SpendLeaves, ForecastKind.TierAtRisk, ForecastKind.TierDropped], items.Select(i => i.Kind));
        Assert.All(items, item => Assert.True(item.AmountToPrevent is null or > 0));
    }

    [Fact]
    public void The_amount_to_prevent_a_drop_holds_the_tier_on_its_day_whatever_leaves_then()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 1900);
        live.Buys("2026-02-09", 600);

        // Gold, at risk from 2027-01-11, review 2027-02-10: the very day on which the 600 leave.
        var drop = live.ForecastOn(Make.Day("2026-02-09")).First(i => i.Kind == ForecastKind.TierDropped);
        Assert.Equal((Make.Day("2027-02-10"), 0, 250_000), (drop.Date, drop.Spend, drop.AmountToPrevent));
        live.Buys("2027-02-09", 2500);
        Assert.Equal((2, null), (live.On("2027-02-10").Standing.Level, live.On("2027-02-10").Standing.ReviewDate));
    }

    [Fact]
    public void Forecast_is_what_then_happens_to_the_day() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history).Lived();
            var forecast = lives.Live.ForecastOn(history.LastDay);
            lives.Naive.Moves.Clear();
            var leavings = new List<(DateOnly, long Spend, long? Leaving)>();
            for (var day = history.LastDay.AddDays(1); day <= history.LastDay.AddDays(36 * 31 + 11 * 366); day = day.AddDays(1))
            {
                var before = lives.Naive.Spend;
                lives.Naive.LiveTo(day);
                if (lives.Naive.Spend != before)
                    leavings.Add((day, lives.Minor(lives.Naive.Spend), lives.Minor(before - lives.Naive.Spend)));
            }

            Assert.Equal(leavings, forecast.Where(i => i.Kind == ForecastKind.SpendLeaves).Select(i => (i.Date, i.Spend, i.Leaving)));
            Assert.Equal(
                lives.Naive.Moves.Select(m => (m.Kind == TierChangeKind.AtRisk, m.Date, m.From, m.To, m.Review, lives.Minor(m.Spend))),
                forecast.Where(i => i.TierChange is not null).Select(i => (
                    i.Kind == ForecastKind.TierAtRisk, i.Date, i.TierChange!.From.Level, i.TierChange.To.Level, i.TierChange.To.ReviewDate, i.Spend)));
        }, runs: 60);

    [Fact]
    public void Forecast_comes_in_the_order_of_its_days_and_what_leaves_leaves_first() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var forecast = new TwoLives(history).Lived().Live.ForecastOn(history.LastDay);
            Assert.Equal(forecast.OrderBy(i => i.Date).ThenBy(i => i.Kind != ForecastKind.SpendLeaves), forecast);
            Assert.All(forecast, item => Assert.True(item.Date > history.LastDay));
        });

    [Fact]
    public void The_amount_to_prevent_prevents_and_one_unit_less_does_not() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var forecast = new TwoLives(history).Lived().Live.ForecastOn(history.LastDay);
            foreach (var item in forecast.Where(i => i.AmountToPrevent is not null))
            {
                var eve = item.Date.AddDays(-1);
                if (eve < history.LastDay)
                    continue;
                Assert.False(HappensAfterBuying(history, item, eve, item.AmountToPrevent!.Value));
                // What leaves on the day of a review still counts on its eve, so that less clears the review, if only for a day.
                var isReviewDay = forecast.Any(i => i.Kind == ForecastKind.TierDropped && i.Date == item.Date);
                var clearsForADay = isReviewDay && After(history, eve, 0).On($"{eve:yyyy-MM-dd}").Spend > item.Spend;
                if (!clearsForADay && !UpgradesWhenBuying(history, eve, item.AmountToPrevent.Value - 1))
                    Assert.True(HappensAfterBuying(history, item, eve, item.AmountToPrevent.Value - 1));
            }
        }, runs: 60);

    private static bool HappensAfterBuying(History history, ForecastItem item, DateOnly eve, long amount)
    {
        var live = After(history, eve, amount);
        live.Looked(item.Date);
        return live.Moves.Any(m => m.Date == item.Date && m.Kind == item.TierChange!.Kind && m.From.Level == item.TierChange.From.Level);
    }

    // One unit less may still reach a higher tier than the one at stake, which then is the one at risk.
    private static bool UpgradesWhenBuying(History history, DateOnly eve, long amount) =>
        After(history, eve, amount).Moves.LastOrDefault() is { Kind: TierChangeKind.Upgraded } move && move.Date == eve;

    private static LiveMember After(History history, DateOnly eve, long amount)
    {
        var live = new TwoLives(history).Lived().Live;
        live.Asked(new Purchase(new TransactionId("in-time"), PurchaseType.Flight, new Money(amount, history.Programme.Currency)), eve).Value.ToString();
        return live;
    }

    private static IEnumerable<(string, ForecastKind, long, long?, long?)> Plain(IEnumerable<ForecastItem> items) =>
        items.Select(i => (i.Date.ToString("yyyy-MM-dd"), i.Kind, i.Spend, i.Leaving, i.AmountToPrevent));
}
