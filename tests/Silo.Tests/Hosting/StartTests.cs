using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Loyalty.Silo.Tests;

/// <summary>The program as an operator starts it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-start-");

    static StartTests() => EngineProcess.Program = Path.Combine(AppContext.BaseDirectory, "Loyalty.Silo.dll");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_in_folders_of_their_own_serve_side_by_side_and_open_no_port_but_https()
    {
        await using var one = await EngineProcess.StartAsync();
        await using var two = await EngineProcess.StartAsync();
        await one.EnrolAsync("MEMBER1");
        await two.EnrolAsync("MEMBER1");
        await one.BuyAsync("MEMBER1", "t-1", 2600m);

        Assert.Equal("Gold", (await one.GetAsync("/v1/members/MEMBER1/status")).GetProperty("tier").GetProperty("name").GetString());
        Assert.Equal("Member", (await two.GetAsync("/v1/members/MEMBER1/status")).GetProperty("tier").GetProperty("name").GetString());
        Assert.Equal([one.Address.Port], ListeningPorts(one.ProcessId));
        Assert.Equal([two.Address.Port], ListeningPorts(two.ProcessId));
    }

    [Fact]
    public async Task A_ledger_belongs_to_one_process()
    {
        await using var one = await EngineProcess.StartInAsync(_folder.FullName);

        var (code, output) = await EngineProcess.RunToEndAsync(_folder.FullName);

        Assert.Equal(1, code);
        Assert.Contains("loyalty.db", output);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("info", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Loyalty:Journal:Provider is sqlite", "--Loyalty:Cluster:Port=11111")]
    [InlineData("Loyalty:Demo", "--demo", "--Loyalty:Cluster:Id=loyalty")]
    [InlineData("Loyalty:TestClock", "--Loyalty:TestClock=2026-11-21T10:00:00Z", "--Loyalty:Cluster:Id=loyalty")]
    [InlineData("Loyalty:Cluster:Port is '0'", "--Loyalty:Journal:Provider=postgres", "--Loyalty:Journal:ConnectionString=Host=127.0.0.1", "--Loyalty:Cluster:Port=0")]
    [InlineData("Loyalty:Cluster:Address is 'here'", "--Loyalty:Journal:Provider=postgres", "--Loyalty:Journal:ConnectionString=Host=127.0.0.1", "--Loyalty:Cluster:Address=here")]
    [InlineData("Loyalty:Cluster:Tls:Key is needed", "--Loyalty:Journal:Provider=postgres", "--Loyalty:Journal:ConnectionString=Host=127.0.0.1", "--Loyalty:Cluster:Tls:Certificate=silo.pem")]
    [InlineData("Loyalty:Cluster:Tls:Certificate cannot be read", "--Loyalty:Journal:Provider=postgres", "--Loyalty:Journal:ConnectionString=Host=127.0.0.1", "--Loyalty:Cluster:Tls:Certificate=no.pem", "--Loyalty:Cluster:Tls:Key=no.key", "--Loyalty:Cluster:Tls:Authority=no.ca")]
    public async Task What_does_not_go_together_is_refused_in_one_line(string said, params string[] settings)
    {
        var (code, output) = await EngineProcess.RunToEndAsync(_folder.FullName, settings);

        Assert.Equal(1, code);
        Assert.StartsWith(said, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_follower_that_is_not_there_cannot_be_turned_off()
    {
        var (code, output) = await EngineProcess.RunToEndAsync(_folder.FullName, "--Loyalty:Followers:nobody:Enabled=false");

        Assert.Equal(1, code);
        Assert.StartsWith("Loyalty:Followers:nobody: there is no such follower", output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [PostgresFact]
    public async Task Tables_of_Orleans_that_are_missing_are_named()
    {
        var connection = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();

        var (code, output) = await EngineProcess.RunToEndAsync(
            _folder.FullName, "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={connection}", $"--Loyalty:Cluster:Port={FreePort.Next()}");

        Assert.Equal(1, code);
        Assert.Contains("Loyalty:Cluster:ConnectionString: Orleans' tables cannot be read", output);
    }

    [PostgresFact]
    public async Task A_port_that_somebody_listens_on_is_refused()
    {
        var connection = await ClusterDatabase.NewAsync();
        using var taken = new TcpListener(IPAddress.Loopback, FreePort.Next());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output) = await EngineProcess.RunToEndAsync(
            _folder.FullName, "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={connection}{ClusterDatabase.SmallPool}", $"--Loyalty:Cluster:Port={port}");

        Assert.Equal(1, code);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Loyalty:Cluster:Port: 127.0.0.1:{port} cannot be listened on"), output);
    }

    // What a process listens on, as the kernel tells it.
    private static int[] ListeningPorts(int process)
    {
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(path => File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new[] { "/proc/net/tcp", "/proc/net/tcp6" }.SelectMany(File.ReadLines)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > 9 && fields[3] == "0A" && sockets.Contains(fields[9]))
                .Select(fields => int.Parse(fields[1][(fields[1].LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        ];
    }
}
