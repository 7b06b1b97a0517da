using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// What events do to held tiers. Most say so themselves: the tier before and after, from today on. Of those that were recorded late and of
/// corrections the member's history is read, which is kept for a while, because such events come in a row.
/// </summary>
/// <param name="openEnds">The sequence through which members have been counted whose end nobody has looked into yet; null where they are counted on.
/// <param name="open">Ends that are taken back by whoever asks, as far as <paramref name="openEnds"/>.</param>
internal sealed class BenefitProjector(
    IJournal journal, IFinanceStore store, ProgrammeVersions versions, long? openEnds, IReadOnlySet<long>? open = null)
{
    /// <summary>Members whose history is kept.</summary>
    private const int MostKept = 1_000;

    private readonly Dictionary<MemberId, TierTimeline> _histories = [];
    private readonly List<MemberUnearned> _found = [];

    /// <summary>Takes events in, in order.</summary>
    /// <param name="storedThrough">The unearned days of corrections through this sequence are stored.</param>
    public async Task<(BenefitDays Days, IReadOnlyList<MemberUnearned> Unearned)> TakeAsync(IReadOnlyList<RecordedEvent> events, long storedThrough)
    {
        var days = new BenefitDays();
        var already = _found.Count;
        var ends = await EndsAsync(events);
        foreach (var recorded in events)
        {
            var endsOn = ends.TryGetValue(recorded.Member, out var end) && ThroughOf(end) < recorded.Sequence
                ? DayOf(end.At)
                : (DateOnly?)null;
            if (recorded.Event is SpendReversed { State: CreditState.Counting } && !(recorded.Event.Date >= endsOn))
                await CorrectAsync(recorded, storedThrough, days);
            await HoldAsync(recorded, endsOn, days.Held);
        }

        return (days, _found[already..]);
    }

    private long? ThroughOf(FinanceEnd end) => open?.Contains(end.Number) == true ? openEnds : end.Through ?? openEnds;

    private async Task HoldAsync(RecordedEvent recorded, DateOnly? endsOn, HeldTiers held)
    {
        var (member, change) = (recorded.Member, recorded.Event);
        if (_histories.TryGetValue(member, out var history) && history.EndsOn == endsOn)
        {
            history.Apply(change, versions, held.Add);
        }
        else if (change is MemberEnrolled || change.Date < DayOf(recorded.At))
        {
            // Recorded after its day: it may tell anew what is counted of later days.
            history = await HistoryAsync(recorded, endsOn);
            history.Apply(change, versions, held.Add);
            if (_histories.Count >= MostKept)
                _histories.Clear();
            _histories[member] = history;
        }
        else if (change.TierChange is { } moved && moved.From.Level != moved.To.Level)
        {
            TierTimeline.Tell(change.Date, moved.From.Level, moved.To.Level, endsOn, versions, held.Add);
        }
    }

    private async Task CorrectAsync(RecordedEvent recorded, long storedThrough, BenefitDays days)
    {
        var (held, ledger) = (new TierTimeline(), new AccountLedger());
        try
        {
            await foreach (var earlier in AccountHistory.ReadAsync(journal, recorded.Member))
            {
                AccountHistory.Apply(earlier, account: null, ledger);
                if (earlier.Version >= recorded.Version)
                    break;
                held.Apply(earlier.Event, versions);
            }
        }
        catch (JournalDamagedException)
        {
            // What cannot be read is told in ready; of the others nothing waits for it.
            return;
        }

        var counted = await store.UnearnedAsync(recorded.Member, storedThrough);
        var mine = _found.Where(found => found.Member == recorded.Member && found.Sequence > storedThrough).Select(found => found.Run);
        foreach (var run in UnearnedDays.Of(held, ledger, recorded.Event.Date, versions, [.. counted, .. mine]))
        {
            days.Unearned.Add(CivilMonth.Of(recorded.Event.Date), run);
            _found.Add(new MemberUnearned(recorded.Member, recorded.Sequence, run));
        }
    }

    private async Task<TierTimeline> HistoryAsync(RecordedEvent recorded, DateOnly? endsOn)
    {
        var history = new TierTimeline { EndsOn = endsOn };
        if (recorded.Version > 1)
            await ReadAsync(history, journal, recorded.Member, versions, earlier => earlier.Version < recorded.Version);
        return history;
    }

    /// <summary>Lets a timeline take in the beginning of a member's history, as far as it can be read.</summary>
    /// <param name="isOfIt">True for a beginning and false for the rest.</param>
    internal static async Task ReadAsync(
        TierTimeline timeline, IJournal journal, MemberId member, ProgrammeVersions versions, Func<RecordedEvent, bool> isOfIt)
    {
        try
        {
            await foreach (var recorded in AccountHistory.ReadAsync(journal, member))
            {
                if (!isOfIt(recorded))
                    break;
                timeline.Apply(recorded.Event, versions);
            }
        }
        catch (JournalDamagedException)
        {
            // What cannot be read is told in ready.
        }
    }

    private async Task<Dictionary<MemberId, FinanceEnd>> EndsAsync(IReadOnlyList<RecordedEvent> events)
    {
        var members = events.Where(e => e.Event is MemberEnrolled || e.Event.TierChange is not null || e.Event.Date < DayOf(e.At) || e.Event is SpendReversed)
            .Select(e => e.Member).Distinct().ToList();
        return members.Count == 0 ? [] : (await store.EndsAsync(members)).DistinctBy(end => end.Member).ToDictionary(end => end.Member);
    }

    private DateOnly DayOf(DateTimeOffset instant) => versions.ByDay[0].Programme.DayOf(instant);
}
