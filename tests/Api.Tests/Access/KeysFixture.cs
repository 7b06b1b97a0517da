using System.Net.Http.Headers;
using System.Net.Http.Json;
using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>The real host in keys mode on a SQLite file, with an admin's key made by the command and a provider of tokens.</summary>
public sealed class KeysFixture : IAsyncLifetime, IAsyncDisposable
{
    public const string Ada = "ADA1815";
    public const string Grace = "GRACE1906";

    /// <summary>Whom a test may erase.</summary>
    public const string Leaver = "LEAVER1";

    /// <summary>Where its clock stands at the start.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-keys-");
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    public const string PartnerKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>A partner whose points are earned and spent.</summary>
    public SandboxPartner Partner { get; private set; } = null!;

    public TestProvider Provider { get; } = new(Now);

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the host logs, all of it.</summary>
    public KeptLog Log { get; } = new();

    /// <summary>What it has sent to phones.</summary>
    internal KeptMessages Messages { get; } = new();

    public HttpClient Admin => With(_keys["admin"]);

    /// <summary>More settings; without any, callers have no rates, so that tests may call as they like.</summary>
    internal string[] More { get; init; } =
    [
        .. new[] { "KeyRequestsPerSecond", "MemberRequestsPerSecond", "OperatorRequestsPerSecond", "AnonymousRequestsPerSecond", "WrongCredentialsPerMinute", "UnknownMembersPerMinute" }
            .Select(rate => $"--Loyalty:Limits:{rate}=0"),
    ];

    private string DataSource => $"Data Source={Path.Combine(_folder.FullName, "loyalty.db")}";

    private string Journal => $"--Loyalty:Journal:ConnectionString={DataSource}";

    public async Task InitializeAsync()
    {
        var output = new StringWriter();
        Assert.Equal(0, await KeysCommand.RunAsync(["create", "--name", "admin", "--scopes", "admin", Journal], output));
        _keys["admin"] = output.ToString().Trim();
        Partner = await SandboxPartner.StartAsync("sandbox", Path.Combine(_folder.FullName, "partner.jsonl"));
        App = await Program.BuildAsync(
            ["--environment=Development", "--urls=http://127.0.0.1:0", "--Loyalty:Auth:Mode=keys", "--Loyalty:Webhooks:AllowedHosts=crm.example", "--Loyalty:Push:Subject=mailto:ops@example.org",
                $"--Loyalty:Partners:miles-and-more:Url={Partner.Url}", "--Loyalty:Partners:miles-and-more:Token=sandbox", $"--Loyalty:Partners:miles-and-more:Key={PartnerKey}", $"--Loyalty:TestClock={Now:yyyy-MM-ddTHH:mm:ssZ}", Journal, .. Provider.Settings, .. More, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace"],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(Log);
                builder.Services.AddSingleton<IMessageSender>(Messages);
            });
        await App.StartAsync();
        Address = new Uri(App.Urls.Single());
        foreach (var member in new[] { Ada, Grace, Leaver })
            (await Admin.PostAsJsonAsync("/v1/members", new { channel = "app", givenName = "Ada", familyName = "Lovelace", memberId = member })).EnsureSuccessStatusCode();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Partner.DisposeAsync();
        Provider.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A caller with this key or token; null for one without.</summary>
    public HttpClient With(string? text)
    {
        var http = new HttpClient { BaseAddress = Address };
        if (text is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return http;
    }

    /// <summary>A key or token that has one scope, in the words of the page; null for <c>none</c>.</summary>
    public async Task<string?> WithScopeAsync(string scope) => scope switch
    {
        "none" => null,
        "member" => Provider.MemberToken(Ada),
        "partner:{partner}" => await KeyOfAsync("partner:hilton"),
        "display:{airport}" => await KeyOfAsync("display:ZRH"),
        _ => await KeyOfAsync(scope),
    };

    /// <summary>The text of a key with one scope, the same for every call.</summary>
    public async Task<string> KeyOfAsync(string scope)
    {
        if (!_keys.TryGetValue(scope, out var key))
            _keys[scope] = key = (await MakeKeyAsync(scope.Replace(':', '-'), scope)).Key;
        return key;
    }

    /// <summary>Changes the database behind the engine's back.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection($"{DataSource};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Makes a key by the API.</summary>
    public async Task<(string Id, string Key)> MakeKeyAsync(string name, params string[] scopes)
    {
        var answer = await Admin.PostAsJsonAsync("/v1/keys", new { name, scopes });
        var made = await answer.JsonAsync();
        Assert.True(answer.IsSuccessStatusCode, made.ToString());
        return (made.Text("id")!, made.Text("key")!);
    }
}
