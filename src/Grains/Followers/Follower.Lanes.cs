using System.Collections.Concurrent;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <content>
/// Lanes: the events of a member, worked on beside those of others. One that is slower than its page is aside while it runs, in memory alone
/// at first: the cursor that is kept stays before its page until it is done, or has run so long that it is kept as set aside.
/// </content>
public sealed partial class Follower
{
    private readonly SemaphoreSlim _slots;
    private readonly Dictionary<MemberId, Lane> _lanes = [];
    private readonly ConcurrentQueue<Lane> _ended = new();

    // Members of whom pages have had more since their lane began.
    private readonly HashSet<MemberId> _passed = [];

    private bool InLanes => _kind.Lanes > 1;

    /// <summary>How many events of a page may be begun: those of as many members as there are free lanes.</summary>
    private int FreeLanesAllow(IReadOnlyList<FollowedEvent> events)
    {
        var (free, members) = (_slots.CurrentCount, new HashSet<MemberId>());
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Member is { } member && !_aside.Contains(member) && !members.Contains(member) && (members.Count == free || !members.Add(member)))
                return i;
        }

        return events.Count;
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
            var lane = new Lane(member, [.. ofMember], _reader.PositionsBefore(ofMember), Attempt: 1) { PageBegan = _reader.Cursors, Since = Time.GetTimestamp() };
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
                _aside.Hold(new MemberAside(lane.Member, lane.Before, lane.Attempt - 1, _services.Clock.Now, "is under way"));
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
            var aside = Behind(lane);
            if ((lane.MayHaveMore || _passed.Remove(lane.Member)) && await ReadAsync(aside, 1) is not { Count: 0 })
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
            // Due at once, for the engine's clock may stand; the follower rests a little, by the machine's.
            _aside.Set(new MemberAside(lane.Member, lane.Before, lane.Attempt - 1, _services.Clock.Now, "was interrupted"));
            _rests = true;
        }
        else
        {
            _services.Log.LogError(fault, "Follower {Follower} sets a member aside whose work fails", Name);
            SetAside(new WorkFailure(lane.Events[0], null, fault.GetType().Name), lane.Events, lane.Before, lane.Attempt);
        }

        return false;
    }

    /// <summary>
    /// The cursors to keep: before the page of the first lane that still runs and is not kept as set aside. One that has run long enough is
    /// kept so from here on, and after a crash tried at once.
    /// </summary>
    private IReadOnlyDictionary<string, long> CursorsToKeep()
    {
        var kept = _reader.Cursors;
        foreach (var lane in _lanes.Values.Where(lane => _aside.IsHeld(lane.Member)))
        {
            if (Time.GetElapsedTime(lane.Since) >= Bounds.SlowLane)
                _aside.Keep(lane.Member);
            else if (lane.PageBegan!.All(cursor => cursor.Value <= kept[cursor.Key]))
                kept = lane.PageBegan!;
        }

        return kept;
    }

    /// <summary>Waits for lanes that are under way, so that none outlives the lease for long, and takes in what has become of them.</summary>
    private async Task EndLanesAsync(CancellationTokenSource held)
    {
        await held.CancelAsync();
        foreach (var lane in _lanes.Values.ToList())
        {
            await ((Task)lane.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // One of a page that the cursors have not left is of no account: all of that page is done again.
            if (!_aside.Contains(lane.Member))
                continue;
            if (Settle(lane))
                _aside.Set(Behind(lane));
        }

        _lanes.Clear();
        _ended.Clear();
        _passed.Clear();
    }

    /// <summary>The member of a lane, with the lane's events done.</summary>
    private MemberAside Behind(Lane lane) => new(lane.Member, Advanced(lane.Before, lane.Events), 0, _services.Clock.Now, "goes on");

    /// <summary>A member's events that are worked on.</summary>
    private sealed record Lane(MemberId Member, IReadOnlyList<FollowedEvent> Events, IReadOnlyDictionary<string, StreamPosition> Before, int Attempt)
    {
        public Task<WorkResult> Work { get; set; } = null!;

        /// <summary>It ended in time, with its page.</summary>
        public bool IsSettled { get; set; }

        /// <summary>The member may have more events behind these, up to the cursors at which they were read.</summary>
        public bool MayHaveMore { get; init; }

        /// <summary>The cursors before its page; null for one that was set aside before.</summary>
        public IReadOnlyDictionary<string, long>? PageBegan { get; init; }

        /// <summary>When it began.</summary>
        public long Since { get; init; }
    }
}
