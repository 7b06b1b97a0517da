using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Client;

/// <summary>
/// The one connection to the hub, made with the first watch and made anew for as long as the client lives, whatever becomes of engine, network
/// and machine. Each watch is told when there is one, and what comes for its member.
/// </summary>
internal sealed class HubLink : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250), LongestWait = TimeSpan.FromSeconds(5);

    // A connection that leaves a call without an answer for so long is dead, whatever it says of itself.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // A tick that is so late means that the machine slept.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5), Slept = TimeSpan.FromSeconds(20);

#if NET9_0_OR_GREATER
    private readonly Lock _gate = new();
#else
    private readonly object _gate = new();
#endif
    private readonly List<Inbox> _inboxes = [];
    private readonly HubConnection _connection;
    private readonly CancellationTokenSource _ending = new();
    private readonly TimeProvider _time;
    private readonly ITimer _ticking;
    private DateTimeOffset _lastTick;
    private TaskCompletionSource _closed = NewSource();
    private TaskCompletionSource _hurry = NewSource();
    private Task? _running;
    private bool _paused;

    public HubLink(LoyaltyClientOptions options, TimeProvider time)
    {
        _time = time;
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(options.Address, "/hubs/status"), http =>
            {
                if (options.Token is { } token)
                    http.AccessTokenProvider = () => token(CancellationToken.None).AsTask();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions = LoyaltyJson.Options)
            .Build();
        _connection.On<StatusChange>("statusChanged", change => Tell(change.MemberId, new Signal.Changed(change)));
        _connection.On<MemberStatus>("statusRefreshed", status => Tell(status.MemberId, new Signal.Refreshed(status)));
        _connection.On<RewardChange>("rewardChanged", change => Tell(change.MemberId, new Signal.Rewarded(change)));
        _connection.On<ErasedMember>("memberErased", erased => Tell(erased.MemberId, new Signal.Erased()));
        _connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        _lastTick = time.GetUtcNow();
        _ticking = time.CreateTimer(_ => Ticked(), null, Tick, Tick);
    }

    public bool IsLive => _connection.State == HubConnectionState.Connected;

    /// <summary>A watch begins.</summary>
    public Inbox Join(string memberId)
    {
        var inbox = new Inbox(memberId);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ending.IsCancellationRequested, this);
            _inboxes.Add(inbox);
            _running ??= Task.Run(RunAsync);
        }

        if (IsLive)
            inbox.Put(new Signal.Ask());
        return inbox;
    }

    /// <summary>A watch ends; the last one of its member ends the pushes.</summary>
    public async Task LeaveAsync(Inbox inbox)
    {
        lock (_gate)
        {
            _inboxes.Remove(inbox);
            if (_inboxes.Exists(other => other.MemberId == inbox.MemberId))
                return;
        }

        try
        {
            if (IsLive)
                await InvokeAsync<object?>("UnwatchMember", [inbox.MemberId], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // With the connection the pushes end too.
        }
    }

    public Task<MemberStatus> WatchMemberAsync(string memberId, long? afterVersion, CancellationToken cancellation) =>
        InvokeAsync<MemberStatus>("WatchMember", [memberId, afterVersion], cancellation);

    /// <summary>Lets the connection go; no other is made before <see cref="Resume"/>.</summary>
    public async Task PauseAsync()
    {
        lock (_gate)
            _paused = true;
        await _connection.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Goes on at once: makes the connection, or has all ask where they stand if there is one.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _paused = false;
            _hurry.TrySetResult();
        }

        if (IsLive)
            TellAll(new Signal.Ask());
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
            running = _running;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _ticking.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _closed.TrySetResult();
        if (running is not null)
            await running.ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        for (var attempt = 0; !_ending.IsCancellationRequested;)
        {
            if (_paused || attempt > 0)
                await WaitAsync(attempt).ConfigureAwait(false);
            if (_paused || _ending.IsCancellationRequested)
                continue;
            attempt++;
            _closed = NewSource();
            try
            {
                await _connection.StartAsync(_ending.Token).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                if (fault is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused)
                    TellAll(new Signal.TurnedAway((int)refused.StatusCode));
                continue;
            }

            TellAll(new Signal.Ask());
            await _closed.Task.ConfigureAwait(false);
            TellAll(new Signal.Lost());
            attempt = 1;
        }
    }

    /// <summary>Until the next attempt; while paused, until it is resumed.</summary>
    private async Task WaitAsync(int attempt)
    {
        Task hurry;
        bool isPaused;
        lock (_gate)
        {
            if (_hurry.Task.IsCompleted)
                _hurry = NewSource();
            (hurry, isPaused) = (_hurry.Task, _paused);
        }

        try
        {
            var patience = isPaused ? Timeout.InfiniteTimeSpan : Backoff.Of(attempt - 1, FirstWait, LongestWait);
            await hurry.WaitAsync(patience, _time, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // The next attempt is due, or the end has come.
        }
    }

    private async Task<T> InvokeAsync<T>(string method, object?[] arguments, CancellationToken cancellation)
    {
        try
        {
            return await _connection.InvokeCoreAsync<T>(method, arguments, cancellation).WaitAsync(AnswerWithin, _time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _connection.StopAsync(cancellation).ConfigureAwait(false);
            throw;
        }
    }

    private void Ticked()
    {
        var now = _time.GetUtcNow();
        var late = now - _lastTick - Tick;
        _lastTick = now;
        if (late > Slept && !_paused)
            Resume();
    }

    private void Tell(string memberId, Signal signal)
    {
        lock (_gate)
        {
            foreach (var inbox in _inboxes)
            {
                if (inbox.MemberId == memberId)
                    inbox.Put(signal);
            }
        }
    }

    private void TellAll(Signal signal)
    {
        lock (_gate)
        {
            foreach (var inbox in _inboxes)
                inbox.Put(signal);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record ErasedMember(string MemberId);
}
