using System.Net;
using Loyalty.Api;
using Loyalty.Grains;
using Orleans.Configuration;

namespace Loyalty.Silo;

/// <summary>Every setting of Orleans that is not left to it, and why.</summary>
internal static class SiloSetup
{
    /// <summary>
    /// A call without an answer for so long is lost or lies with a silo that is; it is then sent again under its id
    /// (<see cref="ResendFilter"/>). Many times what a purchase takes on a bad day, and longer than a dead silo goes unnoticed.
    /// </summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Calls that may wait for one grain; more are turned away.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>How long an unused account stays in memory.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);

    // Of a silo that is alone; it is never bound.
    private const int NoPort = 1;

    /// <summary>What holds for every silo.</summary>
    public static ISiloBuilder UseLoyalty(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.Configure<GrainCollectionOptions>(Collect);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = MaxWaiting;
        });
        Dashboard.Add(silo, configuration);
        // On every call's way, so that it is there only where something is traced.
        if (TelemetrySettings.Read(configuration).Traces)
            TracedCalls.Add(silo);
        return silo;
    }

    /// <summary>One silo alone: membership and reminders in memory, the sweep's day in the journal, no port.</summary>
    public static void StandAlone(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(siloPort: NoPort, gatewayPort: 0, serviceId: ClusterSettings.ServiceId, clusterId: ClusterSettings.ServiceId);
        NoConnections.Use(silo.Services);
        silo.UseInMemoryReminderService();
        silo.Services.AddKeyedSingleton<Orleans.Storage.IGrainStorage, FactsGrainStorage>(SweepState.Storage);
    }

    /// <summary>One silo of a cluster, whose membership, reminders and grain state are in Orleans' tables.</summary>
    public static void Join(this ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster.ClusterId;
            options.ServiceId = ClusterSettings.ServiceId;
        });
        silo.Configure<EndpointOptions>(options => Listen(options, cluster));
        silo.Configure<ClusterMembershipOptions>(Members);
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (cluster.Invariant, cluster.ConnectionString));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (cluster.Invariant, cluster.ConnectionString));
        silo.AddAdoNetGrainStorage(
            SweepState.Storage, options => (options.Invariant, options.ConnectionString) = (cluster.Invariant, cluster.ConnectionString));
        cluster.Tls?.Use(silo);
        silo.AddGrainService<HubBackplane>();
        silo.AddGrainService<RateReload>();
        silo.AddGrainService<CommitRelay>();
    }

    // No gateway: nobody but this host calls the grains, and it sits in the silo.
    private static void Listen(EndpointOptions options, ClusterSettings cluster)
    {
        options.SiloPort = cluster.Port;
        options.GatewayPort = 0;
        if (cluster.Address is not { } address)
            return;
        options.AdvertisedIPAddress = address;
        if (IPAddress.IsLoopback(address))
            options.SiloListeningEndpoint = new IPEndPoint(address, cluster.Port);
    }

    // With Orleans' own values a killed silo is noticed after 13 s and one that hangs after 61 s; with these after 2 to 4 and 7 to 9. One that
    // hangs keeps its connections, and there Orleans votes only when probes have failed, directly and through another silo, and when nothing
    // has come from it for NumMissedProbesLimit × MaxProbeTimeout: 7 s here, 16 s by Orleans' default of 4 × ProbeTimeout. A silo that lives
    // is never so silent, however busy: others' probes apart, it renews its subscription at each of them every second (SubscriptionAnnouncer).
    // A silo that stands still for longer (a long collection, a moved machine) is taken for dead: it ends itself when it notices, and the
    // journal's versions keep it from doing harm until then.
    private static void Members(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.MaxProbeTimeout = TimeSpan.FromSeconds(3.5);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
    }

    // Accounts are cheap to load and cheaper to hold: they go after ten idle minutes, and the longest unused go before memory runs out.
    private static void Collect(GrainCollectionOptions options)
    {
        options.CollectionAge = IdleAfter;
        options.EnableActivationSheddingOnMemoryPressure = true;
        options.MemoryUsageLimitPercentage = 80;
        options.MemoryUsageTargetPercentage = 70;
        // What a deactivation may take is a snapshot's write.
        options.DeactivationTimeout = TimeSpan.FromSeconds(15);
    }
}
