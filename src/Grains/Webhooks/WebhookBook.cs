using System.Collections.Concurrent;

namespace Loyalty.Grains;

/// <summary>The subscriptions as they were a second ago at most, whoever has changed them.</summary>
public sealed class WebhookBook(IWebhookStore store, TimeProvider time)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (WebhookSubscription? Subscription, long At)> _known = new(StringComparer.Ordinal);

    /// <summary>A subscription; null where there is none such.</summary>
    public async Task<WebhookSubscription?> FindAsync(string id)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < KnownFor)
            return known.Subscription;
        var at = time.GetTimestamp();
        var found = await store.FindAsync(id);
        _known[id] = (found, at);
        if (found is null)
            _known.TryRemove(id, out _);
        return found;
    }

    /// <summary>Something has changed here.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);
}
