using System.Collections.Concurrent;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <content>What is done with the events of a page, and with members that were set aside.</content>
public sealed partial class Follower
{
    private const int MaxReason = 200;

    private readonly SemaphoreSlim _slots;
    private readonly Dictionary<MemberId, Lane> _lanes = [];
    private readonly ConcurrentQueue<Lane> _ended = new();
    private bool _worked;

    /// <summary>Takes the next page in.</summary>
    /// <returns>Whether there may be more to read now.</returns>
    private async Task<bool> PageAsync(CancellationToken cancellation)
    {
        _worked = false;
        var room = Math.Min(Bounds.PageSize, Bounds.Aside - _aside.Count);
        _state = room > 0 ? FollowerState.Running : FollowerState.Full;
        if (room <= 0 || _pauses)
            return false;
        var page = await _reader.ReadAsync(room);
        var events = page.Events.Where(one => one.Member is not { } member || !_aside.Contains(member)).ToList();
        _lag.At(page.Events, page.IsFull);
        if (events.Count > 0)
        {
            if (_kind.Lanes == 1)
                await WorkAsync(events, cancellation);
            else
                await WorkInLanesAsync(events, cancellation);
        }

        _moved |= page.Through.Any(cursor => _reader.Cursors[cursor.Key] != cursor.Value);
        _reader.MoveTo(page.Through);
        _lag.Done(page.Events.Count, page.IsFull);
        _worked = page.Events.Count > 0;
        return page.IsFull;
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

    private async Task WorkInLanesAsync(List<FollowedEvent> events, CancellationToken cancellation)
    {
        var begun = new List<Lane>();
        foreach (var ofMember in events.GroupBy(one => one.Member))
        {
            if (ofMember.Key is not { } member)
            {
                await WorkAsync([.. ofMember], cancellation);
                continue;
            }

            await _slots.WaitAsync(cancellation);
            var lane = new Lane(member, [.. ofMember], _reader.PositionsBefore(ofMember), Attempt: 1);
            begun.Add(lane);
            Begin(lane, cancellation);
        }

        var all = (Task)Task.WhenAll(begun.Select(lane => lane.Work)).WaitAsync(Bounds.Patience, Time, cancellation);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        foreach (var lane in begun)
        {
            lane.IsSettled = lane.Work.IsCompleted;
            if (lane.IsSettled)
                Settle(lane);
            else
                // Behind the cursor from here on, and after a crash tried at once.
                _aside.Set(new MemberAside(lane.Member, lane.Before, lane.Attempt - 1, _services.Clock.Now, "is under way"));
        }
    }

    private void Begin(Lane lane, CancellationToken cancellation)
    {
        _lanes[lane.Member] = lane;
        lane.Work = Task.Run(
            async () =>
            {
                try
                {
                    return await _work.DoAsync(new WorkBatch(lane.Events, lane.Attempt), cancellation);
                }
                finally
                {
                    _slots.Release();
                    _ended.Enqueue(lane);
                    _told.Raise();
                }
            },
            CancellationToken.None);
    }

    /// <summary>
    /// Takes in what has become of lanes that have ended since their page. Never between the reading of a page and the move of the cursors
    /// behind it: what the page has of a member that is aside is found by the cursors.
    /// </summary>
    private async Task SettleAsync()
    {
        while (_ended.TryDequeue(out var lane))
        {
            await ((Task)lane.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (lane.IsSettled || !Settle(lane))
                continue;
            // What came behind its events in the meantime is next, or the member is no longer aside.
            var aside = new MemberAside(lane.Member, Advanced(lane.Before, lane.Events), 0, _services.Clock.Now, "goes on");
            if (await ReadAsync(aside, 1) is not { Count: 0 })
                _aside.Set(aside);
            else
                _aside.Remove(lane.Member);
        }
    }

    /// <returns>Whether all of it is done; otherwise the member is set aside.</returns>
    private bool Settle(Lane lane)
    {
        _lanes.Remove(lane.Member);
        var fault = lane.Work.Exception?.GetBaseException();
        if (lane.Work.IsCompletedSuccessfully)
        {
            _pauses |= lane.Work.Result.Pauses;
            if (lane.Work.Result.Failures is not [var failure, ..])
                return true;
            SetAside(failure, lane.Events, lane.Before, lane.Attempt);
        }
        else if (fault is null || !IsOfWork(fault))
        {
            _aside.Set(new MemberAside(lane.Member, lane.Before, lane.Attempt - 1, _services.Clock.Now + Bounds.Interrupted, "was interrupted"));
        }
        else
        {
            _services.Log.LogError(fault, "Follower {Follower} sets a member aside whose work fails", Name);
            SetAside(new WorkFailure(lane.Events[0], null, fault.GetType().Name), lane.Events, lane.Before, lane.Attempt);
        }

        return false;
    }

    /// <summary>Tries members that are due; in a lane each, or here.</summary>
    /// <returns>Whether there may be more of them now.</returns>
    private async Task<bool> RetryAsync(CancellationToken cancellation)
    {
        for (var tried = 0; tried < Bounds.RetriesAtOnce && !_pauses; tried++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_kind.Lanes > 1 && _slots.CurrentCount == 0)
                return false;
            if (NextDue() is not { } aside)
                return false;
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

            var lane = new Lane(aside.Member, events, aside.Done, aside.Attempts + 1);
            await _slots.WaitAsync(cancellation);
            Begin(lane, cancellation);
            if (_kind.Lanes == 1)
            {
                await ((Task)lane.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await SettleAsync();
            }
        }

        return true;
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
        _aside.Set(new MemberAside(member, Advanced(before, done), attempts, retry, reason));
    }

    private static Dictionary<string, StreamPosition> Advanced(IReadOnlyDictionary<string, StreamPosition> before, IEnumerable<FollowedEvent> done)
    {
        var positions = new Dictionary<string, StreamPosition>(before);
        foreach (var one in done)
            positions[one.Stream] = new StreamPosition(one.Sequence, one.Place);
        return positions;
    }

    /// <summary>Waits for lanes that are under way, so that none outlives the lease for long.</summary>
    private async Task EndLanesAsync(CancellationTokenSource held)
    {
        await held.CancelAsync();
        await ((Task)Task.WhenAll(_lanes.Values.Select(lane => lane.Work))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lanes.Clear();
        _ended.Clear();
    }

    private static bool IsOfWork(Exception fault) => fault is not (EngineBusyException or JournalUnavailableException or OperationCanceledException);

    /// <summary>A member's events that are worked on.</summary>
    private sealed record Lane(MemberId Member, IReadOnlyList<FollowedEvent> Events, IReadOnlyDictionary<string, StreamPosition> Before, int Attempt)
    {
        public Task<WorkResult> Work { get; set; } = null!;

        /// <summary>It ended in time, with its page.</summary>
        public bool IsSettled { get; set; }
    }
}
