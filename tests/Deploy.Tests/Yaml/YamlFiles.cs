using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Loyalty.Deploy.Tests;

/// <summary>The YAML files under <c>deploy</c>.</summary>
internal static class YamlFiles
{
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.GetFiles(RepositoryFiles.At("deploy"), "*.yml", SearchOption.AllDirectories).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>The documents of a file, aliases and merges resolved by the reader.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static IReadOnlyList<YamlMappingNode> Documents(string path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(RepositoryFiles.At(path));
        stream.Load(new MergingParser(new Parser(text)));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>A value by its keys, or null.</summary>
    public static YamlNode? At(this YamlNode node, params string[] path)
    {
        YamlNode? found = node;
        foreach (var key in path)
        {
            found = found switch
            {
                YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null,
                YamlSequenceNode list when int.TryParse(key, out var i) && i < list.Children.Count => list.Children[i],
                _ => null,
            };
        }

        return found;
    }

    public static string? Text(this YamlNode node, params string[] path) => (node.At(path) as YamlScalarNode)?.Value;

    private static string Relative(string path) => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/');
}
