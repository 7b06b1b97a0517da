using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>docs/API.md names every address and every code, so that it does not fall behind the code.</summary>
public partial class ApiPageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.At("docs/API.md"));

    [Fact]
    public async Task Every_address_is_there()
    {
        var document = JsonDocument.Parse(await api.Http.GetStringAsync("/openapi/v1.json")).RootElement;
        var calls = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => $"`{call.Name.ToUpperInvariant()} {path.Name}"));
        Assert.All(calls, call => Assert.Contains(call, Page));
    }

    [Fact]
    public void Every_code_is_there()
    {
        var sources = Directory.EnumerateFiles(RepositoryFiles.At("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var codes = sources.SelectMany(source => Code().Matches(source)).Select(match => match.Groups["code"].Value).ToHashSet();
        Assert.Superset(new HashSet<string>(["exceeds-purchase", "not-found", "origin-not-allowed"]), codes);
        // A value that cannot be taken has its field's name: those codes are told by their rule.
        Assert.All(codes.Where(code => !code.EndsWith("-not-valid", StringComparison.Ordinal)), code => Assert.Contains($"`{code}`", Page));
    }

    [GeneratedRegex(
        """(new Refusal\(|new\(|Problem\.Of\(|StatusCodes\.\w+(,| => \())\s*(StatusCodes\.\w+,\s*)?"(?<code>[a-z]+(-[a-z]+)+)",""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
