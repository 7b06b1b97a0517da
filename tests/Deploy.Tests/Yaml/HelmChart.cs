using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Loyalty.Deploy.Tests;

/// <summary>
/// Renders the chart as far as it uses Helm's language: values, <c>default</c>, <c>if</c> around whole lines, and <c>toYaml … | nindent</c>. Whatever
/// else is met is an error, so that nothing stands in the chart that was not rendered here.
/// </summary>
internal sealed partial class HelmChart
{
    private const string Folder = "deploy/helm/loyalty";

    private readonly YamlMappingNode _values = YamlFiles.Documents($"{Folder}/values.yaml").Single();
    private readonly YamlMappingNode _chart = YamlFiles.Documents($"{Folder}/Chart.yaml").Single();
    private readonly Dictionary<string, string> _set = new(StringComparer.Ordinal);

    /// <param name="set">Values in place of the chart's own, as <c>siloTls.enabled=true</c>.</param>
    public HelmChart(params string[] set)
    {
        foreach (var one in set.Select(pair => pair.Split('=', 2)))
            _set[one[0]] = one[1];
    }

    /// <summary>All documents of all templates.</summary>
    public IReadOnlyList<YamlMappingNode> Render() =>
    [
        .. Directory.GetFiles(RepositoryFiles.At($"{Folder}/templates")).Order(StringComparer.Ordinal).SelectMany(file =>
        {
            var stream = new YamlStream();
            stream.Load(new MergingParser(new Parser(new StringReader(Text(File.ReadAllLines(file))))));
            return stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>();
        }),
    ];

    private string Text(IEnumerable<string> lines)
    {
        var (text, open) = (new StringBuilder(), new Stack<bool>());
        foreach (var line in lines)
        {
            if (If().Match(line) is { Success: true } condition)
                open.Push(Value(condition.Groups["of"].Value) is not ("" or "false" or "0"));
            else if (line.Trim() == "{{- end }}")
                open.Pop();
            else if (!open.Contains(false))
                text.AppendLine(Inline(line));
        }

        Assert.Empty(open);
        return text.ToString();
    }

    private string Inline(string line)
    {
        if (ToYaml().Match(line) is { Success: true } whole)
            return Indented((YamlNode?)_values.At(Path(whole.Groups["of"].Value)) ?? throw new InvalidOperationException(line), int.Parse(whole.Groups["by"].Value));
        var rendered = Expression().Replace(line, found => Value(found.Groups["of"].Value) is { Length: > 0 } value || !found.Groups["else"].Success ? Value(found.Groups["of"].Value) : Value(found.Groups["else"].Value));
        return rendered.Contains("{{", StringComparison.Ordinal) ? throw new InvalidOperationException($"Not rendered: {line}") : rendered;
    }

    private string Value(string name) => name switch
    {
        ".Release.Name" => "loyalty",
        ".Chart.AppVersion" => _chart.Text("appVersion")!,
        _ when name.StartsWith(".Values.", StringComparison.Ordinal) =>
            _set.GetValueOrDefault(name[".Values.".Length..]) ?? _values.Text(Path(name)) ?? throw new InvalidOperationException($"{name} is not in values.yaml."),
        _ => throw new InvalidOperationException($"{name} is not known."),
    };

    private static string[] Path(string name) => name.Split('.')[2..];

    private static string Indented(YamlNode node, int by)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(text, assignAnchors: false);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.TrimEnd() is not ("..." or "---"));
        return string.Join('\n', lines.Select(line => new string(' ', by) + line.TrimEnd()));
    }

    [GeneratedRegex("""^\{\{- if (?<of>\.[A-Za-z.]+) \}\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex If();

    [GeneratedRegex("""^ *\{\{- toYaml (?<of>\.[A-Za-z.]+) \| nindent (?<by>[0-9]+) \}\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ToYaml();

    [GeneratedRegex("""\{\{ (?<of>\.[A-Za-z.]+)( \| default (?<else>\.[A-Za-z.]+))? \}\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();
}
