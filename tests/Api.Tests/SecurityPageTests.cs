using System.Text.RegularExpressions;

namespace Loyalty.Api.Tests;

/// <summary>docs/SECURITY.md says which test shows what: such tests must be there.</summary>
public partial class SecurityPageTests
{
    [Fact]
    public void Every_test_it_names_exists()
    {
        var named = Named().Matches(File.ReadAllText(RepositoryFiles.At("docs/SECURITY.md"))).Select(match => match.Groups["test"].Value).Distinct().ToList();
        var there = Tests().ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 30, $"{named.Count} tests are named");
        Assert.DoesNotContain(named, test => !there.Contains(test));
    }

    // Of this assembly, those inherited included; the tests that need no other are all here.
    private static IEnumerable<string> Tests() =>
        from type in typeof(SecurityPageTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute), inherit: true)
        select $"{type.Name}.{method.Name}";

    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
