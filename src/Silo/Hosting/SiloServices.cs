using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Orleans, alone or in a cluster, with what the engine has in every silo.</summary>
internal static class SiloServices
{
    /// <summary>How long a stop may take in all before the process is ended: readiness, requests under way, then the grains.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    /// <summary>Adds the silo.</summary>
    /// <param name="cluster">The cluster it belongs to, or null where it is alone.</param>
    /// <exception cref="StartRefusedException">What the cluster needs is not there.</exception>
    public static async Task AddSiloAsync(this WebApplicationBuilder builder, ClusterSettings? cluster)
    {
        var services = builder.Services;
        services.AddSingleton<ClusterSize>().AddSingleton(new CertificateEnds(builder.Configuration, builder.Environment.ContentRootPath, cluster?.Tls));
        services.AddSingleton<OtherSilos>().AddSingleton<IBackplane, BackplaneClient>();
        services.AddSingleton<ResendFilter>().AddSingleton<IOutgoingGrainCallFilter>(s => s.GetRequiredService<ResendFilter>());
        services.AddSingleton<ExpirySweep>().AddSingleton<IExpirySweep>(s => s.GetRequiredService<ExpirySweep>());
        services.AddSingleton(new SweepShares(cluster is null ? 1 : SweepShares.InCluster));
        // Stopped last to first: readiness and requests, then what is under way here, then the silo with its grains.
        if (cluster is null)
        {
            builder.UseOrleans(silo => silo.UseLoyalty(builder.Configuration).StandAlone());
            services.AddSingleton<IRateBook>(s => s.GetRequiredService<RateBook>()).AddHostedService<SweepReminders>();
            return;
        }

        await OrleansTables.RequireAsync(cluster);
        SiloPort.RequireFree(cluster);
        builder.UseOrleans(silo => silo.UseLoyalty(builder.Configuration).Join(cluster));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin + cluster.ReadinessOff);
        services.AddSingleton(cluster).AddHostedService<ReadinessFirst>().AddHostedService<MembershipFollower>();
        services.AddSingleton<RateReloadClient>().AddSingleton<IRateBook, SharedRateBook>().AddHostedService<RateFollower>();
        services.AddSingleton<CommitRelayClient>().AddHostedService<CommitAnnouncer>();
        services.AddHostedService<SweepReminders>();
    }
}
