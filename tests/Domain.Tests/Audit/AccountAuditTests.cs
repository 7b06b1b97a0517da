namespace Loyalty.Domain.Tests;

public sealed class AccountAuditTests
{
    private static readonly LiveMember Ada = Lived();

    [Fact]
    public void Of_any_history_nothing_differs() => Seeded.Check(Histories.Any(), history =>
    {
        var live = new TwoLives(history).Lived().Live;
        live.Looked(history.LastDay.AddDays(400));
        Assert.Empty(Audited(live, live.Account.ToSnapshot(), live.Account.ToSnapshot()));
    });

    [Fact]
    public void A_snapshot_of_an_earlier_version_is_compared_there()
    {
        var live = Lived();
        var earlier = live.Account.ToSnapshot();
        live.Buys("2026-04-01", 500);

        Assert.Empty(Audited(live, earlier, live.Account.ToSnapshot()));
        Assert.Equal(
            [new AuditDifference(AuditedState.Snapshot, earlier.Version, "lifetime", "310000", "310001")],
            Audited(live, earlier with { Lifetime = earlier.Lifetime + 1 }, null));
    }

    [Fact]
    public void Each_field_that_differs_is_named()
    {
        var right = Ada.Account.ToSnapshot();
        var wrong = right with
        {
            MemberId = MemberId.Of("OTHER1"),
            EnrolledOn = right.EnrolledOn.AddDays(1),
            Standing = TierStanding.Lowest(right.Day),
            Buckets = [(right.Buckets[0].LastDay, right.Buckets[0].Amount + 1), .. right.Buckets[1..]],
            Lifetime = right.Lifetime - 1,
            LastPostedOn = null,
            Day = right.Day.AddDays(1),
            LastUpdated = right.LastUpdated.AddSeconds(1),
        };

        var found = Audited(Ada, null, wrong);

        Assert.Equal(["memberId", "enrolledOn", "tier", "buckets", "lifetime", "lastPostedOn", "day", "lastUpdated"], found.Select(d => d.What));
        Assert.All(found, d => Assert.Equal((AuditedState.Live, right.Version), (d.In, d.Version)));
        Assert.Equal(("260000 until 2027-01-10", "260001 until 2027-01-10"), (found[3].Expected, found[3].Found));
    }

    [Fact]
    public void A_bucket_too_many_and_one_too_few_are_named()
    {
        var right = Ada.Account.ToSnapshot();
        Assert.Equal("buckets", Assert.Single(Audited(Ada, right with { Buckets = right.Buckets.RemoveAt(0) }, null)).What);
        var more = Assert.Single(Audited(Ada, right with { Buckets = right.Buckets.Add((right.Day.AddYears(3), 5)) }, null));
        Assert.Equal(("0 until 2029-03-01", "5 until 2029-03-01"), (more.Expected, more.Found));
    }

    [Fact]
    public void A_state_ahead_of_the_ledger_is_named()
    {
        var ahead = Assert.Single(Audited(Ada, Ada.Account.ToSnapshot() with { Version = 99 }, null));
        Assert.Equal((AuditedState.Snapshot, 99, "version"), (ahead.In, ahead.Version, ahead.What));
    }

    [Fact]
    public void Changes_that_do_not_follow_from_the_postings_are_named()
    {
        // The purchase of 2,600 that made her Gold is written as one of 260 that made her Gold.
        var events = Ada.Events.Select(e => e is SpendRecorded { Posting: { Counted: 260_000 } posting } recorded
            ? recorded with { Posting = posting with { Converted = 26_000, Counted = 26_000 } }
            : e).ToList();

        Assert.Equal(
            [new AuditDifference(AuditedState.Ledger, Ada.Account.Version, "tier", "level 0", "level 2")],
            Audited(events, null, null, sameRules: true));
        Assert.Empty(Audited(events, null, null, sameRules: false));
    }

    private static LiveMember Lived()
    {
        var live = new LiveMember(BuiltInProgramme.Value).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 2600);
        live.Buys("2026-03-01", 500);
        return live;
    }

    private static IReadOnlyList<AuditDifference> Audited(LiveMember live, AccountSnapshot? snapshot, AccountSnapshot? actor) =>
        Audited(live.Events, snapshot, actor, sameRules: true, live.Programme);

    private static IReadOnlyList<AuditDifference> Audited(
        IEnumerable<AccountEvent> events, AccountSnapshot? snapshot, AccountSnapshot? actor, bool sameRules, Programme? programme = null)
    {
        var audit = new AccountAudit(Make.Member, snapshot, actor);
        foreach (var change in events)
            audit.Take(change, Make.Instant);
        audit.Complete(programme ?? BuiltInProgramme.Value, sameRules);
        return audit.Differences;
    }
}
