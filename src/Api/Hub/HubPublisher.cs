using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Publishes what the grains of this silo tell: to its own hub, and to those of the silos that have subscribed to the member.</summary>
public sealed class HubPublisher(LocalHub here, WatchRegistry watches, SiloSubscriptions others) : IHubPublisher
{
    /// <inheritdoc/>
    public bool Wants(MemberId member) => watches.HasListeners(member) || others.Want(member.Value);

    /// <inheritdoc/>
    public void Publish(HubMessage message)
    {
        here.Deliver(message);
        others.Send(message);
    }
}
