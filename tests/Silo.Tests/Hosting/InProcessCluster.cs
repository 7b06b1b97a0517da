using System.Net.Http.Headers;
using Loyalty.Api;
using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Loyalty.Silo.Tests;

/// <summary>Silos of one cluster in this process, each the whole host: API, hub, engine and Orleans over real connections.</summary>
internal sealed class InProcessCluster : IAsyncDisposable
{
    private readonly string _connection;
    private readonly Action<IServiceCollection> _configure;
    private readonly string[] _settings;
    private readonly string _id = "t" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<WebApplication> _silos = [];

    /// <param name="connection">A database with Orleans' tables.</param>
    /// <param name="configure">What a test has in other than the engine's own.</param>
    /// <param name="settings">Settings of every silo that are other than usual.</param>
    public InProcessCluster(string connection, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        _connection = connection;
        _configure = configure ?? (_ => { });
        _settings = settings;
    }

    public IReadOnlyList<WebApplication> Silos => _silos;

    public static async Task<InProcessCluster> StartAsync(
        string connection, int silos, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var cluster = new InProcessCluster(connection, configure, settings);
        for (var silo = 0; silo < silos; silo++)
            await cluster.AddSiloAsync();
        return cluster;
    }

    public T Get<T>(int silo)
        where T : notnull => _silos[silo].Services.GetRequiredService<T>();

    public Uri Address(int silo) => new(_silos[silo].Urls.First());

    /// <summary>A caller of one silo.</summary>
    /// <param name="token">Its key or token; null for none.</param>
    public HttpClient Http(int silo, string? token = null)
    {
        var http = new HttpClient { BaseAddress = Address(silo) };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <param name="settings">Settings of this silo that are other than usual.</param>
    public async Task AddSiloAsync(params string[] settings)
    {
        var silo = await Program.BuildAsync(
            [
                "--urls", "http://127.0.0.1:0", "--Loyalty:Auth:Mode=open", "--Loyalty:Journal:Provider=postgres",
                $"--Loyalty:Journal:ConnectionString={_connection}{ClusterDatabase.SmallPool}", $"--Loyalty:Cluster:Id={_id}",
                "--Loyalty:Cluster:Address=127.0.0.1", $"--Loyalty:Cluster:Port={FreePort.Next()}", "--Loyalty:Cluster:ReadinessOffSeconds=0",
                "--Logging:LogLevel:Default=Error", .. _settings, .. settings,
            ],
            builder =>
            {
                EngineWork.Remove(builder.Services);
                _configure(builder.Services);
            });
        _silos.Add(silo);
        await silo.StartAsync();
    }

    /// <summary>Ends a silo in order, as SIGTERM does.</summary>
    public async Task StopSiloAsync(int silo)
    {
        var stopped = _silos[silo];
        _silos.RemoveAt(silo);
        stopped.Lifetime.StopApplication();
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
            () => (found = Enumerable.Range(0, _silos.Count).FirstOrDefault(silo => Get<ActiveAccounts>(silo).Contains(member), -1)) >= 0,
            $"{member} is live");
        return found;
    }

    /// <summary>Waits until every silo knows what is watched in the others, and none cuts displays off any more because they did not.</summary>
    public async Task SettledAsync()
    {
        var pairs = _silos.SelectMany(knowing => _silos.Where(other => other != knowing).Select(other =>
            (Subscriptions: knowing.Services.GetRequiredService<SiloSubscriptions>(), Other: other.Services.GetRequiredService<IBackplane>().Self))).ToList();
        await Eventually.IsTrue(() => pairs.TrueForAll(pair => pair.Subscriptions.Renew(pair.Other)), "all know what is watched elsewhere");
        // Who is heard of anew has begun its next round, and so ended the one in which it told.
        foreach (var (subscriptions, other) in pairs)
        {
            var silence = TimeSpan.Zero;
            await Eventually.IsTrue(
                () =>
                {
                    var before = silence;
                    return (silence = subscriptions.Of(other).Silence) < before;
                },
                "the others are heard of again");
        }
    }

    /// <summary>Makes every idle actor go.</summary>
    public async Task PassivateAsync()
    {
        var management = Get<IGrainFactory>(0).GetGrain<IManagementGrain>(0);
        await Eventually.IsTrue(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                return _silos.TrueForAll(silo => silo.Services.GetRequiredService<ActiveAccounts>().Count == 0);
            },
            "no account is live");
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
