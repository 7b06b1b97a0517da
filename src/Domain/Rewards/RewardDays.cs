namespace Loyalty.Domain;

/// <summary>What time alone does to lots and holds: in the order it happened, however late it is noticed.</summary>
public static class RewardDays
{
    /// <summary>What has happened by an instant and is not in the account yet.</summary>
    /// <param name="programme">Whose midnights they are.</param>
    public static IReadOnlyList<RewardEvent> Due(RewardAccount account, DateTimeOffset now, Programme programme)
    {
        var due = account.Open.Select(id => account.Holds[id]).Where(hold => hold.ExpiresAt <= now)
            .Select(hold => (At: hold.ExpiresAt, Order: 1, Id: hold.Id.Value, Event: (RewardEvent)new HoldExpired(hold.ExpiresAt, programme.DayOf(hold.ExpiresAt), hold.Id)))
            .Concat(account.Lots.Values.Where(lot => lot.Available > 0 && lot.To < programme.DayOf(now))
                .Select(lot => (At: EndOf(lot, programme), Order: 0, Id: lot.Id.Value, Event: (RewardEvent)Expired(lot, programme))))
            .OrderBy(one => one.At).ThenBy(one => one.Order).ThenBy(one => one.Id, StringComparer.Ordinal);
        // What a hold gives back before the end of its lot expires with the rest of it: its number is known only then.
        var (events, state) = (new List<RewardEvent>(), account);
        foreach (var (_, _, _, change) in due)
        {
            var happened = change is LotExpired expired ? expired with { Units = state.Lots[expired.Lot].Available } : change;
            events.Add(happened);
            state = state.Apply(happened);
        }

        // Lots that had nothing available, and got it back from a hold that ended on their last day.
        foreach (var lot in state.InOrder().Where(lot => lot.Available > 0 && lot.To < programme.DayOf(now)).ToList())
            events.Add(Expired(lot, programme));
        return events;
    }

    /// <summary>The next instant at which something happens by time alone; null for none.</summary>
    public static DateTimeOffset? Next(RewardAccount account, Programme programme)
    {
        DateTimeOffset? next = null;
        foreach (var hold in account.Open.Select(id => account.Holds[id]))
            next = Earlier(next, hold.ExpiresAt);
        foreach (var lot in account.Lots.Values.Where(lot => lot.Available > 0 && lot.To < DateOnly.MaxValue))
            next = Earlier(next, EndOf(lot, programme));
        return next;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private static LotExpired Expired(Lot lot, Programme programme)
    {
        var end = EndOf(lot, programme);
        return new LotExpired(end, programme.DayOf(end), lot.Id, lot.Available);
    }

    private static DateTimeOffset EndOf(Lot lot, Programme programme) => programme.StartOf(lot.To.AddDays(1));
}
