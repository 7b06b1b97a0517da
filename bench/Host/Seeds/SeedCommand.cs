using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary><c>seed</c>: fills the store of a contender and ends.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
        var settings = BenchSettings.Read(configuration);
        var seeds = new SeedMembers(settings.Members, settings.Purchases);
        switch (configuration["contender"])
        {
            case "crud":
                await CrudSeeds.CopyAsync(settings.Data, seeds);
                return 0;
            case "frames":
                await using (var journal = new FrameJournal(settings.Data))
                    await seeds.AppendAsync(journal);
                return 0;
            case { } provider:
                await using (var store = await LoyaltyStore.OpenAsync(provider, settings.Data, TimeProvider.System))
                    await seeds.AppendAsync(store.Journal);
                return 0;
            default:
                return 1;
        }
    }
}
