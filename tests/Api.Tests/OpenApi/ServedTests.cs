using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Contracts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>
/// What is served and what the API document says are the same: addresses, parameters, statuses, and every property of every answer of a real engine.
/// With <c>LOYALTY_WRITE_EXAMPLES=1</c> the examples of the document are recorded anew.
/// </summary>
public sealed class ServedTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const int ExampleItems = 2, ExampleLines = 12;

    private static readonly string[] ToldHeaders = ["ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "WWW-Authenticate"];

    [Fact]
    public async Task Every_address_and_parameter_is_in_the_document_and_no_other()
    {
        var document = await DocumentUnderTest.OfAsync(host.Admin);
        var served = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (Endpoint: endpoint, Call: $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")))
            .ToList();
        Assert.Equal(served.Select(one => one.Call).Order(StringComparer.Ordinal), document.Operations.Select(one => $"{one.Method} {one.Path}").Order(StringComparer.Ordinal));
        foreach (var (endpoint, call) in served)
        {
            var told = document.Operations.Single(operation => $"{operation.Method} {operation.Path}" == call);
            Assert.Equal((endpoint.Metadata.GetMetadata<QueryNames.Taken>()?.Names ?? []).Order(), Names(told, "query"));
            Assert.Equal(endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).Order(), Names(told, "path"));
        }
    }

    [Fact]
    public async Task Every_good_answer_is_served_and_is_what_the_document_says()
    {
        var document = await DocumentUnderTest.OfAsync(host.Admin);
        var check = new SchemaCheck(document);
        var calls = new ServedCalls(host.Admin, host.Messages, host.Partner);
        await calls.RunAsync();

        var faults = new List<string>();
        foreach (var answer in calls.Answers)
        {
            var operation = document.Operations.Single(one => one.Id == answer.Operation);
            if (document.Answer(operation, answer.Status) is not { } told)
            {
                faults.Add($"{answer.Name} is not told");
                continue;
            }

            var headers = told.TryGetProperty("headers", out var names) ? names.EnumerateObject().Select(header => header.Name).ToList() : [];
            faults.AddRange(answer.Headers.Where(ToldHeaders.Contains).Except(headers).Select(header => $"{answer.Name}: {header} is not told"));
            if (answer.MediaType is null)
                continue;
            if (!told.TryGetProperty("content", out var content) || !content.TryGetProperty(answer.MediaType, out var media))
                faults.Add($"{answer.Name}: {answer.MediaType} is not told");
            else
                faults.AddRange(check.Faults(Value(answer), media.GetProperty("schema")).Select(fault => $"{answer.Name} {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        var told2xx = document.Operations.SelectMany(operation => operation.Body.GetProperty("responses").EnumerateObject()
            .Where(answer => answer.Name[0] == '2').Select(answer => $"{operation.Id}.{answer.Name}"));
        Assert.Equal(told2xx.Order(StringComparer.Ordinal), calls.Answers.Select(answer => answer.Name).Distinct().Order(StringComparer.Ordinal));
        if (Environment.GetEnvironmentVariable("LOYALTY_WRITE_EXAMPLES") == "1")
            await WriteExamplesAsync(calls.Answers);
    }

    [Fact]
    public async Task Every_refusal_is_one_that_the_document_tells_of()
    {
        var document = await DocumentUnderTest.OfAsync(host.Admin);
        var check = new SchemaCheck(document);
        using var anonymous = host.With(null);
        using var display = host.With(await host.KeyOfAsync("display:ZRH"));
        var seen = new SortedSet<int>();
        foreach (var operation in document.Operations)
        {
            var path = operation.Path.Replace("{date}", "2026-11-21").Replace("{flight}", "LX14").Replace("{id}", "NOBODY1").Replace("{transactionId}", "t-1").Replace("{version}", "999").Replace("{partner}", "nobody").Replace("{orderId}", "nobody-1");
            foreach (var (http, address, body, type) in Faults(operation, path, host.Admin, anonymous, display))
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
                if (body is not null)
                    request.Content = new StringContent(body, Encoding.UTF8, type);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                if (answer.IsSuccessStatusCode)
                    continue;
                seen.Add((int)answer.StatusCode);
                Assert.True(document.Answer(operation, (int)answer.StatusCode) is not null, $"{operation} {(int)answer.StatusCode} is not told");
                Assert.Empty(check.Faults(await answer.JsonAsync(), JsonDocument.Parse("""{"$ref":"#/components/schemas/Problem"}""").RootElement));
            }
        }

        Assert.Superset(new HashSet<int>([400, 401, 403, 404, 415, 422]), seen);
    }

    private static IEnumerable<(HttpClient, string, string?, string)> Faults(DocumentUnderTest.Operation operation, string path, HttpClient admin, HttpClient anonymous, HttpClient display)
    {
        const string json = "application/json";
        var body = operation.Body.TryGetProperty("requestBody", out var told) ? told.GetProperty("content").EnumerateObject().First().Name : null;
        yield return (anonymous, path, body is null ? null : "{}", body ?? json);
        yield return (display, path, body is null ? null : "{}", body ?? json);
        yield return (admin, path + "?nonsense=1", body is null ? null : "{}", body ?? json);
        // Nobody's: what has no body would else be done.
        yield return (admin, operation.Method == "DELETE" || path.Contains("NOBODY1") ? path : path + "?limit=0&limit=x", body is null ? null : "{}", body ?? json);
        if (body is null)
            yield break;
        yield return (admin, path, "{}", "text/nonsense");
        yield return (admin, path, "{", body);
    }

    private static IEnumerable<string> Names(DocumentUnderTest.Operation operation, string place) =>
        operation.Parameters.Where(parameter => parameter.Text("in") == place).Select(parameter => parameter.Text("name")!).Order();

    // The schema of lines is that of a line.
    private static JsonElement Value(ServedCalls.Answer answer) => answer.MediaType switch
    {
        "application/json" => JsonDocument.Parse(answer.Body).RootElement,
        "application/x-ndjson" => JsonDocument.Parse(answer.Body.Split('\n')[0]).RootElement,
        _ => JsonSerializer.SerializeToElement(answer.Body),
    };

    private static async Task WriteExamplesAsync(IEnumerable<ServedCalls.Answer> answers)
    {
        var examples = new JsonObject();
        foreach (var answer in answers.Where(answer => answer.MediaType is not null).GroupBy(answer => answer.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
            examples[answer.Key] = Shortened(JsonNode.Parse(Value(answer.First()).GetRawText())!);
        await File.WriteAllTextAsync(RepositoryFiles.At("src/Api/OpenApi/answers.json"), examples.ToJsonString(new JsonSerializerOptions(ApiJson.Options) { WriteIndented = true }) + "\n");
    }

    private static JsonNode Shortened(JsonNode node)
    {
        switch (node)
        {
            case JsonObject all:
                foreach (var value in all.Select(property => property.Value).OfType<JsonNode>())
                    Shortened(value);
                break;
            case JsonArray list:
                while (list.Count > ExampleItems && list[0] is JsonObject)
                    list.RemoveAt(list.Count - 1);
                foreach (var item in list.OfType<JsonNode>())
                    Shortened(item);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('\n'):
                return JsonValue.Create(string.Join('\n', text.TrimStart('\uFEFF').Split('\n').Take(ExampleLines)));
        }

        return node;
    }
}
