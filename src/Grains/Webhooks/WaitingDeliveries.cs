using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Lists what waits: pointers are kept of members alone, and what is behind them is in the streams.</summary>
public sealed class WaitingDeliveries(IFollowerStore followers, IWebhookEvents events, IEnumerable<IEventStream> streams)
{
    /// <summary>Events of one member that are listed.</summary>
    public const int MaxOfMember = 1000;

    private readonly List<IEventStream> _streams = [.. streams];

    /// <summary>What waits of a subscription, member by member, each member's in order.</summary>
    /// <param name="after">The last member of the page before; null for the first page.</param>
    /// <param name="limit">About so many: a page ends with a member.</param>
    /// <returns>The deliveries, and the last member where there may be more.</returns>
    public async Task<(IReadOnlyList<WaitingDelivery> Items, string? Last)> ListAsync(WebhookSubscription subscription, string? after, int limit)
    {
        var items = new List<WaitingDelivery>();
        if (await followers.LoadAsync(WebhookKind.FollowerOf(subscription.Id)) is not { } record)
            return (items, null);
        var members = record.Aside.Where(aside => after is null || string.CompareOrdinal(aside.Member.Value, after) > 0)
            .OrderBy(aside => aside.Member.Value, StringComparer.Ordinal).ToList();
        foreach (var aside in members)
        {
            await AddAsync(items, subscription, record, aside);
            if (items.Count >= limit)
                return (items, aside == members[^1] ? null : aside.Member.Value);
        }

        return (items, null);
    }

    private async Task AddAsync(List<WaitingDelivery> items, WebhookSubscription subscription, FollowerRecord record, MemberAside aside)
    {
        var found = new List<FollowedEvent>();
        foreach (var stream in _streams)
        {
            var read = await stream.ReadMemberAsync(aside.Member, aside.Done.GetValueOrDefault(stream.Name), MaxOfMember);
            found.AddRange(read.Where(followed => followed.Sequence <= record.Cursors.GetValueOrDefault(stream.Name)));
        }

        var isFirst = true;
        foreach (var followed in found.OrderBy(followed => followed.After).Take(MaxOfMember))
        {
            var told = await events.TellAsync(followed);
            if (!subscription.Filter.Takes(told.Stream, told.Kind, told.Tier))
                continue;
            // Of the member's first one alone an attempt was made.
            items.Add(isFirst && aside.Attempts > 0
                ? new WaitingDelivery(told, aside.Attempts, aside.RetryAt, aside.Reason)
                : new WaitingDelivery(told, 0, null, null));
            isFirst = false;
        }
    }
}

/// <summary>A delivery that waits.</summary>
/// <param name="Next">When it is tried again; null: as soon as those before it are through.</param>
/// <param name="Reason">Why the last attempt failed.</param>
public sealed record WaitingDelivery(WebhookEvent Event, int Attempts, DateTimeOffset? Next, string? Reason);
