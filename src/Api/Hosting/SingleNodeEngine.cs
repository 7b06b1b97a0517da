using Loyalty.Api.Demo;
using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Api;

/// <summary>The engine in this process: the actors and their journal.</summary>
public static class SingleNodeEngine
{
    /// <summary>Opens the journal and adds the engine over it.</summary>
    /// <exception cref="StartRefusedException">The journal cannot be opened as configured.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        var logs = LogsOf(builder);
        var store = await OpenAsync(settings, logs);
        var services = builder.Services;

        // By a factory, so that the container closes it, after all that was made from it; its log closes after it.
        services.AddKeyedSingleton(typeof(LoyaltyStore), (_, _) => logs);
        services.AddSingleton(s =>
        {
            s.GetRequiredKeyedService<ILoggerFactory>(typeof(LoyaltyStore));
            return store;
        });
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Journal);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Facts);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Airport);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().MemberSearch);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().DueHistory);
        services.AddSingleton<Population>().AddSingleton<IPopulation>(s => s.GetRequiredService<Population>());
        services.AddSingleton(s => new RateBook(s.GetRequiredService<LoyaltyStore>().Rates));
        services.AddSingleton<IRateBook>(s => s.GetRequiredService<RateBook>());
        services.AddSingleton(s => new AccountContext(
            s.GetRequiredService<Programme>(),
            s.GetRequiredService<ProgrammeClock>(),
            s.GetRequiredService<IRateBook>(),
            store.Journal,
            store.Snapshots,
            store.Persons,
            s.GetRequiredService<IStatusFeed>(),
            s.GetRequiredService<ILogger<SingleNodeGrains>>()));
        services.AddSingleton(s => new SingleNodeGrains(s.GetRequiredService<AccountContext>(), new SingleNodeOptions(), TimeProvider.System));
        services.AddSingleton<IGrains>(s => s.GetRequiredService<SingleNodeGrains>());
        services.AddSingleton<ILiveAccounts>(s => s.GetRequiredService<SingleNodeGrains>()).AddSingleton(store.Snapshots);
        services.AddSingleton<IAccountAudit, AccountAuditor>().AddSingleton<StartAudit>();
        services.AddSingleton<ProgrammeRecord>().AddSingleton<IExpirySweep, ExpirySweep>();
        services.AddHostedService<EngineLifetime>();
        services.AddHostedService<DayWatch>().AddHostedService<AirportRetention>();
        services.AddHostedService<SearchCompletion>().AddHostedService<PopulationFollower>();
        if (settings.Demo)
            services.AddSingleton<DemoGate>().AddSingleton<DemoAirline>().AddHostedService<DemoLife>();
    }

    // The journal is opened before the host is built, so its log cannot be the host's; it is set up by the same section.
    private static ILoggerFactory LogsOf(WebApplicationBuilder builder) =>
        LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());

    private static async Task<LoyaltyStore> OpenAsync(LoyaltySettings settings, ILoggerFactory logs)
    {
        if (settings.Demo)
            DemoFile.StartAfresh();
        try
        {
            return await LoyaltyStore.OpenAsync(
                settings.JournalProvider.ToString().ToLowerInvariant(), settings.JournalConnectionString, TimeProvider.System, logs);
        }
        catch (JournalRefusedException refused)
        {
            throw new StartRefusedException(refused.Message);
        }
        catch (JournalUnavailableException unreachable)
        {
            throw new StartRefusedException($"Loyalty:Journal:ConnectionString: {unreachable.Message}");
        }
    }
}
