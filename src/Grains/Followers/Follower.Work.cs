using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <content>What is done with the events of a page, and with members that were set aside.</content>
public sealed partial class Follower
{
    private const int MaxReason = 200;

    /// <summary>Events that are read for each free lane.</summary>
    private const int EventsALane = 4;

    private bool _worked;

    /// <summary>Takes the next page in.</summary>
    /// <returns>Whether there may be more to read now.</returns>
    private async Task<bool> PageAsync(CancellationToken cancellation)
    {
        _worked = false;
        var room = Math.Min(Bounds.PageSize, Bounds.Aside - _aside.Count);
        _state = room > 0 ? FollowerState.Running : FollowerState.Full;
        if (room <= 0 || _pauses || (InLanes && _slots.CurrentCount == 0))
            return false;
        // No more than can be begun, or nearly.
        var page = await _reader.ReadAsync(InLanes ? Math.Min(room, EventsALane * _slots.CurrentCount) : room);
        if (InLanes)
            page = _reader.CutTo(page, FreeLanesAllow(page.Events));
        var events = page.Events.Where(one => !IsAside(one)).ToList();
        _lag.At(page.Events, page.IsFull);
        if (events.Count > 0)
        {
            if (InLanes)
                await WorkInLanesAsync(events, cancellation);
            else
                await WorkAsync(events, cancellation);
        }

        _moved |= page.Through.Any(cursor => _reader.Cursors[cursor.Key] != cursor.Value);
        _reader.MoveTo(page.Through);
        _lag.Done(page.Events.Count, page.IsFull);
        _worked = page.Events.Count > 0;
        return page.IsFull;
    }

    // What comes for a member that is aside waits behind it.
    private bool IsAside(FollowedEvent one)
    {
        if (one.Member is not { } member || !_aside.Contains(member))
            return false;
        _passed.Add(member);
        return true;
    }

    private async Task WorkAsync(List<FollowedEvent> events, CancellationToken cancellation)
    {
        WorkResult result;
        try
        {
            result = await _work.DoAsync(new WorkBatch(events, Attempt: 1), cancellation);
        }
        catch (Exception fault) when (IsOfWork(fault))
        {
            result = await OneByOneAsync(events, fault, cancellation);
        }

        _pauses |= result.Pauses;
        foreach (var failure in result.Failures)
        {
            var ofMember = events.Where(one => one.Member == failure.Event.Member).ToList();
            SetAside(failure, ofMember, _reader.PositionsBefore(ofMember), attempt: 1);
        }
    }

    // Somebody's work fails: whose it is shows when each is tried alone.
    private async Task<WorkResult> OneByOneAsync(List<FollowedEvent> events, Exception fault, CancellationToken cancellation)
    {
        var (failures, pauses) = (new List<WorkFailure>(), false);
        foreach (var ofMember in events.GroupBy(one => one.Member))
        {
            try
            {
                var result = await _work.DoAsync(new WorkBatch([.. ofMember], Attempt: 1), cancellation);
                (failures, pauses) = ([.. failures, .. result.Failures], pauses || result.Pauses);
            }
            catch (Exception again) when (IsOfWork(again) && ofMember.Key is not null)
            {
                failures.Add(new WorkFailure(ofMember.First(), null, again.GetType().Name));
                fault = again;
            }
        }

        if (failures.Count > 0)
            _services.Log.LogError(fault, "Follower {Follower} sets {Members} members aside whose work fails", Name, failures.Count);
        return new WorkResult(failures, pauses);
    }

    /// <summary>Tries members that are due; in a lane each, or here.</summary>
    /// <returns>Whether there may be more of them now.</returns>
    private async Task<bool> RetryAsync(CancellationToken cancellation)
    {
        // Half the lanes at most: those who are new go on beside them.
        var most = InLanes ? Math.Min(Bounds.RetriesAtOnce, (_slots.CurrentCount + 1) / 2) : Bounds.RetriesAtOnce;
        for (var tried = 0; tried < most && !_pauses; tried++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (NextDue() is not { } aside)
                return false;
            _passed.Remove(aside.Member);
            if (await ReadAsync(aside, Bounds.EventsOfRetry) is not { } events)
            {
                _aside.Set(aside with { Attempts = aside.Attempts + 1, RetryAt = _services.Clock.Now + Bounds.PauseAfter(aside.Attempts + 1), Reason = "cannot be read" });
                continue;
            }

            if (events.Count == 0)
            {
                _aside.Remove(aside.Member);
                continue;
            }

            var lane = new Lane(aside.Member, events, aside.Done, aside.Attempts + 1) { MayHaveMore = events.Count >= Bounds.EventsOfRetry };
            await _slots.WaitAsync(cancellation);
            Begin(lane, cancellation);
            if (!InLanes)
            {
                await ((Task)lane.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await SettleAsync();
            }
        }

        return !InLanes || _slots.CurrentCount > 0;
    }

    // A row of one member that cannot be read holds up that member alone; the journal names it.
    private async Task<IReadOnlyList<FollowedEvent>?> ReadAsync(MemberAside aside, int limit)
    {
        try
        {
            return await _reader.ReadMemberAsync(aside, limit);
        }
        catch (JournalDamagedException damaged)
        {
            _services.Log.LogError(damaged, "Follower {Follower} cannot read what it has set aside of a member", Name);
            return null;
        }
    }

    private MemberAside? NextDue()
    {
        while (_aside.TakeDue(_services.Clock.Now) is { } aside)
        {
            // One that is under way is settled when it ends.
            if (!_lanes.ContainsKey(aside.Member))
                return aside;
        }

        return null;
    }

    private void SetAside(WorkFailure failure, IReadOnlyList<FollowedEvent> events, IReadOnlyDictionary<string, StreamPosition> before, int attempt)
    {
        if (failure.Event.Member is not { } member)
            throw new InvalidOperationException($"An event of no member cannot be set aside: {failure.Reason}");
        var done = events.TakeWhile(one => one != failure.Event).ToList();
        var attempts = done.Count == 0 ? attempt : 1;
        var retry = failure.RetryAt ?? _services.Clock.Now + Bounds.PauseAfter(attempts);
        var reason = failure.Reason.Length > MaxReason ? failure.Reason[..MaxReason] : failure.Reason;
        _aside.Set(new MemberAside(member, Advanced(before, done), failure.IsAttempt ? attempts : attempts - 1, retry, reason));
    }

    private static Dictionary<string, StreamPosition> Advanced(IReadOnlyDictionary<string, StreamPosition> before, IEnumerable<FollowedEvent> done)
    {
        var positions = new Dictionary<string, StreamPosition>(before);
        foreach (var one in done)
            positions[one.Stream] = new StreamPosition(one.Sequence, one.Place);
        return positions;
    }

    private static bool IsOfWork(Exception fault) => fault is not (EngineBusyException or JournalUnavailableException or OperationCanceledException);
}
