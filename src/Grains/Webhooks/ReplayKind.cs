using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The followers that send again what was sent before: one a replay that is under way.</summary>
public sealed class ReplayKind(IWebhookStore store, WebhookDeliveries deliveries, ProgrammeClock clock, IEnumerable<IEventStream> streams) : IFollowerKind
{
    public const string KindName = "webhook-replays";

    private readonly Dictionary<string, IEventStream> _streams = streams.ToDictionary(stream => stream.Name, StringComparer.Ordinal);

    public string Name => KindName;

    public IReadOnlyList<string> Streams => [.. _streams.Keys];

    public int Lanes => SendingWindow.Most;

    /// <summary>The follower of a replay.</summary>
    public static string FollowerOf(WebhookReplay replay) => $"{KindName}/{replay.Token}";

    /// <summary>Whether a replay sends an event.</summary>
    public static bool Sends(WebhookReplay replay, FollowedEvent followed) =>
        followed.After >= replay.From && followed.After <= replay.To
        && (replay.Since is null || followed.At >= replay.Since) && (replay.Until is null || followed.At <= replay.Until)
        && (replay.Member is null || followed.Member?.Value == replay.Member);

    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var replays = await store.ReplaysAsync();
        if (replays.Count == 0)
            return [];
        var enabled = (await store.LoadAsync()).Where(subscription => subscription.Health.Disabled is null).Select(subscription => subscription.Id).ToHashSet(StringComparer.Ordinal);
        return [.. replays.Where(replay => enabled.Contains(replay.Webhook)).Select(FollowerOf)];
    }

    public async Task<long> BeginAfterAsync(string follower, string stream) => await FindAsync(follower) is { } replay
        ? stream == IEventStream.Ledger ? replay.From - 1 : await StreamSearch.LastAsync(_streams[stream], followed => followed.After < replay.From)
        : 0;

    public IFollowerWork Open(string follower) => new ReplayWork(this, follower, deliveries, clock);

    /// <summary>Whether all of a replay has been sent.</summary>
    public async Task<bool> IsDoneAsync(WebhookReplay replay, FollowerRecord? record)
    {
        if (record is null || record.Aside.Count > 0)
            return false;
        foreach (var (name, stream) in _streams)
        {
            var last = name == IEventStream.Ledger ? replay.To : await StreamSearch.LastAsync(stream, followed => followed.After <= replay.To);
            if (record.Cursors.GetValueOrDefault(name) < last)
                return false;
        }

        return true;
    }

    private async Task<WebhookReplay?> FindAsync(string follower) => (await store.ReplaysAsync()).FirstOrDefault(replay => FollowerOf(replay) == follower);

    // Which replay it is, is looked up with the first events: an opening cannot wait.
    private sealed class ReplayWork(ReplayKind kind, string follower, WebhookDeliveries deliveries, ProgrammeClock clock) : IFollowerWork
    {
        private WebhookReplay? _replay;

        public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
        {
            if ((_replay ??= await kind.FindAsync(follower)) is not { } replay)
                return new WorkResult([], Pauses: true);
            return await new WebhookWork(replay.Webhook, deliveries, clock, isAgain: true, followed => Sends(replay, followed)).DoAsync(batch, cancellation);
        }
    }
}
