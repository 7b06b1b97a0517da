using System.Collections.Concurrent;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Keeps where members stand. Each member of a batch who has moved since they were looked at last is asked once for how they stand now, so
/// that a long ledger costs a look a member and not one a purchase.
/// </summary>
public sealed class StandingFollower(IStandingStore store, IGrainFactory grains, ProgrammeBook programmes) : IFollowerKind, IFollowerWork
{
    /// <summary>The follower's name.</summary>
    public const string Follower = "standings";

    /// <summary>Accounts asked at once.</summary>
    public const int MaxAskedAtOnce = 8;

    public string Name => Follower;

    /// <summary>Purchases go first: while there is more to read it rests three times as long as it works.</summary>
    public int Rest => 3;

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
            new ParallelOptions { MaxDegreeOfParallelism = MaxAskedAtOnce, CancellationToken = cancellation },
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

    /// <summary>How the member stands now; null for who is erased.</summary>
    private async Task<Standing?> LookAsync(MemberId member)
    {
        var account = grains.LoyaltyAccount(member);
        if ((await account.GetMember()).Value is not { } view)
            return null;
        var status = view.Status;
        var currency = programmes.Current.Currency;
        long? missing = status.Spend.ToNextTier is { } lacks ? Minor(lacks, currency) : null;
        return new Standing(
            member,
            status.Version,
            status.Tier.Code,
            view.EnrolledOn,
            status.Tier.ReviewDate,
            Minor(status.Spend.CurrentPeriod, currency),
            missing,
            NextTierRange.IsNear(status.Spend) && (await account.GetForecast()).Value is { } forecast ? NextTierRange.Until(status.Spend, forecast) : null);
    }

    private static long Minor(decimal amount, Currency currency) => Money.From(Math.Max(0, amount), currency).Value.Minor;
}
