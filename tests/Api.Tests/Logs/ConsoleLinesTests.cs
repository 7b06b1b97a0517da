using System.Net;
using System.Net.Sockets;

namespace Loyalty.Api.Tests;

/// <summary>What a real engine prints when it logs everything there is.</summary>
public sealed class ConsoleLinesTests
{
    private const string Secret = "s3cr3t-that-nobody-may-see";

    private static readonly string[] Everything = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher=Trace"];

    [Fact]
    public async Task No_caller_begins_a_line_of_the_log()
    {
        await using var engine = await EngineProcess.StartAsync(Everything);
        await using (var hub = await HubSocket.ConnectAsync(engine.Address))
        {
            await hub.InvokeAsync(@"Nothing\ninfo: Forged[0]\r\u001b[2J", "");
            await hub.InvokeAsync("WatchMember", @"""A\ninfo: Forged[0]""");
        }

        using (await engine.Http.GetAsync("/v1/members/A%0D%0Ainfo:%20Forged[0]/status?x=%0Ainfo:%20Forged[0]"))
        {
        }

        await RawAsync(engine.Address, "GET /v1/members/\u0085info HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a\u001b[2Jb\r\nConnection: close\r\n\r\n");
        await Eventually.IsTrue(() => engine.Output.Contains("Forged[0]"), "what was sent is logged");
        Assert.DoesNotContain(engine.Output.Split('\n'), line => line.TrimStart().StartsWith("info: Forged", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', engine.Output);
        Assert.DoesNotContain('\r', engine.Output);
    }

    [Fact]
    public async Task No_secret_of_a_caller_is_in_log_problem_or_metric()
    {
        await using var engine = await EngineProcess.StartAsync(Everything);
        var told = new List<string>();
        foreach (var (path, header) in ((string, string)[])
            [
                ("/hubs/status?access_token=" + Secret, "X-None: 1"), ("/v1/nothing?access_token=" + Secret, "X-None: 1"),
                ("/v1/programme", "Authorization: Bearer " + Secret), ("/v1/clock?x=1", "X-Api-Key: " + Secret),
                ("/v1/programme", "Cookie: session=" + Secret), ("/v1/members/ADA1/status", "Idempotency-Key: " + Secret),
            ])
        {
            told.Add(await RawAsync(engine.Address, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n\r\n"));
        }

        told.Add(await engine.Http.GetStringAsync("/metrics"));
        await engine.StopAsync();
        Assert.All(told, text => Assert.DoesNotContain(Secret, text));
        Assert.DoesNotContain(Secret, engine.Output);
        Assert.Contains("dbug: Microsoft.AspNetCore", engine.Output);
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("json")]
    [InlineData("systemd")]
    public async Task A_key_or_token_written_into_an_address_is_in_no_form_of_the_log(string form)
    {
        await using var engine = await EngineProcess.StartAsync(
            [.. Everything, $"--Logging:Console:FormatterName={form}", "--Logging:Console:FormatterOptions:IncludeScopes=true"]);
        var secret = string.Concat(Enumerable.Repeat("5ec3e7", 11))[..64];
        foreach (var path in (string[])[$"/lk_0123456789ab_{secret}", $"/v1/members/lk_0123456789ab_{secret}/status", $"/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.{secret}"])
        {
            using (await engine.Http.GetAsync(path))
            {
            }
        }

        await engine.StopAsync();
        Assert.DoesNotContain(secret, engine.Output);
        Assert.Contains("lk_0123456789ab_***", engine.Output);
    }

    [PostgresFact]
    public async Task The_database_s_password_is_in_no_log()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = $"{await server.NewDatabaseAsync()};Password={Secret}";
        await using var engine = await EngineProcess.StartAsync([.. Everything, "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={connection}"]);
        await engine.EnrolAsync("MEMBER1");
        var metrics = await engine.Http.GetStringAsync("/metrics");
        await engine.StopAsync();
        Assert.DoesNotContain(Secret, metrics + engine.Output);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Timeout=1;Password=" + Secret)]
    [InlineData("Host=127.0.0.1;Port=none;Password=" + Secret)]
    [InlineData("Password=" + Secret + ";Nonsense=1")]
    [InlineData("Password='" + Secret)]
    public async Task A_start_that_is_refused_does_not_tell_the_password(string connection)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-refused-").FullName;
        var (code, output) = await EngineProcess.RunToEndAsync(
            folder, [.. Everything, "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={connection}"]);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, code);
        Assert.DoesNotContain(Secret, output);
    }

    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        await client.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
