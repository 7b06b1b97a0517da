using System.Text.RegularExpressions;
using System.Xml.Linq;
using Loyalty.Contracts;

namespace Loyalty.Domain.Tests;

/// <summary>Data flows one way, the core is pure, and neither it nor the ledger knows of Orleans.</summary>
public class ArchitectureTests
{
    private static readonly string Source = RepositoryFiles.At("src");

    /// <summary>Domain ← Grains.Abstractions ← {Grains, Journal} ← Api ← Silo, and Client beside them: what each project may name, directly.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Grains.Abstractions"] = ["Domain"],
        ["Grains"] = ["Domain", "Grains.Abstractions"],
        ["Journal"] = ["Domain", "Grains.Abstractions"],
        ["Api"] = ["Domain", "Grains.Abstractions", "Grains", "Journal"],
        ["Client"] = [],
        ["Silo"] = ["Domain", "Grains.Abstractions", "Grains", "Journal", "Api"],
    };

    private static readonly Regex Clock = Pattern(@"\b(DateTime|DateTimeOffset)\s*\.\s*(Now|UtcNow|Today)\b|\bStopwatch\b|\bTickCount(64)?\b");
    private static readonly Regex Impure = Pattern(@"\bTimeProvider\b|\bRandom\b|\bGuid\s*\.\s*NewGuid\b|\basync\b|\bTask\b|\bThread\b|\bFile\s*\.|\bHttp");
    private static readonly Regex Orleans = Pattern(@"\bOrleans\b|\bGenerateSerializer\b|\bIGrainFactory\b");
    private static readonly Regex BuildOutput = Pattern(@"[\\/](bin|obj)[\\/]");
    private static readonly Regex Comment = Pattern("//.*$");

    public static TheoryData<string> Projects => [.. Names()];

    [Fact]
    public void The_domain_and_its_neighbours_are_found() => Assert.Superset(
        new HashSet<string>(["Domain", "Grains.Abstractions", "Grains", "Journal", "Api"]), Names().ToHashSet());

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_one_way(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} has no place in the order of references.");
        Assert.Subset(Allowed[project].ToHashSet(), Included(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ToHashSet()!);
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Journal")]
    public void The_core_and_the_ledger_name_no_orleans(string project)
    {
        Assert.DoesNotContain(Included(project, "PackageReference"), package => package.Contains("Orleans", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(Sources(project).Where(file => Orleans.IsMatch(file.Text)).Select(file => file.Path));
    }

    [Fact]
    public void The_solution_builds_every_project()
    {
        var solution = File.ReadAllText(RepositoryFiles.At("Loyalty.Orleans.sln"));
        var projects = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(RepositoryFiles.At(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('/', '\\'));
        foreach (var project in projects)
        {
            var entry = Regex.Match(solution, "\"" + Regex.Escape(project) + "\", \"(\\{[0-9A-F-]+\\})\"", RegexOptions.None, TimeSpan.FromSeconds(1));
            Assert.True(entry.Success, $"{project} is not in the solution.");
            Assert.Contains(entry.Groups[1].Value + ".Debug|Any CPU.Build.0", solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_two_folders_of_the_api_import_each_other()
    {
        var uses = ApiFolders.Uses(Path.Combine(Source, "Api"));
        Assert.Contains("Http", uses["Spend"]);
        Assert.Empty(uses.SelectMany(from => from.Value.Where(to => uses.GetValueOrDefault(to)?.Contains(from.Key) == true).Select(to => $"{from.Key} and {to}")));
    }

    [Fact]
    public void The_program_can_be_read_on_one_screen() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Source, "Silo", "Program.cs")).Length, 20, 60);

    [Fact]
    public void The_domain_references_no_package() => Assert.Empty(Included("Domain", "PackageReference"));

    [Fact]
    public void The_domain_is_built_on_the_base_library_alone() =>
        Assert.All(
            typeof(LoyaltyAccount).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_project_reads_the_machine_s_clock(string project) =>
        Assert.Empty(Sources(project).Where(file => Clock.IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void The_domain_knows_no_clock_no_chance_and_no_waiting() =>
        Assert.Empty(Sources("Domain").Where(file => Impure.IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("DateTimeOffset.Now.Date")]
    [InlineData("DateTime . Today")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("Environment.TickCount64")]
    public void A_clock_is_recognised_when_one_is_read(string code) => Assert.Matches(Clock, code);

    private static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline);

    private static IEnumerable<string> Included(string project, string item) =>
        XDocument.Load(Path.Combine(Source, project, $"{project}.csproj"))
            .Descendants(item)
            .Select(element => (string?)element.Attribute("Include") ?? "");

    private static IEnumerable<(string Path, string Text)> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !BuildOutput.IsMatch(path))
            .Select(path => (Path.GetRelativePath(Source, path), Comment.Replace(File.ReadAllText(path), "")));
}
