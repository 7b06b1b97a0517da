using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// Reads streams in their order, has the work of their events done, and keeps its cursor after it: what a crash repeats came after the
/// cursor. A member whose work fails is set aside alone. What is done with events is in Follower.Work.cs.
/// </summary>
public sealed partial class Follower : IAsyncDisposable
{
    private readonly FollowerServices _services;
    private readonly IFollowerKind _kind;
    private readonly FollowerReader _reader;
    private readonly FollowerLag _lag;
    private readonly Lock _gate = new();
    private readonly CommitSignal _told = new();
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private AsideMembers _aside = new();
    private IFollowerWork _work = null!;
    private volatile FollowerState _state = FollowerState.Paused;
    private (Task Next, Task Told) _awaited;
    private Task _woken = Task.CompletedTask;
    private bool _pauses;
    private bool _moved;
    private bool _rests;
    private long _saved;
    private readonly FollowerRest _rest;
    private MemberId? _hurried;
    private bool _hurries;

    public Follower(string name, IFollowerKind kind, FollowerServices services)
    {
        (Name, _kind, _services) = (name, kind, services);
        _reader = new FollowerReader([.. kind.Streams.OrderBy(stream => stream != IEventStream.Ledger).Select(services.Stream)]);
        _lag = new FollowerLag(services.Clock);
        _slots = new SemaphoreSlim(kind.Lanes);
        _rest = new FollowerRest(services.Commits, services.Time, kind.Rest);
    }

    public string Name { get; }

    /// <summary>Where it stands.</summary>
    public FollowerStatus Status => new(Name, _state, _lag.Events, _lag.Seconds, _aside.Count);

    /// <summary>Whether this process runs it, and not another.</summary>
    public bool HasLease => _state is FollowerState.Running or FollowerState.Full or FollowerState.Failing;

    private FollowerBounds Bounds => _services.Bounds;

    private TimeProvider Time => _services.Time;

    /// <summary>Begins to run, unless it does.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_running.IsCompleted)
                return;
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            var cancellation = _stop.Token;
            _pauses = false;
            _state = FollowerState.Waiting;
            // Not in a grain's turn: what it does may take long.
            _running = Task.Run(() => RunAsync(cancellation), CancellationToken.None);
        }
    }

    /// <summary>Ends after the batch at hand, with its cursor kept and its lease given back.</summary>
    public async Task StopAsync()
    {
        Task running;
        lock (_gate)
        {
            _stop?.Cancel();
            running = _running;
        }

        await running;
    }

    /// <summary>Ends it for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop?.Dispose();
        _slots.Dispose();
    }

    /// <summary>Tries what was set aside of a member now, or of all.</summary>
    public void RetryNow(MemberId? member)
    {
        lock (_gate)
        {
            // Two members at once: all are as good as both.
            _hurried = _hurries && _hurried != member ? null : member;
            _hurries = true;
        }

        _told.Raise();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        for (var faults = 0; !cancellation.IsCancellationRequested && !_pauses;)
        {
            try
            {
                var lease = new FollowerLease(_services.Store, Name, Bounds, Time);
                _state = FollowerState.Waiting;
                await lease.TakeAsync(cancellation);
                await UnderLeaseAsync(lease, () => faults = 0, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                Report(fault, ++faults);
                await Task.Delay(_services.PauseAfterFault(fault, faults), Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _state = FollowerState.Paused;
    }

    private async Task UnderLeaseAsync(FollowerLease lease, Action onProgress, CancellationToken cancellation)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var keeping = KeepAsync(lease, held);
        try
        {
            await LoadAsync();
            await FollowAsync(onProgress, held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
        }
        finally
        {
            await EndLanesAsync(held);
            // Another has it: what this one has not kept is that one's to do.
            if (!await keeping)
                await LeaveAsync(lease);
        }
    }

    /// <returns>Whether the lease was lost.</returns>
    private async Task<bool> KeepAsync(FollowerLease lease, CancellationTokenSource held)
    {
        try
        {
            await lease.KeepAsync(LookAheadAsync, held.Token);
            _services.Log.LogWarning("Follower {Follower} has lost its lease and begins anew from its cursor", Name);
            return true;
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await held.CancelAsync();
        }
    }

    private async Task LoadAsync()
    {
        var record = await _services.Store.LoadAsync(Name);
        var cursors = new Dictionary<string, long>();
        foreach (var stream in _reader.Streams)
            cursors[stream.Name] = record?.Cursors.TryGetValue(stream.Name, out var cursor) == true ? cursor : await _kind.BeginAfterAsync(Name, stream.Name);
        _reader.MoveTo(cursors);
        _aside = new AsideMembers();
        _aside.Load(record?.Aside ?? []);
        _work = _kind.Open(Name);
        _moved = record is null;
        await SaveAsync();
    }

    private async Task FollowAsync(Action onProgress, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !_pauses)
        {
            // Asked before anything is read: what is committed from here on wakes it.
            var (next, told) = (_services.Commits.Next, _told.Next);
            var began = Time.GetTimestamp();
            _rests = false;
            HurryWhoeverIsToBe();
            await SettleAsync();
            var retried = await RetryAsync(cancellation);
            var mayBeMore = await PageAsync(cancellation);
            onProgress();
            if (Time.GetElapsedTime(_saved) >= Bounds.SaveEvery)
                await SaveAsync();
            var took = Time.GetElapsedTime(began);
            if (_rests)
                await PauseAsync(Bounds.Interrupted, cancellation);
            else if (mayBeMore || retried)
                await PauseAsync(_rest.After(took), cancellation);
            else
                await WaitAsync(next, told, began, cancellation);
        }
    }

    // A commit wakes it at once, but not so often that nothing gathers.
    private async Task WaitAsync(Task next, Task told, long began, CancellationToken cancellation)
    {
        var limit = _moved || _aside.HasChanges ? Bounds.SaveEvery : _aside.Count > 0 ? Bounds.LookForDue : Bounds.LookEvery;
        // One task for as long as neither comes: a new one each time would pile up on those it waits for.
        if (_awaited != (next, told))
            (_awaited, _woken) = ((next, told), Task.WhenAny(next, told));
        await _woken.WaitAsync(limit, Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_worked)
            await PauseAsync(Bounds.Gather - Time.GetElapsedTime(began), cancellation);
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause < Bounds.LongestRest ? pause : Bounds.LongestRest, Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SaveAsync()
    {
        if (!_moved && !_aside.HasChanges)
            return;
        var cursors = CursorsToKeep();
        var (aside, done) = _aside.TakeChanges();
        try
        {
            await _services.Store.SaveAsync(Name, cursors, aside, done);
            _aside.Stored(done);
        }
        catch
        {
            _aside.GiveBack(aside, done);
            throw;
        }

        (_moved, _saved) = (!ReferenceEquals(cursors, _reader.Cursors), Time.GetTimestamp());
    }

    // What is not kept is done again; a stop does not wait for a journal that is away.
    private async Task LeaveAsync(FollowerLease lease)
    {
        try
        {
            await SaveAsync();
            await lease.ReleaseAsync();
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            _services.Log.LogDebug("Follower {Follower} leaves without keeping its cursor: {Reason}", Name, away.Message);
        }
    }

    private async Task LookAheadAsync()
    {
        var last = 0L;
        foreach (var stream in _reader.Streams)
            last += Math.Max(0, await stream.LastSequenceAsync() - _reader.Cursors[stream.Name]);
        _lag.Behind(last);
    }

    private void HurryWhoeverIsToBe()
    {
        lock (_gate)
        {
            if (_hurries)
                _aside.Hurry(_hurried, _services.Clock.Now);
            _hurries = false;
        }
    }

    private void Report(Exception fault, int faults)
    {
        _state = FollowerState.Failing;
        if (fault is EngineBusyException or JournalUnavailableException)
            _services.Log.LogWarning("Follower {Follower} goes on later: {Reason}", Name, fault.Message);
        else
            _services.Log.LogError(fault, "Follower {Follower} cannot go on and begins anew from its cursor, for the {Times}. time", Name, faults);
    }
}
