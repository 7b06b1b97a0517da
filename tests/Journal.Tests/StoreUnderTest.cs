using Loyalty.Contracts;

namespace Loyalty.Journal.Tests;

internal static class StoreUnderTest
{
    /// <summary>The store as the suites see it.</summary>
    public static OpenStores ForSuite(this LoyaltyStore store) =>
        new(
            store.Journal,
            store.Snapshots,
            store.Persons,
            store.Rates,
            store.Facts,
            store.Airport,
            store.ApiKeys,
            store.Webhooks,
            store.Numbers,
            store.MemberSearch,
            () => store.CompleteSearchAsync(CancellationToken.None),
            store.DueHistory,
            store.Erasure,
            store.Trail,
            store.TrailStore,
            store.Unreadable,
            store.Followers,
            store.Commits,
            store.PersonChanges,
            store.StreamPages,
            store.Standings,
            store.Cards,
            store.Pairings,
            store.Accounts,
            store.Push,
            store.DisposeAsync);
}
