using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Does for subscriptions what no delivery brings about: disables one whose receiver has not taken anything for five days, ends replays that are
/// through, forgets what has been dead for long, and tells the monitor how it stands.
/// </summary>
internal sealed class WebhookTending : BackgroundService
{
    /// <summary>Without a success for so long, a subscription is disabled.</summary>
    public static readonly TimeSpan DisabledAfter = TimeSpan.FromDays(5);

    /// <summary>Every so many looks what is dead is counted, and what is old forgotten.</summary>
    private const int RarelyEvery = 5;

    private readonly IWebhookStore _store;
    private readonly WebhookDeliveries _deliveries;
    private readonly ReplayKind _replays;
    private readonly IFollowerStore _followers;
    private readonly FollowerStatuses _statuses;
    private readonly IGrainFactory _grains;
    private readonly ProgrammeClock _clock;
    private readonly ILogger _log;
    private volatile IReadOnlyList<WebhookSubscription> _known = [];
    private volatile IReadOnlyDictionary<string, long> _dead = new Dictionary<string, long>();

    public WebhookTending(
        IWebhookStore store, WebhookDeliveries deliveries, ReplayKind replays, IFollowerStore followers, FollowerStatuses statuses, IGrainFactory grains, ProgrammeClock clock,
        IMeterFactory meters, ILogger<WebhookTending> log)
    {
        (_store, _deliveries, _replays, _followers, _statuses, _grains, _clock, _log) = (store, deliveries, replays, followers, statuses, grains, clock, log);
        deliveries.HasRoom = webhook => _dead.GetValueOrDefault(webhook) < WebhookDeliveries.MaxDead;
        var meter = meters.Create("Loyalty.Webhooks");
        meter.CreateObservableGauge("loyalty.webhooks.dead", () => Measure(one => (double)_dead.GetValueOrDefault(one.Id)), "{delivery}", "Deliveries that were given up, of the last 30 days.");
        meter.CreateObservableGauge(
            "loyalty.webhooks.disabled", () => Measure(one => one.Health.Disabled is "gone" or "noSuccess" ? 1.0 : 0.0), "{webhook}", "1 where the engine itself sends to a receiver no more.");
        meter.CreateObservableGauge("loyalty.webhooks.failing", () => Measure(one => one.Health.FailingSince is { } since ? Math.Max(0, (_clock.Now - since).TotalSeconds) : 0), "s", "For how long a receiver has taken nothing that was sent.");
        meter.CreateObservableGauge("loyalty.webhooks.waiting", () => Measure(one => (double)(StatusOf(one)?.Behind ?? 0)), "{event}", "Events that a subscription has not come to.");
        meter.CreateObservableGauge("loyalty.webhooks.held_up", () => Measure(one => (double)(StatusOf(one)?.Aside ?? 0)), "{member}", "Members whose next delivery is tried again.");
        meter.CreateObservableGauge("loyalty.webhooks.oldest", () => Measure(one => StatusOf(one)?.BehindSeconds ?? 0), "s", "Age of the first event that a subscription has not come to.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var look = 0; ; look++)
        {
            await Task.Delay(WorkSignal.LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            var isRare = look % RarelyEvery == 0;
            await RecurringWork.TryAsync(_log, "Webhooks", () => LookAsync(isRare), stoppingToken);
        }
    }

    private async Task LookAsync(bool isRare)
    {
        _known = await _store.LoadAsync();
        foreach (var subscription in _known.Where(one => one.Health.Disabled is null && one.Health.FailingSince <= _clock.Now - DisabledAfter))
        {
            await _deliveries.DisableAsync(subscription, "noSuccess");
            await _grains.Follower(WebhookKind.FollowerOf(subscription.Id)).Stop();
        }

        if (_known.Count == 0)
            return;
        await EndReplaysAsync();
        if (!isRare)
            return;
        _dead = await _store.CountDeadAsync();
        if (_dead.Count > 0)
            await _store.ForgetDeadAsync(_clock.Now - DeadDelivery.KeptFor);
    }

    private async Task EndReplaysAsync()
    {
        foreach (var replay in await _store.ReplaysAsync())
        {
            var follower = ReplayKind.FollowerOf(replay);
            if (!await _replays.IsDoneAsync(replay, await _followers.LoadAsync(follower)))
                continue;
            await _store.EndReplayAsync(replay);
            await _grains.Follower(follower).Stop();
            await _followers.ForgetAsync(follower);
        }
    }

    private FollowerStatus? StatusOf(WebhookSubscription subscription) => _statuses.Find(WebhookKind.FollowerOf(subscription.Id));

    private IEnumerable<Measurement<double>> Measure(Func<WebhookSubscription, double> value) =>
        _known.Select(one => new Measurement<double>(value(one), KeyValuePair.Create("webhook", (object?)one.Id)));
}
