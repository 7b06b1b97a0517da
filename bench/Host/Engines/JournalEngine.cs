using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>The engine as it is over one of the benchmark's own journals.</summary>
internal static class JournalEngine
{
    /// <summary>The floor: nothing outlives the process, so what is stored before the run is made at the start.</summary>
    public static async Task AddMemoryAsync(WebApplicationBuilder builder)
    {
        var settings = BenchSettings.Read(builder.Configuration);
        var journal = new MemoryJournal();
        await new SeedMembers(settings.Members, settings.Purchases).AppendAsync(journal);
        Add(builder.Services, journal, journal.Stores, journal.Stores, journal.Stores, journal.Stores);
    }

    /// <summary>The limit, on the file that <c>--data</c> names.</summary>
    public static Task AddFramesAsync(WebApplicationBuilder builder)
    {
        var journal = new FrameJournal(BenchSettings.Read(builder.Configuration).Data);
        // By a factory, so that the container closes it.
        builder.Services.AddSingleton(_ => journal);
        Add(builder.Services, journal, journal, journal, journal, journal);
        return Task.CompletedTask;
    }

    private static void Add(
        IServiceCollection services, IJournal journal, ISnapshotStore snapshots, IPersonStore persons, IRateStore rates, IEngineFacts facts)
    {
        services.AddSingleton(journal).AddSingleton(facts).AddSingleton(new RateBook(rates));
        services.AddSingleton<IRateBook>(s => s.GetRequiredService<RateBook>());
        services.AddSingleton(s => new SingleNodeGrains(
            new AccountContext(
                s.GetRequiredService<Programme>(), s.GetRequiredService<ProgrammeClock>(), s.GetRequiredService<IRateBook>(), journal,
                snapshots, persons, s.GetRequiredService<IStatusFeed>(), s.GetRequiredService<ILogger<SingleNodeGrains>>()),
            new SingleNodeOptions(),
            TimeProvider.System));
        services.AddSingleton<IGrains>(s => s.GetRequiredService<SingleNodeGrains>());
        services.AddSingleton<IExpirySweep, ExpirySweep>();
        services.AddSingleton<IStoredPurchases, JournalPurchases>();
        UncalledServices.AddTo(services);
    }
}
