using System.Globalization;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.AspNetCore.Builder;

namespace Loyalty.Api.Tests;

/// <summary>The API document carries a client: it says of everything what it is, and in either mode what opens it.</summary>
public sealed class DocumentTests(ApiFixture api, KeysFixture keys) : IClassFixture<ApiFixture>, IClassFixture<KeysFixture>
{
    [Fact]
    public async Task Everything_is_described_and_no_text_is_left_over()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        var silent = new List<string>();
        foreach (var operation in document.Operations)
        {
            silent.AddRange(Silent(operation.Body, $"{operation}", "summary", "description"));
            silent.AddRange(operation.Parameters.SelectMany(parameter => Silent(parameter, $"{operation} {parameter.Text("name")}", "description", "schema")));
            if (operation.Body.TryGetProperty("requestBody", out var body))
                silent.AddRange(Silent(body, $"{operation} body", "description"));
            silent.AddRange(operation.Body.GetProperty("responses").EnumerateObject().SelectMany(answer => Silent(document.Resolve(answer.Value), $"{operation} {answer.Name}", "description")));
        }

        foreach (var schema in document.Schemas)
        {
            silent.AddRange(Silent(schema.Value, schema.Name, "description", "type"));
            if (schema.Value.TryGetProperty("properties", out var properties))
                silent.AddRange(properties.EnumerateObject().SelectMany(property => Silent(property.Value, $"{schema.Name}.{property.Name}", "description")));
        }

        Assert.Empty(silent);
        Assert.DoesNotContain(DocumentTexts.Keys, key => !IsUsed(document, key));
    }

    [Fact]
    public async Task Enumerations_have_a_type_and_words_and_amounts_are_exact_decimals()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        var enums = Everywhere(document.Root).Where(element => element.TryGetProperty("enum", out _)).ToList();
        Assert.True(enums.Count > 20);
        Assert.All(enums, one => Assert.Contains("string", one.GetProperty("type").GetRawText()));
        Assert.All(enums, one => Assert.NotEqual(0, one.GetProperty("enum").GetArrayLength()));
        var numbers = document.Schemas.SelectMany(schema => Everywhere(schema.Value))
            .Where(element => element.TryGetProperty("type", out var type) && type.GetRawText().Contains("\"number\"")).ToList();
        Assert.True(numbers.Count > 50);
        // How long a rehearsal took is the one number that is not exact.
        Assert.Equal(1, numbers.Count(number => number.Text("format") != "decimal"));
    }

    /// <summary>A client's own types stand beside the framework's: a schema of the same name would make each of its names ambiguous.</summary>
    [Fact]
    public async Task No_schema_is_named_like_a_type_of_a_framework()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        var frameworks = new[] { typeof(object), typeof(Uri), typeof(JsonElement), typeof(HttpClient), typeof(WebApplication), typeof(Microsoft.AspNetCore.Http.HttpContext), typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), typeof(Enumerable), typeof(List<>), typeof(System.Diagnostics.Process) }
            .SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Name.Split('`')[0])
            .Concat(["Array", "Date", "Error", "Event", "Map", "Object", "Promise", "Request", "Response", "Set", "Symbol"])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(document.Schemas.Select(schema => schema.Name), frameworks.Contains);
    }

    /// <summary>Clients call operations by these names: they are added to, never changed.</summary>
    [Fact]
    public async Task Operations_keep_their_names()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        var kept = await File.ReadAllLinesAsync(RepositoryFiles.At("tests/Api.Tests/OpenApi/operations.txt"));
        Assert.Equal(kept, document.Operations.Select(operation => $"{operation}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Problems_are_declared_of_every_operation()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        foreach (var operation in document.Operations)
        {
            var isOpen = operation.Body.GetProperty("security").GetArrayLength() == 0;
            Assert.All(isOpen ? [400, 403, 429, 500, 503] : (int[])[400, 401, 403, 429, 500, 503], status => Assert.NotNull(document.Answer(operation, status)));
            foreach (var answer in operation.Body.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] is '4' or '5'))
            {
                var problem = document.Resolve(answer.Value).GetProperty("content").GetProperty("application/problem+json");
                Assert.Equal("#/components/schemas/Problem", problem.GetProperty("schema").Text("$ref"));
                Assert.Equal(answer.Name, problem.GetProperty("example").GetProperty("status").GetRawText());
            }
        }
    }

    [Fact]
    public async Task It_names_its_own_address_and_how_to_be_let_in()
    {
        using var http = keys.With(null);
        var (open, keyed) = (await DocumentUnderTest.OfAsync(api.Http), await DocumentUnderTest.OfAsync(http));
        Assert.Equal(api.Address.ToString().TrimEnd('/'), open.Root.GetProperty("servers")[0].Text("url"));
        Assert.Equal(keys.Address.ToString().TrimEnd('/'), keyed.Root.GetProperty("servers")[0].Text("url"));
        foreach (var document in new[] { open, keyed })
            Assert.Equal(("http", "bearer"), (Scheme(document).Text("type"), Scheme(document).Text("scheme")));
        // Where no key is asked for, one may be sent all the same.
        Assert.Equal("[{},{\"keyOrToken\":[]}]", Security(open, "recordPurchase"));
        Assert.Equal("[{\"keyOrToken\":[]}]", Security(keyed, "recordPurchase"));
        Assert.Equal("[]", Security(keyed, "live"));
    }

    [Fact]
    public async Task Every_answer_has_an_example_that_its_schema_allows()
    {
        var document = await DocumentUnderTest.OfAsync(api.Http);
        var check = new SchemaCheck(document);
        var used = new List<string>();
        foreach (var operation in document.Operations)
        {
            foreach (var answer in operation.Body.GetProperty("responses").EnumerateObject())
            {
                if (!document.Resolve(answer.Value).TryGetProperty("content", out var content))
                    continue;
                foreach (var media in content.EnumerateObject().Select(media => media.Value))
                    Assert.Empty(check.Faults(media.GetProperty("example"), media.GetProperty("schema")).Select(fault => $"{operation} {answer.Name} {fault}"));
                used.Add($"{operation.Id}.{answer.Name}");
            }
        }

        Assert.Empty(DocumentExamples.Recorded.Except(used));
    }

    private static bool IsUsed(DocumentUnderTest document, string key) => key switch
    {
        _ when key[0] == '#' => document.Root.GetProperty("tags").EnumerateArray().Any(tag => tag.Text("name") == key[1..]),
        _ when key[0] == '^' => document.Root.GetProperty("components").GetProperty("headers").TryGetProperty(key[1..], out _),
        _ when key[0] == '!' => document.Operations.Any(o => document.Answer(o, int.Parse(key[1..], CultureInfo.InvariantCulture)) is not null),
        _ when key.Contains('?') => document.Operations.Any(o => (key[0] == '?' || key.StartsWith($"{o.Id}?", StringComparison.Ordinal)) && o.Parameters.Any(p => p.Text("name") == key.Split('?')[1])),
        _ when char.IsUpper(key[0]) => key.Split('.') is var parts && document.Schemas.Any(s => s.Name == parts[0] && (parts.Length == 1 || s.Value.GetProperty("properties").TryGetProperty(parts[1], out _))),
        _ when char.IsDigit(key[0]) => true,
        _ => document.Operations.Any(o => o.Id == key.Split('.')[0] && (!key.Contains('.') || key.EndsWith(".body", StringComparison.Ordinal) || o.Body.GetProperty("responses").TryGetProperty(key.Split('.')[1], out _)))
            || document.Schemas.Any(s => s.Value.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out _)),
    };

    private static IEnumerable<string> Silent(JsonElement element, string what, params string[] needed) =>
        needed.Where(name => !element.TryGetProperty(name, out var said) || said.ToString().Length == 0).Select(name => $"{what} has no {name}");

    private static JsonElement Scheme(DocumentUnderTest document) => document.Root.GetProperty("components").GetProperty("securitySchemes").GetProperty("keyOrToken");

    private static string Security(DocumentUnderTest document, string operation) =>
        JsonSerializer.Serialize(document.Operations.Single(one => one.Id == operation).Body.GetProperty("security"));

    private static IEnumerable<JsonElement> Everywhere(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Everywhere(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Everywhere),
        _ => [],
    };
}
