using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Where the accounts of this silo tell their changes: its own hub, and those of the silos whose clients watch the member.</summary>
internal sealed class ClusterFeed(WatchRegistry here, Outlets outlets) : IStatusFeed
{
    /// <inheritdoc/>
    public bool HasListeners(MemberId member) => here.HasListeners(member) || outlets.Want(member.Value);

    /// <inheritdoc/>
    public void Publish(StatusChange change)
    {
        here.Publish(change);
        outlets.Send(new Item(Change: change), change.MemberId);
    }

    /// <inheritdoc/>
    public void Erased(MemberId member)
    {
        here.Erased(member);
        outlets.Send(new Item(Erased: member.Value), member.Value);
    }
}

/// <summary>The same for the airport. Displays are few and recognitions short: they go to every silo.</summary>
internal sealed class ClusterAirportFeed(AirportPushes here, Outlets outlets) : IAirportFeed
{
    /// <inheritdoc/>
    public void Publish(Recognition recognition)
    {
        here.Publish(recognition);
        outlets.Send(new Item(Recognition: recognition), member: null);
    }

    /// <inheritdoc/>
    public void Publish(Withdrawal withdrawal)
    {
        here.Publish(withdrawal);
        outlets.Send(new Item(Withdrawal: withdrawal), member: null);
    }

    /// <inheritdoc/>
    public void Publish(DisruptionNotice notice)
    {
        here.Publish(notice);
        outlets.Send(new Item(Notice: notice), notice.MemberId);
    }
}
