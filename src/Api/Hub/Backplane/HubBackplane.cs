using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Api;

/// <summary>This silo's end of the backplane. Its calls do not wait for one another.</summary>
internal sealed class HubBackplane(GrainId id, Silo silo, ILoggerFactory logs, SiloSubscriptions subscriptions, LocalHub hub, ActiveAccounts accounts)
    : GrainService(id, silo, logs), IHubBackplane
{
    public Task Subscribe(SiloAddress from, HubSubscription subscription)
    {
        subscriptions.Of(from).Add(subscription);
        return Task.CompletedTask;
    }

    public Task Replace(SiloAddress from, HubSubscription subscription)
    {
        subscriptions.Of(from).Replace(subscription);
        return Task.CompletedTask;
    }

    public Task<bool> Renew(SiloAddress from) => Task.FromResult(subscriptions.Renew(from));

    public Task Deliver(HubBatch batch)
    {
        foreach (var message in batch.Messages)
        {
            if (message is StatusChange change)
                accounts.ChangedElsewhere(MemberId.Of(change.MemberId));
            hub.Deliver(message);
        }

        if (batch.Lost)
            hub.Missed();
        return Task.CompletedTask;
    }
}
