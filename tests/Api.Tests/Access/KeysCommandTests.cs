namespace Loyalty.Api.Tests;

/// <summary>Keys are made before there is a host.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-keys-");

    private string[] Settings => ["--environment=Production", "--urls=http://127.0.0.1:0", $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_host_that_nobody_could_enter_says_how_to_make_a_key()
    {
        await using (var app = await Program.BuildAsync(Settings))
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => app.StartAsync());
            Assert.Contains($"{OwnCommand.Text} keys create --name admin --scopes admin", refused.Message);
            Assert.DoesNotContain("dotnet run", refused.Message);
        }

        var (code, text) = await RunAsync("create", "--name", "admin", "--scopes", "admin");
        Assert.Equal(0, code);
        await using var host = await Program.BuildAsync(Settings);
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", text);
        Assert.True((await http.GetAsync("/v1/keys")).IsSuccessStatusCode);
        Assert.Contains("POST /v1/keys", (await Assert.ThrowsAsync<StartRefusedException>(() => RunAsync("list"))).Message);
        await host.StopAsync();
    }

    [Fact]
    public async Task Keys_are_listed_and_revoked()
    {
        var (_, key) = await RunAsync("create", "--name=till-7", "--scopes=pos,display:ZRH", "--expires=2999-01-01T00:00:00Z");
        var list = (await RunAsync("list")).Output;
        Assert.Contains(key[3..15], list);
        Assert.Contains("till-7", list);
        Assert.Contains("2999-01-01T00:00:00Z", list);
        Assert.Contains("display:ZRH pos", list);
        Assert.DoesNotContain(key[16..], list);
        Assert.Equal(0, (await RunAsync("revoke", "--id", key[3..15])).Code);
        Assert.Matches("2[0-9]{3}-[0-9-]+T.*display:ZRH pos", (await RunAsync("list")).Output);
        Assert.Equal(2, (await RunAsync("revoke", "--id", "000000000000")).Code);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("create", "--help")]
    public async Task Whoever_asks_for_help_has_done_nothing_wrong(params string[] args)
    {
        var (code, output) = await RunAsync(args);
        Assert.Equal(0, code);
        Assert.StartsWith("keys create --name NAME", output);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Theory]
    [InlineData("--name", "create", "--scopes", "pos")]
    [InlineData("--scopes", "create", "--name", "till-7")]
    [InlineData("--scopes", "create", "--name", "till-7", "--scopes", "member")]
    [InlineData("--expires", "create", "--name", "till-7", "--scopes", "pos", "--expires", "2020-01-01T00:00:00Z")]
    [InlineData("--expires", "create", "--name", "till-7", "--scopes", "pos", "--expires", "soon")]
    [InlineData("keys create", "destroy")]
    [InlineData("keys create")]
    public async Task What_cannot_be_done_is_said(string said, params string[] args)
    {
        var (code, output) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.StartsWith(said, output);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var code = await KeysCommand.RunAsync([.. args, .. Settings], output);
        return (code, output.ToString().Trim());
    }
}
