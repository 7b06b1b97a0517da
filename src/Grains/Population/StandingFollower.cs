using System.Collections.Concurrent;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Keeps where members stand. Each member of a batch who has moved since they were looked at last is looked at once, so that a long ledger costs a
/// look a member and not one a purchase. It reads what is stored and asks no account: who is asked is advanced to today, in the middle of an import too.
/// </summary>
public sealed class StandingFollower(IStandingStore store, AccountContext accounts) : IFollowerKind, IFollowerWork
{
    /// <summary>The follower's name.</summary>
    public const string Follower = "standings";

    /// <summary>Members looked at at once.</summary>
    public const int MaxAtOnce = 4;

    public string Name => Follower;

    /// <summary>Purchases go first: beside a busy journal it rests nineteen times as long as it works, as the count of the population does.</summary>
    public int Rest => 19;

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        var recorded = batch.Events.Select(one => one.Content).OfType<RecordedEvent>().ToList();
        var latest = recorded.GroupBy(one => one.Member).ToDictionary(group => group.Key, group => group.Max(one => one.Version));
        var known = await store.VersionsAsync(latest.Keys);
        var behind = latest.Where(one => known.GetValueOrDefault(one.Key) < one.Value).Select(one => one.Key);
        var looks = new ConcurrentBag<Standing>();
        await Parallel.ForEachAsync(
            behind,
            new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellation },
            async (member, _) =>
            {
                if (await LookAsync(member) is { } standing)
                    looks.Add(standing);
            });
        var moves = recorded.Select(Move).OfType<TierMove>().ToList();
        if (!looks.IsEmpty || moves.Count > 0)
            await store.KeepAsync([.. looks], moves);
        return WorkResult.Done;
    }

    private static TierMove? Move(RecordedEvent recorded) => recorded.Event.TierChange is { } change && change.To.Level != change.From.Level
        ? new TierMove(recorded.Member, recorded.Event.Date, change.To.Level > change.From.Level)
        : null;

    /// <summary>How the member stands today by what is stored; null for who is not enrolled.</summary>
    private async Task<Standing?> LookAsync(MemberId member)
    {
        var (account, _) = await AccountHistory.LoadAsync(accounts, member);
        if (!account.IsEnrolled)
            return null;
        var day = account.DayFor(accounts.Clock.Today);
        var status = AccountStatus.Of(account, day, accounts.Versions);
        return new Standing(
            member,
            account.Version,
            accounts.Versions.On(day).Programme.Tiers[status.Standing.Level].Code,
            account.EnrolledOn,
            status.Standing.ReviewDate,
            status.Spend,
            status.SpendToNextTier,
            NextTierRange.IsNear(status.Spend, status.SpendToNextTier)
                ? NextTierRange.Until(status.Spend, status.SpendToNextTier!.Value, Forecast.After(day, status.Standing, account.Window, accounts.Versions, account.Pending))
                : null);
    }
}
