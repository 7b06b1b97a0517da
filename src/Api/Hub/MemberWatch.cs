using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// One connection's watch of one member: every change after a version, once, in order, without a gap. It is subscribed before it
/// asks what was missed, so that a change is either in the answer or comes to <see cref="Publish"/>.
/// </summary>
public sealed class MemberWatch(WatchConnection connection, string memberId, ILoyaltyAccountGrain account)
{
    /// <summary>Missed changes that are read at a time.</summary>
    public const int CatchUpPage = 256;

    /// <summary>Live changes kept while missed ones are sent. When there are more, they are read from the account instead.</summary>
    public const int MaxHeld = 256;

    private readonly Lock _gate = new();
    private readonly Queue<StatusChange> _held = [];
    private long _sent;
    private bool _live;
    private bool _overrun;
    private bool _ended;

    public string MemberId => memberId;

    public WatchConnection Connection => connection;

    public ILoyaltyAccountGrain Account => account;

    /// <summary>Sends what was missed after a version and lets live changes follow.</summary>
    /// <param name="afterVersion">The last change the client knows, or null to begin with the status returned.</param>
    /// <returns>The member's status; refused as <see cref="ILoyaltyAccountGrain.GetStatus"/> refuses.</returns>
    public async Task<Outcome<StatusView>> StartAsync(long? afterVersion)
    {
        if (afterVersion is null)
        {
            var now = await account.GetStatus(new StatusQuery());
            return now.Value is not { } status || TryGoLive(status.Version) ? now : await CatchUpAsync(_sent);
        }

        return await CatchUpAsync(Math.Max(0, afterVersion.Value));
    }

    /// <summary>Takes a live change; called in order of version.</summary>
    public void Publish(StatusChange change)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            if (!_live)
            {
                Hold(change);
                return;
            }

            if (change.Version <= _sent)
                return;
            if (change.Version == _sent + 1)
            {
                Send(change);
                return;
            }

            // Changes were made where this feed could not see them: they are read before this one is sent.
            _live = false;
            Hold(change);
        }

        _ = CatchUpOrCutAsync();
    }

    /// <summary>Reads what may have been missed since the last change that was sent.</summary>
    public Task CatchUpAsync()
    {
        lock (_gate)
        {
            // One that is not live is reading already.
            if (!_live || _ended)
                return Task.CompletedTask;
            _live = false;
        }

        return CatchUpOrCutAsync();
    }

    /// <summary>Sends a card that a new day has changed.</summary>
    public void Refresh(StatusView status)
    {
        lock (_gate)
        {
            if (_live && !_ended && status.Version >= _sent)
                connection.Push(Pushes.StatusRefreshed, status);
        }
    }

    /// <summary>Sends something that has no version.</summary>
    public void Tell(string method, object payload)
    {
        lock (_gate)
        {
            if (!_ended)
                connection.Push(method, payload);
        }
    }

    /// <summary>Nothing more is sent.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _held.Clear();
        }
    }

    private async Task<Outcome<StatusView>> CatchUpAsync(long version)
    {
        while (true)
        {
            var answer = await account.GetChanges(version, CatchUpPage);
            if (answer.Value is not { } page)
                return answer.Refusal!;
            lock (_gate)
            {
                if (_ended)
                    return page.Status;
                foreach (var change in page.Changes.Where(change => change.Version > _sent))
                    Send(change);
            }

            // Above the account's version there is nothing to know: the watch begins with what is.
            version = page.Changes.Count > 0 ? page.Changes[^1].Version : page.Status.Version;
            // One page at a time in the queue, so that a long way back does not crowd out what is live.
            await connection.DrainedAsync();
            if (!page.HasMore && TryGoLive(version))
                return page.Status;
            version = Math.Max(version, _sent);
        }
    }

    private async Task CatchUpOrCutAsync()
    {
        try
        {
            if ((await CatchUpAsync(_sent)).Refusal is not null)
                connection.Cut();
        }
        catch (Exception)
        {
            // Better no connection than one with a gap: the client comes back with the version it has.
            connection.Cut();
        }
    }

    private bool TryGoLive(long version)
    {
        lock (_gate)
        {
            _sent = Math.Max(_sent, version);
            while (!_overrun && _held.TryPeek(out var change))
            {
                if (change.Version > _sent + 1)
                    return false;
                _held.Dequeue();
                if (change.Version == _sent + 1)
                    Send(change);
            }

            _live = !_overrun;
            _overrun = false;
            return _live;
        }
    }

    private void Hold(StatusChange change)
    {
        if (_held.Count < MaxHeld)
        {
            _held.Enqueue(change);
            return;
        }

        _held.Clear();
        _overrun = true;
    }

    private void Send(StatusChange change)
    {
        _sent = change.Version;
        connection.Push(Pushes.StatusChanged, change);
    }
}
