namespace Loyalty.Domain.Tests;

/// <summary>Equality of what has no equality of its own, field by field so that a failure names the field.</summary>
internal static class Same
{
    public static void Account(LoyaltyAccount expected, LoyaltyAccount actual) =>
        Snapshot(expected.ToSnapshot(), actual.ToSnapshot());

    public static void Snapshot(AccountSnapshot expected, AccountSnapshot actual)
    {
        Assert.Equal(expected.Buckets.AsEnumerable(), actual.Buckets.AsEnumerable());
        Assert.Equal(expected with { Buckets = default }, actual with { Buckets = default });
    }

    /// <summary>Status, spend on all coming days and lifetime are what the ledger alone gives.</summary>
    public static void AsReplayed(LiveMember live)
    {
        var (account, replay) = (live.Account, live.Ledger().Replay(live.Versions, live.Account.Day));
        // A credit that an event releases in the middle of a day counts in replays from its start, so only since-days may differ.
        if (live.Events.Any(change => change is CreditReleased { Cause: not null }))
            Assert.Equal((replay.Standing.Level, replay.Standing.ReviewDate), (account.Standing.Level, account.Standing.ReviewDate));
        else
            Assert.Equal(replay.Standing, account.Standing);
        Assert.Equal(replay.Pending, ValueList.From(account.Pending.Select(credit => credit with { Caps = default })));
        Assert.Equal(replay.Lifetime, account.Lifetime);
        Assert.Equal(
            replay.Window.Buckets.Where(b => b.LastDay >= account.Day),
            account.Window.Buckets.Where(b => b.LastDay >= account.Day));
    }

    /// <summary>Two accounts that got there on different ways stand the same on a day and after it.</summary>
    public static void Future(LiveMember expected, LiveMember actual, DateOnly day)
    {
        Assert.Equal(expected.On(day), actual.On(day));
        Assert.Equal(expected.ForecastOn(day), actual.ForecastOn(day));
    }
}
