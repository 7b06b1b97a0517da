using System.Collections.Concurrent;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Api;

/// <summary>The subscriptions of all other silos.</summary>
public sealed class SiloSubscriptions(IBackplane backplane, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A silo that has not been heard of for so long gets nothing more until it subscribes anew.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SiloAddress, Lazy<SiloSubscription>> _silos = new();

    /// <summary>The subscription of a silo, made when there is none.</summary>
    public SiloSubscription Of(SiloAddress silo) => _silos.GetOrAdd(
        silo, address => new Lazy<SiloSubscription>(() => new SiloSubscription(batch => backplane.On(address).Deliver(batch), time))).Value;

    /// <returns>Whether all that the silo wants is known.</returns>
    public bool Renew(SiloAddress silo) => _silos.TryGetValue(silo, out var subscription) && subscription.Value.Renew();

    public bool Want(string member)
    {
        foreach (var (_, subscription) in _silos)
        {
            if (subscription.Value.Wants(member))
                return true;
        }

        return false;
    }

    /// <summary>Queues a message for the silos whose clients watch its member; displays are few, and what they show goes to every silo.</summary>
    public void Send(HubMessage message)
    {
        if (_silos.IsEmpty)
            return;
        var member = message.WatchedMember();
        foreach (var (_, subscription) in _silos)
        {
            if (member is null || subscription.Value.Wants(member))
                subscription.Value.Send(message);
        }
    }

    /// <summary>Ends the subscriptions of silos that are gone.</summary>
    public async Task TidyAsync()
    {
        var others = backplane.Others.ToHashSet();
        foreach (var (silo, subscription) in _silos)
        {
            if ((!others.Contains(silo) || subscription.Value.Silence > MaxSilence) && _silos.TryRemove(silo, out var gone))
                await gone.Value.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (silo, _) in _silos)
        {
            if (_silos.TryRemove(silo, out var subscription))
                await subscription.Value.DisposeAsync();
        }
    }
}
