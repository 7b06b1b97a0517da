using System.Collections.Frozen;

namespace Loyalty.Api;

/// <summary>What the API document says to people; see the files under <c>Texts</c>, which say how a line is found.</summary>
public static class DocumentTexts
{
    private static readonly FrozenDictionary<string, string> Schemas = Read("schemas.txt");
    private static readonly FrozenDictionary<string, string> Operations = Read("operations.txt");

    /// <summary>The keys of all lines, so that none is left over.</summary>
    internal static IEnumerable<string> Keys => Schemas.Keys.Concat(Operations.Keys);

    public static string? OfSchema(string schema) => Schemas.GetValueOrDefault(schema);

    /// <summary>A line of the property's own, or the one for all properties of that name.</summary>
    public static string? OfProperty(string schema, string property) =>
        Schemas.GetValueOrDefault($"{schema}.{property}") ?? Schemas.GetValueOrDefault(property);

    public static string? OfTag(string tag) => Operations.GetValueOrDefault($"#{tag}");

    public static string? OfOperation(string operation) => Operations.GetValueOrDefault(operation);

    /// <summary>What a body is: in words of its own, or as its schema says.</summary>
    public static string? OfBody(string operation, string? schema) =>
        Operations.GetValueOrDefault($"{operation}.body") ?? (schema is null ? null : OfSchema(schema));

    /// <summary>What an answer is that is no problem.</summary>
    public static string? OfAnswer(string operation, string status) =>
        Operations.GetValueOrDefault($"{operation}.{status}") ?? Operations.GetValueOrDefault(status);

    public static string? OfParameter(string operation, string name) =>
        Operations.GetValueOrDefault($"{operation}?{name}") ?? Operations.GetValueOrDefault($"?{name}");

    public static string? OfHeader(string name) => Operations.GetValueOrDefault($"^{name}");

    public static string? OfProblem(int status) => Operations.GetValueOrDefault($"!{status}");

    private static FrozenDictionary<string, string> Read(string file)
    {
        using var text = new StreamReader(typeof(DocumentTexts).Assembly.GetManifestResourceStream(file)!);
        return text.ReadToEnd().Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line.Split(": ", 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }
}
