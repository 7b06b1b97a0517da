using Loyalty.Api;

namespace Loyalty.Bench;

/// <summary>What can stand behind the API; <c>--contender</c> says which.</summary>
internal static class Contenders
{
    /// <summary>Builds the contender that the command line names.</summary>
    /// <exception cref="StartRefusedException">There is none of that name.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
        var settings = BenchSettings.Read(configuration);
        return configuration["contender"] switch
        {
            "postgres" or "sqlite" => await Silo.Program.BuildAsync(args, builder => Add<JournalPurchases>(builder, settings)),
            "memory" => await OtherJournal.BuildAsync(args, await MemoryAsync(settings), builder => Add<JournalPurchases>(builder, settings)),
            "frames" => await OtherJournal.BuildAsync(args, Frames(settings), builder => Add<JournalPurchases>(builder, settings)),
            "crud" => CrudEngine.Build(args, settings.Data, builder => Add<CrudTables>(builder, settings)),
            var name => throw new StartRefusedException($"--contender is '{name}'; postgres, sqlite, crud, memory and frames are known."),
        };
    }

    private static void Add<TStored>(WebApplicationBuilder builder, BenchSettings settings)
        where TStored : class, IStoredPurchases =>
        builder.Services.AddSingleton(settings).AddSingleton<IStoredPurchases, TStored>();

    // Nothing outlives the process, so what is stored before the run is made at the start.
    private static async Task<JournalParts> MemoryAsync(BenchSettings settings)
    {
        var journal = new MemoryJournal();
        await new SeedMembers(settings.Members, settings.Purchases).AppendAsync(journal);
        return new JournalParts(journal, journal.Stores, journal.Stores);
    }

    private static JournalParts Frames(BenchSettings settings)
    {
        var journal = new FrameJournal(settings.Data);
        return new JournalParts(journal, journal, journal);
    }
}

/// <summary>The command line of a contender.</summary>
/// <param name="Members">Members that are stored before the run.</param>
/// <param name="Purchases">Purchases each of them has.</param>
/// <param name="Data">Connection string or path of the contender's store, where it is none of the engine's own.</param>
internal sealed record BenchSettings(int Members, int Purchases, string Data)
{
    public static BenchSettings Read(IConfiguration configuration) => new(
        configuration.GetValue("members", 100_000), configuration.GetValue("purchases", 10), configuration["data"] ?? "");
}
