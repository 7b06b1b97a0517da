using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Has messages to browsers follow the ledger and what members are told at airports: planned here, each once by its cause, sent by
/// <see cref="PushDispatcher"/>. No purchase waits for it, and one of a member without a subscription costs nothing but being looked at here.
/// </summary>
public sealed class PushFollower(
    IPushStore store, IPushSender sender, IAirportStore airport, ProgrammeBook programmes, PushDispatcher dispatcher, ProgrammeClock clock, IEnumerable<IEventStream> streams)
    : IFollowerKind, IFollowerWork
{
    public const string KindName = "push";

    /// <summary>Days ago at most that something happened which is still told: what is taken over from an earlier programme is no news.</summary>
    public const int NewsDays = 1;

    public string Name => KindName;

    public IReadOnlyList<string> Streams { get; } = [IEventStream.Ledger, StreamNames.Airport];

    /// <summary>Purchases go first: while there is more to read it rests three times as long as it works.</summary>
    public int Rest => 3;

    public Task<IReadOnlyList<string>> ListAsync() => Task.FromResult<IReadOnlyList<string>>(sender.IsSetUp ? [Name] : []);

    /// <summary>With what comes: nobody had agreed to be told of what was before.</summary>
    public Task<long> BeginAfterAsync(string follower, string stream) => streams.First(one => one.Name == stream).LastSequenceAsync();

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        if (!await store.AnyAsync())
            return WorkResult.Done;
        var members = batch.Events.Select(followed => followed.Member).OfType<MemberId>().ToHashSet();
        var subscribed = await store.SubscribedAsync(members);
        if (subscribed.Count == 0)
            return WorkResult.Done;
        var subscriptions = new Dictionary<MemberId, IReadOnlyList<PushSubscription>>();
        foreach (var member in subscribed)
            subscriptions[member] = await store.ReadAsync(member);
        var (messages, moved) = (new List<PushMessage>(), new HashSet<MemberId>());
        foreach (var followed in batch.Events)
        {
            if (followed.Member is not { } member || !subscribed.Contains(member))
                continue;
            if (followed.Content is RecordedEvent)
                moved.Add(member);
            if (await ToldAsync(followed, member) is { } told)
                messages.AddRange(subscriptions[member].Where(one => one.Kinds.Contains(told.Kind) && one.AddedAt <= followed.At).Select(one => told with { Subscription = one.Id }));
        }

        await store.AddAsync(messages, clock.Now - PushDispatcher.Kept);
        // Whatever has changed may bring a drop nearer or put it off.
        await store.LookOnAsync(moved, clock.Today);
        dispatcher.Wake();
        return WorkResult.Done;
    }

    /// <summary>What an event gives reason to tell, without the subscription; null for nothing.</summary>
    private async Task<PushMessage?> ToldAsync(FollowedEvent followed, MemberId member)
    {
        var now = clock.Now;
        switch (followed.Content)
        {
            case RecordedEvent { Event: { TierChange: { Kind: TierChangeKind.Upgraded } move } happened } recorded when happened.Date >= clock.Today.AddDays(-NewsDays):
                var tier = programmes.Current.On(move.Date).Programme.Tiers[move.To.Level].Name;
                // Who has just paid is told at once; what midnight brings waits for the morning.
                var at = happened is PurchasePosted ? now : QuietHours.After(now, programmes.Current.On(move.Date).Programme);
                return Message(PushKind.TierReached, followed, member, at) with { Version = recorded.Version, Tier = tier };
            case RecordedStreamEvent { Entry.Event: DisruptionStep step } when await airport.FindAsync(step.Disruption) is { Disruption.Flight: var flight }:
                return Message(PushKind.Disrupted, followed, member, now) with { Flight = flight.Flight.Value, Day = flight.Date };
            default:
                return null;
        }
    }

    private PushMessage Message(PushKind kind, FollowedEvent followed, MemberId member, DateTimeOffset at) => new(
        "", member, kind, string.Create(CultureInfo.InvariantCulture, $"{followed.Stream}-{followed.Sequence}"), null, null, null, null, clock.Now, at, at + kind.Lives());
}
