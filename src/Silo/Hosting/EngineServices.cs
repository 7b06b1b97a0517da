using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Silo;

/// <summary>The engine: the journal, what stands on it, and what goes on with nobody asking.</summary>
internal static class EngineServices
{
    /// <summary>Opens the journal, adds what the grains stand on, and has it readied before the silo starts.</summary>
    /// <exception cref="StartRefusedException">The journal cannot be opened as configured.</exception>
    public static async Task AddEngineAsync(this WebApplicationBuilder builder, LoyaltySettings settings)
    {
        if (settings.Demo)
            DemoFile.StartAfresh();
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
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Facts).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Unreadable);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Airport);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().ApiKeys);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Rewards);
        services.AddSingleton<RewardContext>().AddSingleton<ConfirmationSender>().AddSingleton<RewardVisits>();
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Webhooks);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Numbers);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Cards).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Pairings);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Partners).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Push);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().MemberSearch);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().DueHistory);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Snapshots);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Trail).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().TrailStore);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Persons).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Erasure);
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Finance).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().BenefitUses);
        services.AddSingleton<BenefitProjection>().AddSingleton<IFollowerKind, FinanceFollower>();
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Standings).AddSingleton<IFollowerKind, StandingFollower>();
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().PersonChanges).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().StreamPages);
        services.AddSingleton<Population>().AddSingleton<IPopulation>(s => s.GetRequiredService<Population>());
        services.AddSingleton(s => new RateBook(s.GetRequiredService<LoyaltyStore>().Rates));
        services.AddSingleton(s => new AccountContext(
            s.GetRequiredService<Programme>(),
            s.GetRequiredService<ProgrammeClock>(),
            s.GetRequiredService<IRateBook>(),
            s.GetRequiredService<IJournal>(),
            s.GetRequiredService<ISnapshotStore>(),
            s.GetRequiredService<LoyaltyStore>().Persons,
            s.GetRequiredService<IHubPublisher>(),
            s.GetRequiredService<ILogger<AccountContext>>())
        {
            Accounts = s.GetRequiredService<LoyaltyStore>().Accounts,
            Membership = s.GetRequiredService<MembershipEpoch>(),
            Programmes = s.GetRequiredService<ProgrammeBook>(),
            PersonChanges = s.GetRequiredService<LoyaltyStore>().PersonChanges,
            Erasure = s.GetRequiredService<LoyaltyStore>().Erasure,
            Numbers = s.GetRequiredService<MemberNumbers>(),
        });
        services.AddSingleton<ActiveAccounts>().AddSingleton(new MembershipEpoch(TimeProvider.System));
        services.AddSingleton<IAccountAudit, AccountAuditor>().AddTransient<ImportTrial>();
        services.AddSingleton<IProgrammeStore>(s => s.GetRequiredService<LoyaltyStore>().Programmes);
        services.AddSingleton(RetentionSettings.Read(builder.Configuration)).AddSingleton<RetentionGuard>().AddSingleton<RetentionSweep>();
        services.AddSingleton<ProgrammeRecord>().AddSingleton<EngineStart>();
        services.AddSingleton<SweepLateness>().AddSingleton(new BackupStamp(builder.Configuration["Loyalty:Backup:Stamp"]));
        services.AddHostedService(s => s.GetRequiredService<EngineStart>());
        services.AddFollowers();
    }

    /// <summary>Adds what the engine does with nobody asking; it starts after the silo and stops before it.</summary>
    public static void AddEngineWork(this IServiceCollection services, LoyaltySettings settings)
    {
        services.AddHostedService<EngineDrain>().AddHostedService<StartAudit>();
        services.AddHostedService<ProgrammeRefresh>().AddHostedService<DayChangeService>();
        services.AddHostedService<Retention>().AddHostedService<AuditHeadLogger>();
        services.AddHostedService<SearchCompletion>().AddHostedService<PopulationFollower>().AddHostedService<OperatorMetrics>();
        services.AddHostedService<FollowerStart>();
        services.AddWebhookWork();
        services.AddHostedService<RewardEndsService>();
        services.AddPartnerWork();
        services.AddPushWork();
        if (settings.Demo)
            services.AddSingleton<DemoGate>().AddSingleton<DemoPeople>().AddSingleton<DemoAirline>().AddHostedService<DemoLife>();
    }

    private static void AddFollowers(this IServiceCollection services)
    {
        services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Followers).AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Commits);
        services.AddSingleton<IEventStream, LedgerStream>();
        foreach (var name in StreamNames.All)
            services.AddSingleton(s => s.GetRequiredService<LoyaltyStore>().Streams.First(stream => stream.Name == name));
        services.AddSingleton(s => new FollowerServices(
            [.. s.GetServices<IEventStream>()],
            s.GetRequiredService<IFollowerStore>(),
            s.GetRequiredService<CommitSignal>(),
            s.GetRequiredService<ProgrammeClock>(),
            TimeProvider.System,
            s.GetRequiredService<ILogger<Follower>>()));
        services.AddSingleton<RunningFollowers>().AddSingleton<FollowerStatuses>();
    }

    /// <summary>Opens the journal that the settings name.</summary>
    internal static async Task<LoyaltyStore> OpenAsync(LoyaltySettings settings, ILoggerFactory logs)
    {
        try
        {
            return await LoyaltyStore.OpenAsync(
                settings.JournalProvider.ToString().ToLowerInvariant(), settings.JournalConnectionString, TimeProvider.System, logs,
                JournalLimits.Default with { AcceptLoss = settings.AcceptLoss });
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
