using System.Security.Cryptography;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Makes, changes and ends subscriptions, and has events sent again.</summary>
public sealed class WebhookService(
    IWebhookStore store, IFollowerStore followers, WebhookBook book, WebhookDeliveries deliveries, IGrainFactory grains, IEnumerable<IEventStream> streams, ProgrammeClock clock)
{
    /// <summary>How long the secret before goes on to sign beside the new one.</summary>
    public static readonly TimeSpan RotatesFor = TimeSpan.FromHours(24);

    /// <summary>Secrets in force at once; of those that end, the oldest are kept.</summary>
    public const int MaxSecrets = 4;

    /// <summary>Events that may lie beside each other in another order than their instants.</summary>
    private const long Slack = 1000;

    private readonly List<IEventStream> _streams = [.. streams];

    /// <summary>What is kept.</summary>
    public IWebhookStore Store => store;

    /// <summary>Subscribes.</summary>
    /// <param name="wished">With the claim and the token of the one that asks.</param>
    /// <param name="fromSequence">The first event of the ledger; null for those to come.</param>
    /// <returns>What stands under the id: this one, or an earlier one with another token; null where there are too many.</returns>
    public async Task<WebhookSubscription?> CreateAsync(WebhookSubscription wished, long? fromSequence)
    {
        var begins = new Dictionary<EventStream, long>();
        foreach (var stream in _streams)
            begins[EventStreams.Find(stream.Name)!.Value] = await BeginAsync(stream, fromSequence);
        var made = await store.AddAsync(wished with { Begins = begins });
        if (made?.Token == wished.Token)
            await RunAsync(wished.Id);
        return made;
    }

    /// <summary>Keeps what has changed.</summary>
    /// <param name="enabled">Whether it is to be sent to; null for as it is.</param>
    public async Task ChangeAsync(WebhookSubscription changed, bool? enabled)
    {
        var wasEnabled = changed.Health.Disabled is null;
        await store.ChangeAsync(changed);
        if (enabled == false && wasEnabled)
            await store.SwitchAsync(changed.Id, "byRequest");
        else if (enabled == true && !wasEnabled)
            await store.SwitchAsync(changed.Id, null);
        book.Forget(changed.Id);
        var follower = grains.Follower(WebhookKind.FollowerOf(changed.Id));
        if (enabled == false)
            await follower.Stop();
        if (enabled != true || wasEnabled)
            return;
        await follower.Run();
        await follower.RetryNow(null);
    }

    /// <summary>Gives it another secret; those before sign for a day yet.</summary>
    public async Task RotateAsync(WebhookSubscription subscription, string wrapped)
    {
        var now = clock.Now;
        // Asked for twice, because an answer was lost: the oldest is the one that a receiver has for certain.
        var before = subscription.Secrets.Where(secret => secret.Until is null || secret.Until > now)
            .Select(secret => secret.Until is null ? secret with { Until = now + RotatesFor } : secret)
            .OrderBy(secret => secret.Until).Take(MaxSecrets - 1).OrderByDescending(secret => secret.Until);
        await store.ChangeAsync(subscription with { Secrets = [new WebhookSecret(wrapped, null), .. before] });
        book.Forget(subscription.Id);
    }

    public async Task DeleteAsync(string id)
    {
        await store.DeleteAsync(id);
        book.Forget(id);
        await grains.Follower(WebhookKind.FollowerOf(id)).Stop();
        deliveries.Renew(id);
        await followers.ForgetAsync(WebhookKind.FollowerOf(id));
    }

    /// <summary>An event by its sequence; null where there is none such.</summary>
    public async Task<FollowedEvent?> FindEventAsync(EventStream stream, long sequence)
    {
        if (sequence < 1 || _streams.Find(one => one.Name == stream.Word()) is not { } source)
            return null;
        return (await source.ReadAsync(sequence - 1, 1)).Events is [var found] && found.Sequence == sequence ? found : null;
    }

    /// <summary>Tries a delivery once more, in its own time; what fails again is dead, or stays so.</summary>
    /// <param name="attempts">Made until now.</param>
    public void Resend(WebhookSubscription subscription, FollowedEvent followed, int attempts) =>
        _ = Task.Run(() => deliveries.TryAsync(subscription.Id, followed, Math.Max(AttemptSchedule.MaxAttempts, attempts + 1), isAgain: true, CancellationToken.None));

    /// <summary>Has what was recorded in a range sent again.</summary>
    /// <returns>What stands under the id; null where too many are under way.</returns>
    public async Task<WebhookReplay?> ReplayAsync(WebhookReplay planned)
    {
        var added = await store.AddReplayAsync(planned);
        if (added?.Token == planned.Token)
            await grains.Follower(ReplayKind.FollowerOf(planned)).Run();
        return added;
    }

    /// <summary>What a replay of a range would be.</summary>
    public async Task<WebhookReplay> PlanAsync(string webhook, string replayId, ReplayRange range, string claim)
    {
        var ledger = _streams.Find(stream => stream.Name == IEventStream.Ledger)!;
        var last = await ledger.LastSequenceAsync();
        var from = range.From ?? (range.Since is { } since ? Math.Max(0, await StreamSearch.LastAsync(ledger, followed => followed.At < since) - Slack) + 1 : 1);
        var to = range.To ?? (range.Until is { } until ? await StreamSearch.LastAsync(ledger, followed => followed.At <= until) + Slack : last);
        return new WebhookReplay(
            webhook, replayId, Token(), Math.Max(1, from), Math.Min(to, last), range.Since, range.Until, range.Member, clock.Now, claim);
    }

    /// <summary>Events that a replay would send, counted up to a bound.</summary>
    public async Task<long> CountAsync(WebhookSubscription subscription, WebhookReplay planned, IWebhookEvents events, long most)
    {
        var count = 0L;
        foreach (var stream in _streams.Where(stream => subscription.Filter.Reads(EventStreams.Find(stream.Name)!.Value)))
        {
            var after = stream.Name == IEventStream.Ledger ? planned.From - 1 : await StreamSearch.LastAsync(stream, followed => followed.After < planned.From);
            for (var page = await stream.ReadAsync(after, PageSize); ; page = await stream.ReadAsync(page.Through, PageSize))
            {
                foreach (var followed in page.Events.Where(followed => ReplayKind.Sends(planned, followed)))
                {
                    var told = await events.TellAsync(followed);
                    if (subscription.Filter.Takes(told.Stream, told.Kind, told.Tier) && ++count >= most)
                        return count;
                }

                if (!page.IsFull || page.Events is [.., { After: var reached }] && reached > planned.To)
                    break;
            }
        }

        return count;
    }

    private const int PageSize = 1000;

    /// <summary>Random, and in no other use.</summary>
    public static string Token() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private Task<FollowerStatus> RunAsync(string id) => grains.Follower(WebhookKind.FollowerOf(id)).Run();

    private static async Task<long> BeginAsync(IEventStream stream, long? fromSequence)
    {
        if (fromSequence is not { } from)
            return await stream.LastSequenceAsync();
        return stream.Name == IEventStream.Ledger ? Math.Max(0, from - 1) : await StreamSearch.LastAsync(stream, followed => followed.After < from);
    }
}

/// <summary>What is to be sent again; at least one of them is there.</summary>
/// <param name="Since">Recorded from this instant on.</param>
/// <param name="Until">Recorded up to this instant.</param>
public sealed record ReplayRange(long? From, long? To, DateTimeOffset? Since, DateTimeOffset? Until, string? Member);
