namespace Loyalty.Domain.Tests;

/// <summary>Random lives under earning rules, holds and programme versions: the engine against the reference model.</summary>
public partial class LoyaltyAccountTests
{
    [Fact]
    public void Under_rules_and_versions_the_account_is_on_every_day_what_the_rules_run_day_by_day_make_it() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var lives = new TwoLives(history);
            lives.Lived(eachDay: lives.AssertSame);
        }, runs: 300);

    [Fact]
    public void Under_rules_and_versions_the_recorded_moves_are_those_of_the_rules_run_day_by_day() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var lives = new TwoLives(history).Lived();
            lives.Live.Looked(history.LastDay);
            lives.AssertSameMoves();
        }, runs: 300);

    [Fact]
    public void Under_rules_and_versions_advancing_at_once_gives_the_states_and_the_history_of_advancing_day_by_day() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var (atOnce, daily) = (new TwoLives(history).Lived().Live, new TwoLives(history).Lived().Live);
            var end = history.LastDay.AddDays(900);
            atOnce.Looked(end);
            for (var day = history.LastDay; day <= end; day = day.AddDays(1))
                daily.Looked(day);
            Assert.Equal(daily.Events, atOnce.Events);
            Same.Account(daily.Account, atOnce.Account);
        });

    [Fact]
    public void Under_rules_and_versions_it_does_not_matter_how_often_an_account_is_looked_at() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var watched = new TwoLives(history);
            watched.Lived(eachDay: day => watched.Live.Looked(day));
            var alone = new TwoLives(history with { Steps = Unwatched(history.Steps) }).Lived();
            watched.Live.Looked(history.LastDay);
            alone.Live.Looked(history.LastDay);
            Same.Account(watched.Live.Account, alone.Live.Account);
        });

    [Fact]
    public void Under_rules_and_versions_the_live_state_equals_a_replay_of_the_ledger() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var lives = new TwoLives(history);
            lives.Lived(eachDay: _ => Same.AsReplayed(lives.Live));
        });

    [Fact]
    public void Under_rules_and_versions_a_restart_at_any_moment_changes_nothing() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var asleep = new TwoLives(history);
            asleep.Lived(beforeStep: asleep.Live.Restarts);
            asleep.Live.Restarts();
            var awake = new TwoLives(history).Lived();
            Assert.Equal(awake.Live.Events, asleep.Live.Events);
            Same.Account(awake.Live.Account, asleep.Live.Account);
        });

    [Fact]
    public void What_is_used_of_caps_is_what_the_net_parts_of_the_ledger_sum_to() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var lives = new TwoLives(history).Lived();
            Assert.Equal(
                lives.Naive.Caps.Where(c => c.Value != 0).Select(c => (c.Key.Rule, c.Key.Period, lives.Minor(c.Value))).Order(),
                lives.Live.Account.Caps.Select(c => (c.Rule, c.Period, c.Amount)).Order());
        });

    [Fact]
    public void Posted_is_what_is_pending_released_cancelled_and_reversed() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var live = new TwoLives(history).Lived().Live;
            live.Looked(history.LastDay.AddDays(500));
            foreach (var entry in live.Ledger().Entries)
            {
                var id = entry.Posting.Purchase.TransactionId;
                var reversed = live.Events.OfType<SpendReversed>().Where(r => r.Reversal.TransactionId == id).Sum(r => r.CountedTaken);
                var cancelled = live.Events.OfType<CreditCancelled>().SelectMany(c => c.Credits).Where(c => c.TransactionId == id).Sum(c => c.Amount);
                Assert.Equal(entry.Posting.Counted, entry.NetCounted + cancelled + reversed);
            }
        });

    [Fact]
    public void The_forecast_under_rules_and_versions_is_what_then_happens() =>
        Seeded.Check(RuleHistories.Any, history =>
        {
            var live = new TwoLives(history).Lived().Live;
            live.Looked(history.LastDay);
            var forecast = live.ForecastOn(history.LastDay);
            var seen = live.Events.Count;
            live.Looked(history.LastDay.AddYears(10));
            Assert.Equal(
                live.Events.Skip(seen).Select(e => e.TierChange).Where(c => c is { Kind: not TierChangeKind.Retained }),
                forecast.Select(f => f.TierChange).Where(c => c is { Kind: not TierChangeKind.Retained }));
            foreach (var item in forecast.Where(f => f.Kind is ForecastKind.SpendLeaves or ForecastKind.SpendArrives).GroupBy(f => f.Date))
            {
                // On its way there nothing is recorded of what merely leaves, so the day is looked at from the account of today.
                var replay = live.Ledger().Replay(live.Versions, item.Key);
                Assert.Equal(replay.Window.SpendOn(item.Key), item.Last().Spend);
            }
        });
}
