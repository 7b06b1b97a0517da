using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Api;

/// <summary>What the engine of every host has, whatever runtime gives its actors their turns.</summary>
public static class EngineServices
{
    /// <summary>
    /// Opens the journal, adds what stands on it, and has it readied before the runtime starts. The host adds its runtime after this
    /// (<see cref="IGrains"/>, <see cref="IRuntime"/>, <see cref="ILiveAccounts"/>, <see cref="IExpirySweep"/>), then <see cref="AddEngineWork"/>.
    /// </summary>
    /// <exception cref="StartRefusedException">The journal cannot be opened as configured.</exception>
    public static async Task AddEngineAsync(this WebApplicationBuilder builder, LoyaltySettings settings)
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
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().ApiKeys);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().MemberSearch);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().DueHistory);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Snapshots);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Trail).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().TrailStore);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Persons).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Erasure);
        services.AddSingleton<Population>().AddSingleton<IPopulation>(s => s.GetRequiredService<Population>());
        services.AddSingleton(s => new RateBook(s.GetRequiredService<LoyaltyStore>().Rates));
        services.AddSingleton<IRateBook>(s => s.GetRequiredService<RateBook>());
        services.AddSingleton(s => new AccountContext(
            s.GetRequiredService<Programme>(),
            s.GetRequiredService<ProgrammeClock>(),
            s.GetRequiredService<IRateBook>(),
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<ISnapshotStore>(),
            s.GetRequiredService<LoyaltyStore>().Persons,
            s.GetRequiredService<IStatusFeed>(),
            s.GetRequiredService<ILogger<AccountContext>>())
        {
            Others = s.GetService<IOtherWriters>() ?? NoOtherWriters.Instance,
        });
        services.AddSingleton<IAccountAudit, AccountAuditor>().AddSingleton<StartAudit>();
        services.AddSingleton(RetentionSettings.Read(builder.Configuration)).AddSingleton<RetentionSweep>();
        services.AddSingleton<ProgrammeRecord>().AddSingleton<EngineStart>();
        services.AddHostedService(s => s.GetRequiredService<EngineStart>());
    }

    /// <summary>Adds what the engine does with nobody asking; it starts after the runtime and stops before it.</summary>
    public static void AddEngineWork(this IServiceCollection services)
    {
        services.AddHostedService<EngineDrain>();
        services.AddHostedService<RulesSweep>().AddHostedService<DayChangeService>().AddHostedService<Retention>();
        services.AddHostedService<AuditHeadLogger>();
        services.AddHostedService<SearchCompletion>().AddHostedService<PopulationFollower>();
    }

    /// <summary>Opens the journal that the settings name.</summary>
    internal static async Task<LoyaltyStore> OpenAsync(LoyaltySettings settings, ILoggerFactory logs)
    {
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

    // The journal is opened before the host is built, so its log cannot be the host's; it is set up by the same section.
    private static ILoggerFactory LogsOf(WebApplicationBuilder builder) =>
        LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsoleLines());
}
