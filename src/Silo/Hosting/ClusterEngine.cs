using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>The engine as one silo of a cluster: the actors wherever Orleans puts them, the journal shared by all.</summary>
public static class ClusterEngine
{
    /// <summary>How long a stop may take in all before the process is ended: readiness, requests under way, then the actors.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    /// <summary>Opens the journal and adds the engine over it.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid, or the journal or Orleans' tables are not as they must be.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        await AddWithoutWorkAsync(builder, settings);
        builder.Services.AddEngineWork();
    }

    /// <summary>The same with nothing that goes on by itself but Orleans' reminders.</summary>
    internal static async Task AddWithoutWorkAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        var cluster = ClusterSettings.Read(builder.Configuration, settings);
        await builder.AddEngineAsync(settings);
        await OrleansTables.RequireAsync(cluster);

        var services = builder.Services;
        services.AddSingleton(cluster);
        // Stopped last to first: readiness and requests, then what is under way here, then the silo with its actors.
        builder.UseOrleans(silo => silo.UseLoyalty(cluster));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin + cluster.ReadinessOff);
        services.AddHostedService<ReadinessFirst>();

        services.AddSingleton<ActiveAccounts>().AddSingleton<Peers>();
        services.AddSingleton<ClusterChanges>().AddSingleton<IOtherWriters>(s => s.GetRequiredService<ClusterChanges>());
        services.AddHostedService(s => s.GetRequiredService<ClusterChanges>());
        services.AddSingleton<ClusterGrains>().AddSingleton<IGrains>(s => s.GetRequiredService<ClusterGrains>());
        services.AddSingleton<IRuntime>(s => s.GetRequiredService<ClusterGrains>());
        services.AddSingleton<ILiveAccounts, ClusterLiveAccounts>();
        services.AddSingleton<IExpirySweep, ClusterSweep>().AddHostedService<SweepReminders>();
        services.AddSingleton<IRateBook, ClusterRates>().AddHostedService<RatesFollower>();

        services.AddSingleton<Outlets>().AddSingleton<Inlet>();
        services.AddSingleton<IStatusFeed, ClusterFeed>().AddSingleton<IAirportFeed, ClusterAirportFeed>();
        services.AddSingleton<ClusterInterest>().AddSingleton<IWatchInterest>(s => s.GetRequiredService<ClusterInterest>());
        services.AddHostedService(s => s.GetRequiredService<ClusterInterest>());
    }
}
