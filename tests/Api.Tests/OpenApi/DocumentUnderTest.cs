using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>The API document as tests look at it.</summary>
internal sealed class DocumentUnderTest(JsonElement root)
{
    public JsonElement Root => root;

    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(call => new Operation(call.Name.ToUpperInvariant(), path.Name, call.Value))),
    ];

    public IEnumerable<JsonProperty> Schemas => root.GetProperty("components").GetProperty("schemas").EnumerateObject();

    public static async Task<DocumentUnderTest> OfAsync(HttpClient http) =>
        new(JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json")).RootElement);

    /// <summary>What a reference leads to, or the element itself.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        return element;
    }

    /// <summary>An operation's answer of a status; null where it is not declared.</summary>
    public JsonElement? Answer(Operation operation, int status) =>
        operation.Body.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var answer) ? Resolve(answer) : null;

    internal sealed record Operation(string Method, string Path, JsonElement Body)
    {
        public string Id => Body.GetProperty("operationId").GetString()!;

        public IEnumerable<JsonElement> Parameters => Body.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [];

        public override string ToString() => $"{Id} {Method} {Path}";
    }
}
