using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>What a process sends, subscription by subscription.</summary>
public sealed class WebhookDeliveries(
    IWebhookSender sender, IWebhookStore store, WebhookBook book, IWebhookEvents events, ITrail trail, ProgrammeClock clock, TimeProvider time, IMeterFactory meters,
    ILogger<WebhookDeliveries> log)
{
    /// <summary>Dead deliveries of a subscription at most; what is given up beyond them is tried once a day instead.</summary>
    public const int MaxDead = 100_000;

    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);
    private readonly Counter<long> _deliveries = meters.Create("Loyalty.Webhooks").CreateCounter<long>(
        "loyalty.webhooks.deliveries", "{delivery}", "Attempts to deliver an event, by what became of them");

    /// <summary>Whether a subscription's dead deliveries are few enough to have one more.</summary>
    public Func<string, bool> HasRoom { get; set; } = _ => true;

    /// <summary>Begins anew with what is kept of a receiver.</summary>
    internal void Renew(string webhook) => _receivers.TryRemove(webhook, out _);

    /// <summary>Tries an event once.</summary>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="isAgain">It may have been given up before.</param>
    public async Task<DeliveryOutcome> TryAsync(string webhook, FollowedEvent followed, int attempt, bool isAgain, CancellationToken cancellation)
    {
        if (await book.FindAsync(webhook) is not { } subscription || subscription.Health.Disabled is not null)
            return DeliveryOutcome.Stopped;
        var told = await events.TellAsync(followed);
        if (!subscription.Filter.Takes(told.Stream, told.Kind, told.Tier))
            return DeliveryOutcome.Done;
        var answer = await SendAsync(subscription, told, cancellation);
        return answer is null ? DeliveryOutcome.Stopped : await JudgeAsync(subscription, told, answer, attempt, isAgain || attempt > 1);
    }

    private async Task<WebhookAnswer?> SendAsync(WebhookSubscription subscription, WebhookEvent told, CancellationToken cancellation)
    {
        var receiver = _receivers.GetOrAdd(
            subscription.Id, _ => new Receiver(new SendingGate(), new ReceiverHealth(subscription.Id, subscription.Health, store, clock, time, log)));
        await receiver.Gate.EnterAsync(told.Member, cancellation);
        WebhookAnswer? answer = null;
        try
        {
            // It may have waited long.
            if (await book.FindAsync(subscription.Id) is not { Health.Disabled: null } current)
                return null;
            answer = await sender.SendAsync(current, told, cancellation);
        }
        finally
        {
            receiver.Gate.Leave(told.Member, answer);
        }

        await receiver.Health.TakeInAsync(answer);
        return answer;
    }

    private async Task<DeliveryOutcome> JudgeAsync(WebhookSubscription subscription, WebhookEvent told, WebhookAnswer answer, int attempt, bool mayBeDead)
    {
        var webhook = subscription.Id;
        if (answer.IsSuccess)
        {
            Count("delivered");
            if (mayBeDead && await store.FindDeadAsync(webhook, told.Stream, told.Sequence) is not null)
                await store.ReviveAsync(webhook, told.Stream, told.Sequence);
            return DeliveryOutcome.Done;
        }

        Count("failed");
        var reason = DeliveryReason.Of(answer);
        if (answer.Status == 410)
        {
            await DisableAsync(subscription, "gone");
            return new DeliveryOutcome(clock.Now, reason, IsStopped: true);
        }

        var delay = answer.IsPoison ? null : AttemptSchedule.After(attempt, Random.Shared.NextDouble(), answer.RetryAfter);
        if (delay is { } wait)
            return new DeliveryOutcome(clock.Now + wait, reason);
        if (!HasRoom(webhook))
            return new DeliveryOutcome(clock.Now + Daily, reason);
        await store.KeepDeadAsync(
            webhook, new DeadDelivery(told.Stream, told.Sequence, told.Member?.Value, told.Version, attempt, answer.Status, answer.Error, clock.Now));
        Count("dead");
        return DeliveryOutcome.Done;
    }

    /// <summary>Stops sending to a receiver, and records it.</summary>
    /// <param name="why"><c>gone</c> or <c>noSuccess</c>.</param>
    public async Task DisableAsync(WebhookSubscription subscription, string why)
    {
        await store.SwitchAsync(subscription.Id, why);
        book.Forget(subscription.Id);
        await trail.AddAsync(
            new TrailEntry(TrailSource.Engine("webhooks"), TrailActions.WebhookDisabled, Subject: subscription.Id, Detail: $$"""{"why":"{{why}}"}"""), clock.Now);
        log.LogWarning("Webhook {Webhook} is disabled: {Why}", subscription.Id, why);
    }

    private void Count(string outcome) => _deliveries.Add(1, KeyValuePair.Create("outcome", (object?)outcome));

    private sealed record Receiver(SendingGate Gate, ReceiverHealth Health);
}

/// <summary>What became of an attempt.</summary>
/// <param name="RetryAt">When it is to be tried again; null where it is not.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="IsStopped">Nothing is sent to this receiver any more.</param>
/// <param name="IsAttempt">Something was sent.</param>
public sealed record DeliveryOutcome(DateTimeOffset? RetryAt, string? Reason, bool IsStopped = false, bool IsAttempt = true)
{
    /// <summary>Delivered, dead or not wanted: the next one may go.</summary>
    public static readonly DeliveryOutcome Done = new(null, null);

    /// <summary>Nothing was sent.</summary>
    public static readonly DeliveryOutcome Stopped = new(null, "is stopped", IsStopped: true, IsAttempt: false);
}

/// <summary>Why an attempt failed, as a follower keeps it and as it is told.</summary>
public static class DeliveryReason
{
    private const string Status = "status ";

    public static string Of(WebhookAnswer answer) => answer.Status is { } status
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status}{status}")
        : answer.Error ?? "unknown";

    /// <summary>The status in a reason; null where there was no answer.</summary>
    public static int? StatusOf(string reason) => reason.StartsWith(Status, StringComparison.Ordinal)
        && int.TryParse(reason.AsSpan(Status.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var status) ? status : null;
}
