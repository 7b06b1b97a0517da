using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Loyalty.Api.Tests;

/// <summary>A setting that nobody reads refuses the start, named in full, from whatever source it comes.</summary>
public sealed partial class SettingKeysTests : IDisposable
{
    private const string Variable = "Loyalty__Jornal__Provider";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(_file);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [Theory]
    [InlineData("Loyalty:Jornal:Provider")]
    [InlineData("Loyalty:Journal:Providers")]
    [InlineData("Loyalty:Journal")]
    [InlineData("Loyalty:Journal:Provider:Name")]
    [InlineData("Loyalty:Programm")]
    [InlineData("Loyalty:Limits:KeyRequestPerSecond")]
    [InlineData("Loyalty:Auth:Jwt:Rolls:operator")]
    [InlineData("Loyalty:Cluster:Prot")]
    [InlineData("Loyalty:Cors:Origin:0")]
    public void A_key_that_there_is_not_is_named_in_full(string key)
    {
        Assert.StartsWith($"{key}: there is no such setting", Refused(new Dictionary<string, string?> { [key] = "x" }));
        Assert.Contains(key, Refused(new Dictionary<string, string?> { [key] = "" }));
    }

    [Fact]
    public void All_of_them_are_named_and_what_was_meant()
    {
        var said = Refused(new Dictionary<string, string?> { ["Loyalty:Jornal:Provider"] = "postgres", ["Loyalty:Zzz"] = "1" });
        Assert.Equal("Loyalty:Jornal:Provider, Loyalty:Zzz: there is no such setting; Loyalty:Journal:Provider is one.", said);
    }

    [Fact]
    public void Every_source_is_looked_at()
    {
        File.WriteAllText(_file, """{"Loyalty":{"Jornal":{"Provider":"sqlite"}}}""");
        Assert.StartsWith("Loyalty:Jornal:Provider", Refused(new ConfigurationBuilder().AddJsonFile(_file).Build()));
        Assert.StartsWith("Loyalty:Jornal:Provider", Refused(new ConfigurationBuilder().AddCommandLine(["--Loyalty:Jornal:Provider=sqlite"]).Build()));
        Environment.SetEnvironmentVariable(Variable, "sqlite");
        Assert.StartsWith("Loyalty:Jornal:Provider", Refused(new ConfigurationBuilder().AddEnvironmentVariables().Build()));
    }

    [Fact]
    public void What_there_is_passes_however_it_is_written()
    {
        foreach (var key in SettingKeys.All)
        {
            SettingKeys.RequireKnown(Of(new() { ["Loyalty:" + key.Replace("*", "0")] = "x" }));
            SettingKeys.RequireKnown(Of(new() { ["LOYALTY:" + key.Replace("*", "0").ToUpperInvariant()] = "x" }));
        }

        SettingKeys.RequireKnown(Of(new() { ["Other:Jornal"] = "x", ["LoyaltyX"] = "x", ["Loyalty:Cors:Origins:12"] = "https://a.example" }));
    }

    [Fact]
    public void Every_key_that_the_code_reads_is_known_and_every_known_one_stands_in_the_page()
    {
        var sources = Directory.EnumerateFiles(RepositoryFiles.At("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText);
        var read = sources.SelectMany(source => Read().Matches(source)).Select(match => match.Groups["key"].Value).Where(key => key.Length > 0 && key[^1] != ':').ToHashSet();
        Assert.Superset(new HashSet<string>(["Journal:Provider", "Limits:Streams", "Cors:Origins"]), read);
        var known = SettingKeys.All.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(read, key => Assert.True(known.Contains(key) || known.Any(one => one.StartsWith(key + ":", StringComparison.Ordinal)), key));

        var page = File.ReadAllText(RepositoryFiles.At("docs/OPERATIONS.md"));
        // What holds retention back is told where that is.
        Assert.All(SettingKeys.All.Where(key => !key.Contains('*') && !key.StartsWith("Retention:Max", StringComparison.Ordinal)), key => Assert.Contains(key.Split(':')[^1], page));
    }

    [GeneratedRegex(
        """("Loyalty:(?<key>[A-Z][A-Za-z:]+)"|\.(Flag|Number|Names)\("(?<key>[A-Z][A-Za-z:]+)"|Value\(configuration, "(?<key>[A-Z][A-Za-z:]+)"\))""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Read();

    private static IConfiguration Of(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static string Refused(Dictionary<string, string?> values) => Refused(Of(values));

    private static string Refused(IConfiguration configuration) => Assert.Throws<StartRefusedException>(() => SettingKeys.RequireKnown(configuration)).Message;
}
