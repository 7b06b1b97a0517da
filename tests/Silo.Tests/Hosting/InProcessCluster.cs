using System.Net;
using System.Net.Sockets;
using Loyalty.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Loyalty.Silo.Tests;

/// <summary>Silos of one cluster in this process, each the whole host: API, hub, engine and Orleans over real connections.</summary>
internal sealed class InProcessCluster : IAsyncDisposable
{
    private readonly string _connection;
    private readonly Action<IServiceCollection> _configure;
    private readonly string _id = "t" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<WebApplication> _silos = [];

    /// <param name="connection">A database with Orleans' tables.</param>
    /// <param name="configure">What a test has in other than the engine's own.</param>
    public InProcessCluster(string connection, Action<IServiceCollection>? configure = null)
    {
        _connection = connection;
        _configure = configure ?? (_ => { });
    }

    public IReadOnlyList<WebApplication> Silos => _silos;

    public static async Task<InProcessCluster> StartAsync(string connection, int silos, Action<IServiceCollection>? configure = null)
    {
        var cluster = new InProcessCluster(connection, configure);
        for (var silo = 0; silo < silos; silo++)
            await cluster.AddSiloAsync();
        return cluster;
    }

    public T Get<T>(int silo)
        where T : notnull => _silos[silo].Services.GetRequiredService<T>();

    public Uri Address(int silo) => new(_silos[silo].Urls.First());

    public async Task AddSiloAsync()
    {
        var silo = await LoyaltyApp.BuildAsync(
            [
                "--urls", "http://127.0.0.1:0", "--Loyalty:Auth:Mode=open", "--Loyalty:Journal:Provider=postgres",
                $"--Loyalty:Journal:ConnectionString={_connection}{ClusterDatabase.SmallPool}", $"--Loyalty:Cluster:Id={_id}",
                $"--Loyalty:Cluster:Port={FreePort()}", "--Loyalty:Cluster:ReadinessOffSeconds=0", "--Logging:LogLevel:Default=Error",
            ],
            async (builder, settings) =>
            {
                await ClusterEngine.AddWithoutWorkAsync(builder, settings);
                _configure(builder.Services);
            });
        _silos.Add(silo);
        await silo.StartAsync();
    }

    /// <summary>Ends a silo in order.</summary>
    public async Task StopSiloAsync(int silo)
    {
        var stopped = _silos[silo];
        _silos.RemoveAt(silo);
        await stopped.StopAsync();
        await stopped.DisposeAsync();
    }

    public async Task StopAsync()
    {
        while (_silos.Count > 0)
            await StopSiloAsync(_silos.Count - 1);
    }

    /// <summary>The silo in which an account is live, waiting until it is in one.</summary>
    public async Task<int> SiloOfAsync(Loyalty.Domain.MemberId member)
    {
        var found = -1;
        await Eventually.IsTrue(
            () => (found = Enumerable.Range(0, _silos.Count).FirstOrDefault(silo => Get<LocalAccounts>(silo).Contains(member), -1)) >= 0,
            $"{member} is live");
        return found;
    }

    /// <summary>Makes every idle actor go.</summary>
    public async Task PassivateAsync()
    {
        var management = Get<IGrainFactory>(0).GetGrain<IManagementGrain>(0);
        await Eventually.IsTrue(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                return _silos.TrueForAll(silo => silo.Services.GetRequiredService<LocalAccounts>().Count == 0);
            },
            "no account is live");
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
