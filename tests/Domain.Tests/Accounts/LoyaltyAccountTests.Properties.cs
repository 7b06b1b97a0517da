namespace Loyalty.Domain.Tests;

/// <summary>What holds for every account, whatever happens to it.</summary>
public partial class LoyaltyAccountTests
{
    [Fact]
    public void Histories_are_rich_enough_to_show_every_kind_of_move()
    {
        var kinds = new HashSet<TierChangeKind>();
        var dropsOnOneDay = false;
        Seeded.Check(Histories.Any(), history =>
        {
            var live = new TwoLives(history).Lived().Live;
            live.Looked(history.LastDay.AddYears(5));
            kinds.UnionWith(live.Moves.Select(m => m.Kind));
            dropsOnOneDay |= live.Moves.Where(m => m.Kind == TierChangeKind.Dropped).GroupBy(m => m.Date).Any(day => day.Count() > 1);
        });
        Assert.Equal(Enum.GetValues<TierChangeKind>().Length, kinds.Count);
        Assert.True(dropsOnOneDay);
    }

    [Fact]
    public void Advancing_years_at_once_gives_the_states_and_the_history_of_advancing_day_by_day() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var (atOnce, daily) = (new TwoLives(history).Lived().Live, new TwoLives(history).Lived().Live);
            var end = history.LastDay.AddDays(1500);
            atOnce.Looked(end);
            for (var day = history.LastDay; day <= end; day = day.AddDays(1))
                daily.Looked(day);
            Assert.Equal(daily.Events, atOnce.Events);
            Same.Account(daily.Account, atOnce.Account);
        });

    [Fact]
    public void However_often_an_account_is_looked_at_it_ends_the_same() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var watched = new TwoLives(history);
            watched.Lived(eachDay: day => watched.Live.Looked(day));
            var glanced = new TwoLives(history);
            glanced.Lived(eachDay: day => AccountDecisions.Advance(glanced.Live.Account, day, history.Programme));
            var alone = new TwoLives(history with { Steps = Unwatched(history.Steps) }).Lived();
            foreach (var lives in new[] { watched, glanced, alone })
                lives.Live.Looked(history.LastDay);
            Same.Account(watched.Live.Account, glanced.Live.Account);
            Same.Account(watched.Live.Account, alone.Live.Account);
        });

    [Fact]
    public void Due_is_the_first_day_on_which_time_moves_the_tier() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var live = new TwoLives(history).Lived().Live;
            if (live.Account.Due is { } due)
            {
                Assert.Empty(AccountDecisions.Advance(live.Account, due.AddDays(-1), history.Programme));
                Assert.Equal(due, AccountDecisions.Advance(live.Account, due, history.Programme)[0].Date);
            }
            else
            {
                Assert.Empty(AccountDecisions.Advance(live.Account, new DateOnly(9000, 1, 1), history.Programme));
            }
        });

    [Fact]
    public void Live_state_always_equals_a_replay_of_the_ledger() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history);
            lives.Lived(eachDay: _ => Same.AsReplayed(lives.Live));
        });

    [Fact]
    public void A_restart_at_any_moment_changes_nothing() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var asleep = new TwoLives(history);
            asleep.Lived(beforeStep: asleep.Live.Restarts);
            asleep.Live.Restarts();
            var awake = new TwoLives(history).Lived();
            Assert.Equal(awake.Live.Events, asleep.Live.Events);
            Same.Account(awake.Live.Account, asleep.Live.Account);
        });

    [Fact]
    public void A_copy_tried_on_leaves_the_account_as_it_was() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var account = new TwoLives(history).Lived().Live.Account;
            var before = account.ToSnapshot();
            var copy = account.Clone();
            Same.Account(account, copy);
            var day = account.DayFor(history.LastDay);
            foreach (var change in AccountDecisions.Record(copy, Make.Purchase("try", 5000, currency: history.Programme.Currency.Code), day, history.Programme, ExchangeRates.None).Value.Events)
                copy.Apply(change, Make.Instant);
            Same.Snapshot(before, account.ToSnapshot());
            Assert.NotEqual(before.Version, copy.Version);
        });

    [Fact]
    public void Spend_on_every_coming_day_is_the_plain_sum_of_the_net_postings_that_count_then() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history).Lived();
            for (var day = history.LastDay; day <= history.LastDay.AddDays(1200); day = day.AddDays(1))
            {
                var sum = lives.Naive.Postings.Where(p => p.CountsOn(day)).Sum(p => p.Net);
                Assert.Equal(lives.Minor(sum), lives.Live.Account.Window.SpendOn(day));
            }
        });

    [Fact]
    public void Versions_count_the_events_without_a_gap() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var live = new TwoLives(history).Lived().Live;
            Assert.Equal(live.Events.Count, live.Account.Version);
        });

    private static List<Step> Unwatched(IReadOnlyList<Step> steps) =>
        [.. steps.Select(step => step is Looks looks ? looks with { Records = false } : step)];
}
