using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Polly.Timeout;

namespace Loyalty.Client;

/// <summary>Sends one call and reads its answer or its refusal; what is sent again on the way is <see cref="Repeats"/>.</summary>
internal sealed class Calls(IHttpClientFactory clients, LoyaltyClientOptions options)
{
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, body, headers, cancellation).ConfigureAwait(false);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(LoyaltyJson.Options, cancellation).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException fault)
        {
            throw new LoyaltyProblemException("not-understood", (int)answer.StatusCode, "The engine gave an answer that this client does not understand.", fault);
        }
    }

    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        (await SendAsync(method, path, body, [], cancellation).ConfigureAwait(false)).Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, (string Name, string Value)[] headers, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json, application/problem+json");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (options.Token is { } token && await token(cancellation).ConfigureAwait(false) is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
        {
            // Written at once, so that it can be sent again.
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), LoyaltyJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var http = clients.CreateClient(LoyaltyServices.Name);
        var answer = await ReachAsync(http, request, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await Problems.ReadAsync(answer, cancellation).ConfigureAwait(false);
    }

    private static async Task<HttpResponseMessage> ReachAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new LoyaltyProblemException("unreachable", 0, "The engine could not be reached.", fault);
        }
    }
}
