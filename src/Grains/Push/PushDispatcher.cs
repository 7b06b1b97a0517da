using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// Sends whatever messages to browsers are due. Each silo has one; what one takes the others leave. A message goes out at least once: whoever gets it
/// twice shows it once, for its topic is its kind.
/// </summary>
public sealed class PushDispatcher : IDisposable
{
    /// <summary>Messages that are sent at once, and read at once.</summary>
    public const int AtOnce = 32, Page = 200;

    /// <summary>How long what was told is known, so that it is told once.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Of real time: longer than a push service may take to answer.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(30);

    private readonly IPushStore _store;
    private readonly IPushSender _sender;
    private readonly ProgrammeClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Counter<long> _messages;
    private readonly WorkSignal _wake = new();

    public PushDispatcher(IPushStore store, IPushSender sender, ProgrammeClock clock, TimeProvider time, IMeterFactory meters, ILogger<PushDispatcher> log)
    {
        (_store, _sender, _clock, _time, _log) = (store, sender, clock, time, log);
        _messages = meters.Create("Loyalty.Push").CreateCounter<long>("loyalty.push.messages", "{message}", "Attempts to tell a browser something, by what became of them");
    }

    /// <summary>There may be something to send now.</summary>
    public void Wake() => _wake.Wake();

    /// <summary>Waits until there may be something to send.</summary>
    public Task<bool> WaitAsync(CancellationToken cancellation) => _wake.WaitAsync(cancellation);

    /// <summary>Sends what is due, at most a page.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        var due = await _store.DueAsync(_clock.Now, _time.GetUtcNow(), Page);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, stop) => await TryAsync(one.Message, one.To, stop));
    }

    public void Dispose() => _wake.Dispose();

    // One that cannot be sent holds up no other.
    private async Task TryAsync(PushMessage message, PushSubscription to, CancellationToken cancellation)
    {
        try
        {
            var real = _time.GetUtcNow();
            if (await _store.TakeAsync(message, real, real + TakenFor))
                await SendAsync(message, to, cancellation);
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            _log.LogDebug("A message to a browser is sent later: {Reason}", away.Message);
        }
    }

    private async Task SendAsync(PushMessage message, PushSubscription to, CancellationToken cancellation)
    {
        var now = _clock.Now;
        if (now >= message.ExpiresAt || !to.Kinds.Contains(message.Kind))
        {
            await EndAsync(message, now >= message.ExpiresAt ? PushState.Expired : PushState.Unwanted);
            return;
        }

        var answer = await _sender.SendAsync(to, message, cancellation);
        var tried = message with { Attempts = message.Attempts + 1 };
        if (answer.IsSuccess)
            await EndAsync(tried, PushState.Sent);
        else if (answer.IsGone)
            await GoneAsync(to);
        else if (answer.IsPassing)
            await AgainAsync(tried, answer);
        else
            await RefusedAsync(tried, answer);
    }

    private async Task AgainAsync(PushMessage tried, PushAnswer answer)
    {
        var delay = AttemptSchedule.After(tried.Attempts, Random.Shared.NextDouble(), answer.RetryAfter);
        var next = _clock.Now + (delay ?? TimeSpan.Zero);
        if (delay is null || next >= tried.ExpiresAt)
        {
            await EndAsync(tried, PushState.Expired);
            return;
        }

        await _store.KeepAsync(tried with { NextAt = next });
        Count("failed");
    }

    private async Task GoneAsync(PushSubscription to)
    {
        await _store.RemoveAsync(to.Member, to.Id);
        Count("gone");
    }

    private async Task RefusedAsync(PushMessage tried, PushAnswer answer)
    {
        _log.LogWarning("A push service refuses a message: {Status}", answer.Status);
        await EndAsync(tried, PushState.Refused);
    }

    private async Task EndAsync(PushMessage message, PushState state)
    {
        await _store.KeepAsync(message.Ended(state, _clock.Now));
        Count(state.ToString().ToLowerInvariant());
    }

    private void Count(string outcome) => _messages.Add(1, KeyValuePair.Create("outcome", (object?)outcome));
}
