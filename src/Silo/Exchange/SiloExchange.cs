using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>This silo's end of the exchange. Its calls do not wait for one another.</summary>
internal sealed class SiloExchange(
    GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory logs, Outlets outlets, Inlet inlet, RateBook rates, ActiveAccounts local, IGrainFactory factory)
    : GrainService(id, silo, logs), ISiloExchange
{
    public Task Announce(SiloAddress from, Interest interest)
    {
        outlets.To(from).Add(interest);
        return Task.CompletedTask;
    }

    public Task Replace(SiloAddress from, Interest interest)
    {
        outlets.To(from).Replace(interest);
        return Task.CompletedTask;
    }

    public Task<bool> Renew(SiloAddress from) => Task.FromResult(outlets.Renew(from));

    public Task Deliver(News news)
    {
        inlet.Take(news);
        return Task.CompletedTask;
    }

    public Task LoadRates() => rates.LoadAsync();

    public async Task<AccountSnapshot?> Peek(string member) =>
        local.Contains(MemberId.Of(member)) ? await factory.GetGrain<IOrleansLoyaltyAccountGrain>(member).Peek() : null;
}
