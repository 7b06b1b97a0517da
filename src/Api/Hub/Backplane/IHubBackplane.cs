using Loyalty.Grains;
using Orleans.Runtime;
using Orleans.Services;

namespace Loyalty.Api;

/// <summary>What silos tell each other's hubs: one in every silo, called by the silo's address.</summary>
[Alias("loyalty.hub-backplane")]
public interface IHubBackplane : IGrainService
{
    /// <summary>Adds to what a silo has subscribed to before.</summary>
    Task Subscribe(SiloAddress from, HubSubscription subscription);

    /// <summary>Takes the place of all that a silo has subscribed to before.</summary>
    Task Replace(SiloAddress from, HubSubscription subscription);

    /// <summary>The silo is still there.</summary>
    /// <returns>False when its subscription is not known here in full: it should <see cref="Replace"/> it.</returns>
    Task<bool> Renew(SiloAddress from);

    /// <summary>Takes messages for this silo's hub clients, in order.</summary>
    Task Deliver(HubBatch batch);
}

/// <summary>What a silo's hub is to hear of.</summary>
/// <param name="Number">Rises with each of the silo's subscriptions: one on its way must not undo a later one.</param>
/// <param name="Members">Members whose changes are wanted.</param>
/// <param name="All">Every change, whoever's it is.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HubSubscription")]
public sealed record HubSubscription(long Number, IReadOnlyList<string> Members, bool All);

/// <summary>Messages for a silo's hub, in the order they came about.</summary>
/// <param name="Lost">There were more that could not be kept: every watch is to read what it may have missed.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HubBatch")]
public sealed record HubBatch(IReadOnlyList<HubMessage> Messages, bool Lost);
