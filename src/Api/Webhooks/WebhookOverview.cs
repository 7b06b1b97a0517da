using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Tells of subscriptions how far each has come.</summary>
internal sealed class WebhookOverview(
    IWebhookStore store, IFollowerStore followers, FollowerStatuses statuses, IJournal journal, ProgrammeClock clock)
{
    /// <summary>The subscriptions, in the order given.</summary>
    public async Task<IReadOnlyList<WebhookView>> OfAsync(IReadOnlyList<WebhookSubscription> subscriptions)
    {
        if (subscriptions.Count == 0)
            return [];
        var (last, dead, replays) = (await journal.LastSequenceAsync(), await store.CountDeadAsync(), await store.ReplaysAsync());
        var views = new List<WebhookView>();
        foreach (var subscription in subscriptions)
        {
            var follower = WebhookKind.FollowerOf(subscription.Id);
            var record = await followers.LoadAsync(follower);
            views.Add(Of(
                subscription,
                record,
                statuses.Find(follower),
                last,
                dead.GetValueOrDefault(subscription.Id),
                [.. replays.Where(replay => replay.Webhook == subscription.Id).Select(ReplayView.Of)]));
        }

        return views;
    }

    private WebhookView Of(WebhookSubscription subscription, FollowerRecord? record, FollowerStatus? status, long last, long dead, IReadOnlyList<ReplayView> replays)
    {
        var (health, now) = (subscription.Health, clock.Now);
        var cursor = record?.Cursors.GetValueOrDefault(IEventStream.Ledger) ?? subscription.Begins.GetValueOrDefault(EventStream.Ledger);
        var state = health.Disabled is not null ? "disabled" : status?.State == FollowerState.Full ? "full" : "running";
        return new WebhookView(
            subscription.Id,
            subscription.Url,
            subscription.Kinds,
            subscription.Tiers,
            subscription.Description,
            health.Disabled is null,
            state,
            health.Disabled,
            subscription.CreatedAt,
            cursor,
            Math.Max(0, last - cursor),
            status is null || last <= cursor ? 0 : Math.Round((decimal)status.BehindSeconds, 3),
            record?.Aside.Count(aside => aside.Attempts > 0) ?? 0,
            dead,
            health.LastSuccess,
            health.LastError is { } error ? new WebhookErrorView(error.At, error.Status, error.Error) : null,
            subscription.Secrets.Where(secret => secret.Until > now).Max(secret => secret.Until),
            [.. health.Hour.Where(minute => minute.At > now.AddHours(-1)).Select(minute => new WebhookMinuteView(minute.At, minute.Delivered, minute.Failed))],
            replays);
    }
}
