using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What the stream of rewards and the hub are told of a command.</summary>
internal static class RewardNotices
{
    /// <summary>Every lot that changed as it stands now, then every hold that ended.</summary>
    public static IReadOnlyList<StreamEntry> Stream(
        string owner, RewardAccount before, RewardAccount after, IReadOnlyList<RewardEvent> events, DateTimeOffset at, DateOnly today, string? tier)
    {
        var member = RewardOwners.IsCode(owner) ? default : MemberId.Of(owner);
        var entries = new List<StreamEntry>();
        foreach (var lot in after.ChangedFrom(before))
        {
            var day = events.OfType<LotExpired>().LastOrDefault(expired => expired.Lot == lot.Id)?.Day ?? today;
            var reason = events.OfType<LotRevoked>().LastOrDefault(revoked => revoked.Lot == lot.Id)?.Reason;
            entries.Add(new StreamEntry(member, day, at, tier, new LotChanged(
                lot.Id.Value,
                lot.Terms.Kind,
                RewardViews.State(lot, today),
                lot.Terms.Currency?.Code,
                lot.Issued,
                lot.Available,
                lot.Held,
                lot.Used,
                lot.Expired,
                lot.Revoked,
                lot.To,
                reason)));
        }

        foreach (var change in events)
        {
            if (Ended(change) is not { } id || !after.Holds.TryGetValue(id, out var hold))
                continue;
            var captured = change as HoldCaptured;
            entries.Add(new StreamEntry(member, change.Day, at, tier, new HoldEnded(
                id.Value, hold.State, hold.Amount, captured?.Amount ?? 0, hold.Currency?.Code, captured?.Capture.Value)));
        }

        return entries;
    }

    /// <summary>Hints for whoever watches the member.</summary>
    public static IEnumerable<RewardChange> Hub(string member, IReadOnlyList<StreamEntry> told, IReadOnlyList<RewardEvent> events, DateTimeOffset at)
    {
        foreach (var change in events)
        {
            if (change is HoldOpened opened)
                yield return new RewardChange(member, null, opened.Hold.Id.Value, null, "holdOpened", at);
            else if (change is HoldConfirmed confirmed)
                yield return new RewardChange(member, null, confirmed.Hold.Value, null, "holdConfirmed", at);
        }

        foreach (var entry in told)
        {
            yield return entry.Event switch
            {
                LotChanged lot => new RewardChange(member, lot.Lot, null, null, "lotChanged", at),
                HoldEnded hold => new RewardChange(member, null, hold.Hold, null, "holdEnded", at),
                _ => throw new InvalidOperationException($"Nobody tells of a {entry.Event.GetType().Name}."),
            };
        }
    }

    private static HoldId? Ended(RewardEvent change) => change switch
    {
        HoldCaptured captured => captured.Hold,
        HoldVoided voided => voided.Hold,
        HoldExpired expired => expired.Hold,
        _ => null,
    };
}
