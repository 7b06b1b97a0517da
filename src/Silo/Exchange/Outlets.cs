using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>The outlets to all silos that have announced what they want.</summary>
internal sealed class Outlets(Peers peers, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A silo that has not been heard of for so long gets nothing more until it announces itself anew.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SiloAddress, Lazy<Outlet>> _outlets = new();

    /// <summary>The outlet to a silo, made when there is none.</summary>
    public Outlet To(SiloAddress silo) => _outlets.GetOrAdd(
        silo, address => new Lazy<Outlet>(() => new Outlet(news => peers.On(address).Deliver(news), time))).Value;

    /// <returns>Whether all that the silo wants is known.</returns>
    public bool Renew(SiloAddress silo) => _outlets.TryGetValue(silo, out var outlet) && outlet.Value.Renew();

    public bool Want(string member)
    {
        foreach (var (_, outlet) in _outlets)
        {
            if (outlet.Value.Wants(member))
                return true;
        }

        return false;
    }

    /// <summary>Hands news to the silos whose clients watch the member; to all for null.</summary>
    public void Send(Item item, string? member)
    {
        foreach (var (_, outlet) in _outlets)
        {
            if (member is null || outlet.Value.Wants(member))
                outlet.Value.Send(item);
        }
    }

    /// <summary>Closes the outlets of silos that are gone.</summary>
    public async Task TidyAsync()
    {
        var others = peers.Others.ToHashSet();
        foreach (var (silo, outlet) in _outlets)
        {
            if ((!others.Contains(silo) || outlet.Value.Silence > MaxSilence) && _outlets.TryRemove(silo, out var gone))
                await gone.Value.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (silo, _) in _outlets)
        {
            if (_outlets.TryRemove(silo, out var outlet))
                await outlet.Value.DisposeAsync();
        }
    }
}
