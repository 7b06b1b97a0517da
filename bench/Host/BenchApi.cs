using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>What the benchmark asks of a contender beside the API: to warm up, and what it has stored.</summary>
internal static class BenchApi
{
    public static void MapBench(this WebApplication app)
    {
        app.MapPost("/bench/warm", WarmAsync);
        app.MapGet("/bench/stored", (string? after, IStoredPurchases stored) =>
            stored.AfterAsync(after is null ? null : long.Parse(after, CultureInfo.InvariantCulture)));
        app.MapPost("/bench/collect", () => GC.Collect());
    }

    // Every member is asked for once, so that accounts are live and rows are in the database's memory.
    private static Task WarmAsync(IGrainFactory grains, BenchSettings settings) => Parallel.ForEachAsync(
        Enumerable.Range(0, settings.Members),
        new ParallelOptions { MaxDegreeOfParallelism = 64 },
        async (number, _) => await grains.LoyaltyAccount(SeedMembers.Id(number)).GetStatus(new StatusQuery()));
}

/// <summary>Counts what a contender has made durable, by asking its store.</summary>
internal interface IStoredPurchases
{
    /// <summary>Purchases stored after a place in the order of all rows; null for none, only the last place.</summary>
    Task<StoredPurchases> AfterAsync(long? place);
}

/// <param name="Last">The place of the last row.</param>
/// <param name="Purchases">Rows of purchases.</param>
/// <param name="Transactions">Different transaction ids among them: fewer would mean that one was credited twice.</param>
internal sealed record StoredPurchases(long Last, long Purchases, long Transactions);
