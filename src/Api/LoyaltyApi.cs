using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Loyalty.Api;

/// <summary>The thin API and the hub, over the grains of the silo that they sit in.</summary>
public static class LoyaltyApi
{
    /// <summary>
    /// Adds settings, API and hub. The silo brings <see cref="IGrainFactory"/>; the engine brings <see cref="IJournal"/>,
    /// <see cref="IRateBook"/>, <see cref="IExpirySweep"/>, <see cref="IAccountAudit"/>, <see cref="IAirportStore"/>,
    /// <see cref="IMemberSearch"/>, <see cref="IPopulation"/>, <see cref="IApiKeyStore"/>, <see cref="ITrail"/>, <see cref="ITrailStore"/>,
    /// <see cref="IPersonStore"/>, <see cref="IPersonChanges"/>, <see cref="IStreamPages"/>, <see cref="IErasureStore"/>, <see cref="IProgrammeStore"/>,
    /// <see cref="IFinanceStore"/>, <see cref="IStandingStore"/>, <see cref="ICardStore"/>, <see cref="IPairingStore"/>, <see cref="BenefitProjection"/>,
    /// <see cref="IBenefitUseStore"/>, <see cref="INumberStore"/>, <see cref="IPartnerStore"/>, <see cref="IPushStore"/>, <see cref="IRewardStore"/> and <see cref="RewardVisits"/>.
    /// </summary>
    /// <param name="build">What runs here; null where nobody has named it.</param>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static LoyaltySettings AddLoyaltyApi(this WebApplicationBuilder builder, BuildVersion? build = null)
    {
        var settings = LoyaltySettings.Read(builder.Configuration, builder.Environment);
        RequireSafe(settings, builder);

        var services = builder.Services;
        build ??= BuildVersion.Unknown;
        services.AddSingleton(settings).AddSingleton(build);
        services.AddSingleton(StartFiles.ReadProgramme(settings)).AddSingleton(Brand.Read(builder.Configuration));
        var time = MovableClock.Of(settings) ?? TimeProvider.System;
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(ProgrammeClock.TimeKey, time);
        services.AddSingleton(provider => new ProgrammeClock(provider.GetRequiredService<Programme>(), time));
        if (time is TestClock clock)
            services.AddSingleton(clock).AddSingleton<ClockMover>();
        services.AddSingleton(s => new ProgrammeBook(s.GetRequiredService<Programme>()));
        services.AddSingleton(s => new EffectiveTiers(s.GetRequiredService<IJournal>(), s.GetRequiredService<ProgrammeBook>()));
        services.AddSingleton<ProgrammeDocuments>().AddSingleton<ProgrammeActivations>();
        // By a factory: a host without persons has no use for it, and is not refused for it.
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<Rehearsals>(s));
        services.AddNumbers().AddScans(builder.Configuration).AddPush(builder.Configuration);
        services.AddFinance().AddPopulation().AddCards().AddPairings().AddSingleton(new SignInPlace(settings.SignIn)).AddAccess(settings, builder.Configuration);
        services.AddAirport(builder.Configuration);
        services.AddWebhooks(builder.Configuration);
        services.AddRewards(builder.Configuration);
        services.AddPartners(builder.Configuration);
        services.AddSingleton(SpoolSettings.Read(builder.Configuration)).AddSingleton<ResultSpool>().AddSingleton<LineStream>();
        services.AddSingleton<EnrolmentService>().AddSingleton(s => ActivatorUtilities.CreateInstance<ProfileStream>(s)).AddSingleton<PurchaseStream>().AddSingleton<HistoryImport>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<MembersImport>(s));
        services.AddPrivacy();
        services.AddSingleton<AuditRecorder>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddHub(settings);
        services.AddLoyaltyDocument();
        builder.Logging.AddConsoleLines();
        builder.AddTransport();
        builder.AddLimits();
        builder.AddTelemetry(build.ToString());
        // It writes addresses with their queries, in which names and e-mail addresses are looked for; metrics and traces tell the rest.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return settings;
    }

    /// <summary>Maps the API, the hub and the pages.</summary>
    public static WebApplication MapLoyaltyApi(this WebApplication app)
    {
        // The hub's services would bring the framework's authorization into every request, to find each time that no address asks for
        // it: access is AccessControl's business. Where this word should lose its meaning, the middleware is back and nothing else.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseProblemResponses();
        var reserved = app.Services.GetRequiredService<ReservedConnections>();
        reserved.Use(app);
        app.UseTransport();
        HubDrain.Use(app);
        app.UseBrand();
        app.UseScreenFiles();
        if (app.Services.GetRequiredService<LoyaltySettings>().AuthMode == AuthMode.Keys)
            AccessControl.Use(app);
        reserved.UseForAdministrators(app);
        app.UseQueryNames();
        app.UseReasons();

        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi("/openapi/v1.json").AllowsAnybody();
        app.MapReference();
        app.MapHub<StatusHub>(HubAddress.Path, HubLimits.Apply).Allows(StatusHub.Callers);
        app.MapCardManifest();
        app.MapProblemPages().AllowsAnybody();

        MapResources(app.MapGroup("/v1").WithMetadata(TrailReason.Check));
        return app;
    }

    private static void MapResources(RouteGroupBuilder v1)
    {
        v1.MapMembers();
        v1.MapMemberSearch();
        v1.MapProfiles();
        v1.MapNumberSchemes();
        v1.MapMemberNumbers();
        v1.MapScans();
        v1.MapPrivacy();
        v1.MapStatus();
        v1.MapPurchases();
        v1.MapPurchaseStream();
        v1.MapQuotes();
        v1.MapImports();
        v1.MapMembersImport();
        v1.MapAirport();
        v1.MapRates();
        v1.MapProgramme();
        v1.MapClock();
        v1.MapEvents();
        v1.MapAudit();
        v1.MapTrail();
        v1.MapPopulation();
        v1.MapExports();
        v1.MapFinance();
        v1.MapKeys();
        v1.MapPairings();
        v1.MapCards();
        v1.MapPush();
        v1.MapSignIn();
        v1.MapWebhooks();
        v1.MapRewards();
        v1.MapPartners();
        v1.MapPartnerOrders();
    }

    private static void RequireSafe(LoyaltySettings settings, WebApplicationBuilder builder)
    {
        var addresses = ListenAddresses.Configured(builder.Configuration);
        if (settings.AuthMode == AuthMode.Open)
            ListenAddresses.RequireLoopback(addresses);
        if (addresses.Count == 0)
            builder.WebHost.UseUrls(ListenAddresses.Default);
    }
}
