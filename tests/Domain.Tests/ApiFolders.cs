using System.Text.RegularExpressions;

namespace Loyalty.Domain.Tests;

/// <summary>Which folders of a project use which others, read from its text: one namespace a project hides it from the compiler.</summary>
internal static class ApiFolders
{
    private static readonly Regex Noise = new("//.*$|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Multiline | RegexOptions.NonBacktracking);
    private static readonly Regex Declared = new(@"\b(?:class|struct|record|interface|enum)\s+(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex Extension = new(@"\bstatic\s[^;{}=]*?\b(?<name>[A-Z]\w+)(?:<[^>]*>)?\(\s*this\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex Word = new(@"\b(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex Call = new(@"\.(?<name>[A-Z]\w+)(?:<[^>()]*>)?\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>For each folder those whose types or extension methods its files name. Files beside the folders put everything together and do not count.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> Uses(string project)
    {
        var files = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Parts: Path.GetRelativePath(project, path).Split(Path.DirectorySeparatorChar), Text: Noise.Replace(File.ReadAllText(path), "")))
            .Where(file => file.Parts.Length > 1 && file.Parts[0] is not ("bin" or "obj"))
            .Select(file => (Folder: file.Parts[0], file.Text))
            .ToList();
        var types = Owners(files, Declared);
        var extensions = Owners(files, Extension);
        return files.GroupBy(file => file.Folder, StringComparer.Ordinal).ToDictionary(
            folder => folder.Key,
            folder => folder
                .SelectMany(file => Named(file.Text, Word, types).Concat(Named(file.Text, Call, extensions)))
                .Where(other => other != folder.Key)
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    // A name that two folders declare says nothing of either.
    private static Dictionary<string, string> Owners(IEnumerable<(string Folder, string Text)> files, Regex pattern) => files
        .SelectMany(file => pattern.Matches(file.Text).Select(match => (Name: match.Groups["name"].Value, file.Folder)))
        .GroupBy(found => found.Name, found => found.Folder, StringComparer.Ordinal)
        .Where(owners => owners.Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(owners => owners.Key, owners => owners.First(), StringComparer.Ordinal);

    private static IEnumerable<string> Named(string text, Regex pattern, Dictionary<string, string> owners) =>
        pattern.Matches(text).Select(match => match.Groups["name"].Value).Select(name => owners.GetValueOrDefault(name)).OfType<string>();
}
