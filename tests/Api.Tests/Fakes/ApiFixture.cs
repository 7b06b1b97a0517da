using System.Net;
using System.Net.Sockets;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>The real host with <see cref="FakeEngine"/> behind it, listening on a free loopback port.</summary>
public sealed class ApiFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly string[] _settings;

    public ApiFixture() => _settings = ["--urls=http://127.0.0.1:0"];

    private ApiFixture(string[] settings) => _settings = settings;

    public FakeEngine Engine { get; } = new();

    public MemoryTrail Trail { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Adds to the host after the engine.</summary>
    private Action<WebApplicationBuilder> Configure { get; init; } = _ => { };

    /// <summary>A host with settings of its own.</summary>
    /// <param name="settings">With addresses, else it listens on one for http.</param>
    public static Task<ApiFixture> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>The same, with more added to it.</summary>
    public static async Task<ApiFixture> StartAsync(Action<WebApplicationBuilder> configure, params string[] settings)
    {
        var listens = settings.Any(setting => setting.StartsWith("--urls", StringComparison.Ordinal) || setting.StartsWith("--Kestrel:Endpoints", StringComparison.Ordinal));
        var api = new ApiFixture(listens ? settings : [.. settings, "--urls=http://127.0.0.1:0"]) { Configure = configure };
        await api.InitializeAsync();
        return api;
    }

    public async Task InitializeAsync()
    {
        App = Build(
            ["--environment=Development", "--Loyalty:TestClock=2026-11-21T10:00:00Z", .. _settings],
            builder =>
            {
                Configure(builder);
                builder.Logging.ClearProviders();
                var services = builder.Services;
                services.AddSingleton(Engine.Grains).AddSingleton<IJournal>(Engine).AddSingleton<IRateBook>(Engine).AddSingleton<IExpirySweep>(Engine);
                services.AddSingleton<IAccountAudit>(Engine).AddSingleton<IMemberSearch>(Engine).AddSingleton<IPopulation>(Engine);
                services.AddSingleton<IPersonChanges, FakeStreams>().AddSingleton<IStreamPages, FakeStreams>().AddSingleton<INumberStore, FakeNumbers>();
                services.AddSingleton<IProgrammeStore, FakeProgrammes>().AddSingleton<IApiKeyStore, FakeApiKeys>().AddSingleton<ITrail>(Trail).AddSingleton<ITrailStore>(Trail);
            });
        Engine.Hub = App.Services.GetRequiredService<IHubPublisher>();
        await App.StartAsync();
        Address = new Uri(App.Urls.First());
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>The API alone, with no silo behind it.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddLoyaltyApi();
        builder.Services.AddSingleton<IBackplane, NoBackplane>();
        configure(builder);
        return builder.Build().MapLoyaltyApi();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>A member that is enrolled.</summary>
    public FakeAccount Member(string id)
    {
        var account = Engine.Account(Domain.MemberId.Of(id));
        if (account.Version == 0)
            account.Change(Domain.ChangeKind.Enrolled);
        return account;
    }

    /// <summary>Sends bytes as they are and reads the answer to its end.</summary>
    public Task<string> RawAsync(string request) => RawAsync(System.Text.Encoding.Latin1.GetBytes(request));

    /// <summary>The same.</summary>
    public async Task<string> RawAsync(byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(request);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
