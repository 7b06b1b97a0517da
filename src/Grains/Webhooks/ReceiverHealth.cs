using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>How the receiver of a subscription has been lately, as this process has seen it; noted where others look.</summary>
internal sealed class ReceiverHealth(string webhook, WebhookHealth known, IWebhookStore store, ProgrammeClock clock, TimeProvider time, ILogger log)
{
    /// <summary>How often it is noted while nothing turns.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(2);

    private const int Minutes = 60;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<DateTimeOffset, (int Delivered, int Failed)> _hour =
        new(known.Hour.ToDictionary(minute => minute.At, minute => (minute.Delivered, minute.Failed)));

    private WebhookHealth _health = known;
    private bool _isNoting;

    /// <summary>Takes in an answer. What turns is noted at once, the rest a little later.</summary>
    public async Task TakeInAsync(WebhookAnswer answer)
    {
        bool turns, isFirst;
        lock (_lock)
        {
            turns = TakeIn(answer, clock.Now);
            isFirst = !turns && !_isNoting;
            _isNoting |= isFirst;
        }

        if (turns)
            await NoteAsync();
        else if (isFirst)
            _ = NoteLaterAsync();
    }

    private bool TakeIn(WebhookAnswer answer, DateTimeOffset now)
    {
        Count(answer.IsSuccess, now);
        var turns = answer.IsSuccess ? _health.FailingSince is not null || _health.LastSuccess is null : _health.FailingSince is null;
        _health = answer.IsSuccess
            ? _health with { FailingSince = null, LastSuccess = now }
            : _health with { FailingSince = _health.FailingSince ?? now, LastError = new WebhookFailure(now, answer.Status, answer.Error) };
        return turns;
    }

    private async Task NoteLaterAsync()
    {
        await Task.Delay(NoteEvery, time);
        lock (_lock)
            _isNoting = false;
        await NoteAsync();
    }

    private void Count(bool isDelivered, DateTimeOffset now)
    {
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var (delivered, failed) = _hour.GetValueOrDefault(minute);
        _hour[minute] = isDelivered ? (delivered + 1, failed) : (delivered, failed + 1);
        while (_hour.Keys.First() is var first && (first < minute.AddMinutes(1 - Minutes) || _hour.Count > Minutes))
            _hour.Remove(first);
    }

    private async Task NoteAsync()
    {
        WebhookHealth note;
        lock (_lock)
            note = _health with { Hour = [.. _hour.Select(minute => new WebhookMinute(minute.Key, minute.Value.Delivered, minute.Value.Failed))] };
        try
        {
            await store.NoteAsync(webhook, note);
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("How the receiver of webhook {Webhook} is, is noted later: {Reason}", webhook, away.Message);
        }
    }
}
