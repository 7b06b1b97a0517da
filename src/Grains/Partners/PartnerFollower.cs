using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Has orders at partners follow the ledger. Orders are the outbox: planned here, sent by <see cref="PartnerOrderDispatcher"/>. A purchase waits for none
/// of it, and one of a member without a number costs nothing but being looked at here.
/// </summary>
public sealed class PartnerFollower(IPartnerStore store, EarnPlanner planner, PartnerOrderDispatcher dispatcher) : IFollowerKind, IFollowerWork
{
    public const string KindName = "partners";

    public string Name => KindName;

    /// <summary>Purchases go first: while there is more to read it rests as long as it works.</summary>
    public int Rest => 1;

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        if ((await store.LoadAsync()).Count == 0)
            return WorkResult.Done;
        List<RecordedEvent> events = [.. batch.Events.Select(followed => (RecordedEvent)followed.Content)];
        await planner.PlanAsync([.. events.Where(one => one.Event is PurchasePosted)]);
        await planner.FollowAsync(events);
        dispatcher.Wake();
        return WorkResult.Done;
    }
}
