namespace Loyalty.Domain.Tests;

/// <summary>The four members of programme-rules.md B, and what a rehearsal promises.</summary>
public class RehearsalTests
{
    private static readonly DateOnly FirstDay = Make.Day("2027-01-01");

    [Fact]
    public void The_four_members_of_the_example()
    {
        var rehearsal = new Rehearsal(Make.Default, ProgrammeVersionsTests.Changed(gold: 3000, grace: 60), FirstDay);
        Assert.Equal(Make.Day("2027-03-03"), rehearsal.Horizon);
        var tally = new RehearsalTally();
        RehearsedAccount Add(string date, decimal amount)
        {
            var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
            live.Buys(date, amount);
            var outcome = tally.Add(rehearsal, live.Account);
            tally.List(outcome);
            return outcome;
        }

        var first = Add("2026-03-10", 2700);
        Assert.Equal(("gold", "silver", -1, true), (first.From, first.To, first.LevelChange, first.Differs));
        Assert.False(Add("2026-07-01", 3200).Differs);
        Assert.False(Add("2026-09-01", 850).Differs);
        var fourth = Add("2026-01-05", 2600);
        Assert.Equal(("silver", "silver", Make.Day("2027-03-07"), Make.Day("2027-05-01")), (fourth.From, fourth.To, fourth.ReviewBefore, fourth.ReviewAfter));
        Assert.Equal((4, 0, 1, 0), (tally.Members, tally.Up, tally.Down, tally.AtRisk));
        Assert.Equal([(("gold", "silver"), 1L)], tally.Moves.Select(m => (m.Key, m.Value)));
        Assert.Equal((159, 27), (tally.DaysBefore.ByTier["gold"], tally.DaysBefore.ByTier["silver"]));
        Assert.Equal((182, 4), (tally.DaysAfter.ByTier["gold"], tally.DaysAfter.ByTier["silver"]));
        Assert.Equal((new CostRange(45.04m, 90.08m), new CostRange(50.08m, 100.17m)), (tally.DaysBefore.Cost(), tally.DaysAfter.Cost()));
        Assert.Equal([first], tally.MostAffected);
    }

    [Fact]
    public void What_is_in_force_rehearsed_gives_no_difference() => Seeded.Check(RuleHistories.Any, history =>
    {
        var live = new TwoLives(history).Lived().Live;
        var day = history.LastDay.AddDays(1);
        var rehearsal = new Rehearsal(live.Versions, live.Versions.On(day).Programme, day);
        if (live.Versions.NextAfter(history.LastDay) is { } later && later == day)
            return;
        var (before, after) = (new MemberDays(), new MemberDays());
        var outcome = rehearsal.Of(live.Account, before, after);
        Assert.False(outcome.Differs);
        Assert.Equal(before.ByTier, after.ByTier);
        Assert.Equal(before.Cost(), after.Cost());
    });

    [Fact]
    public void What_is_rehearsed_is_what_then_happens() => Seeded.Check(RuleHistories.Any, history =>
    {
        var live = new TwoLives(history).Lived().Live;
        var day = history.LastDay.AddDays(30);
        if (live.Versions.ByDay.Any(v => v.FirstDay == day))
            return;
        var draft = history.Programme;
        // The draft must know the tiers of what it follows; the first programme may not.
        if (!live.Versions.On(day).Programme.Tiers.Select(t => t.Code).SequenceEqual(draft.Tiers.Select(t => t.Code)))
            return;
        var rehearsal = new Rehearsal(live.Versions, draft, day);
        var before = live.Account.ToSnapshot();
        var told = rehearsal.Of(live.Account, new MemberDays(), new MemberDays());
        Same.Snapshot(before, live.Account.ToSnapshot());
        var then = new LiveMember(live.Versions.With(new ProgrammeVersion(99, day, draft)), live.Rates);
        then.Takes(live.Events);
        then.Looked(rehearsal.Horizon);
        var status = then.On(rehearsal.Horizon);
        Assert.Equal(
            (told.To, told.ReviewAfter, told.Spend),
            (then.Versions.On(rehearsal.Horizon).Programme.Tiers[status.Standing.Level].Code, status.Standing.ReviewDate, status.Spend));
    }, runs: 200);

    [Fact]
    public void Parts_counted_apart_add_up_whatever_their_order()
    {
        var rehearsal = new Rehearsal(Make.Default, ProgrammeVersionsTests.Changed(gold: 3000), FirstDay);
        RehearsalTally Of(params int[] amounts)
        {
            var tally = new RehearsalTally();
            foreach (var amount in amounts)
            {
                var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
                live.Buys("2026-03-10", amount);
                tally.List(tally.Add(rehearsal, live.Account));
            }

            return tally;
        }

        var (whole, parts) = (Of(900, 2600, 2700, 5000), Of(2700, 5000));
        parts.Add(Of(900, 2600));
        Assert.Equal((whole.Members, whole.Up, whole.Down, whole.AtRisk), (parts.Members, parts.Up, parts.Down, parts.AtRisk));
        Assert.Equal(whole.DaysAfter.Cost(), parts.DaysAfter.Cost());
        Assert.Equal(whole.MostAffected.Select(a => a.Spend), parts.MostAffected.Select(a => a.Spend));
    }
}
