using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The followers that deliver: one a subscription that is enabled.</summary>
public sealed class WebhookKind(IWebhookStore store, WebhookDeliveries deliveries, ProgrammeClock clock, IEnumerable<IEventStream> streams) : IFollowerKind
{
    public const string KindName = "webhooks";

    public string Name => KindName;

    public IReadOnlyList<string> Streams { get; } = [.. streams.Select(stream => stream.Name)];

    public int Lanes => SendingWindow.Most;

    /// <summary>The follower of a subscription.</summary>
    public static string FollowerOf(string webhook) => $"{KindName}/{webhook}";

    /// <summary>The subscription of a follower.</summary>
    public static string WebhookOf(string follower) => follower[(KindName.Length + 1)..];

    public async Task<IReadOnlyList<string>> ListAsync() =>
        [.. (await store.LoadAsync()).Where(subscription => subscription.Health.Disabled is null).Select(subscription => FollowerOf(subscription.Id))];

    public async Task<long> BeginAfterAsync(string follower, string stream) =>
        (await store.FindAsync(WebhookOf(follower)))?.Begins.GetValueOrDefault(EventStreams.Find(stream)!.Value) ?? 0;

    public IFollowerWork Open(string follower)
    {
        var webhook = WebhookOf(follower);
        deliveries.Renew(webhook);
        return new WebhookWork(webhook, deliveries, clock, isAgain: false, _ => true);
    }
}

/// <summary>Delivers the events of one member, one after the other.</summary>
/// <param name="isAgain">They may have been given up before.</param>
/// <param name="isMeant">Which events it is about.</param>
internal sealed class WebhookWork(string webhook, WebhookDeliveries deliveries, ProgrammeClock clock, bool isAgain, Func<FollowedEvent, bool> isMeant) : IFollowerWork
{
    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        for (var i = 0; i < batch.Events.Count; i++)
        {
            var followed = batch.Events[i];
            if (!isMeant(followed))
                continue;
            var outcome = await deliveries.TryAsync(webhook, followed, i == 0 ? batch.Attempt : 1, isAgain, cancellation);
            if (outcome == DeliveryOutcome.Done)
                continue;
            return new WorkResult(
                [new WorkFailure(followed, outcome.RetryAt ?? clock.Now, outcome.Reason ?? "failed", outcome.IsAttempt)], outcome.IsStopped);
        }

        return WorkResult.Done;
    }
}
