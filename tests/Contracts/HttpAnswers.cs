using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>Short words for calling the API in tests.</summary>
public static class HttpAnswers
{
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient http, HttpMethod method, string path, string json, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        http.SendBytesAsync(method, path, Encoding.UTF8.GetBytes(json), contentType, headers);

    public static async Task<HttpResponseMessage> SendBytesAsync(
        this HttpClient http, HttpMethod method, string path, byte[] body, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    /// <summary>The JSON of an address that answers well.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return await answer.EnsureSuccessStatusCode().JsonAsync();
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Checks that an answer is a problem document with this status and code, and gives it.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    /// <summary>What a problem says, without the trace that is each answer's own: to compare two answers.</summary>
    public static async Task<string> SaidAsync(this HttpResponseMessage answer) =>
        string.Join('\n', (await answer.JsonAsync()).EnumerateObject().Where(field => field.Name != "traceId").Select(field => field.ToString()));

    /// <summary>A field's text, or null.</summary>
    public static string? Text(this JsonElement body, string field) => body.GetProperty(field).GetString();

    public static string[] ErrorFields(this JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateObject().Select(property => property.Name)];
}
