using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Loyalty.Client;

/// <summary>Reads refusals: of the API from their body, of the hub from their words.</summary>
internal static partial class Problems
{
    public static async Task<LoyaltyProblemException> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        Body? body = null;
        try
        {
            body = JsonSerializer.Deserialize<Body>(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false), LoyaltyJson.Options);
        }
        catch (JsonException)
        {
            // No problem document: of somebody on the way.
        }

        return new LoyaltyProblemException(body?.Code ?? $"http-{status}", status, body?.Detail ?? body?.Title ?? answer.ReasonPhrase ?? "")
        {
            Errors = body?.Errors?.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)error.Value, StringComparer.Ordinal) ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
            RetryAfter = Asked(answer.Headers.RetryAfter),
            TraceId = body?.TraceId,
        };
    }

    /// <summary>What <c>Retry-After</c> asks for: seconds, or until an instant.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? retryAfter)
    {
        var asked = retryAfter?.Delta ?? retryAfter?.Date - TimeProvider.System.GetUtcNow();
        return asked is { } some && some < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    /// <summary>The refusal in the message of a failed call of the hub ("… HubException: code: detail"), or null for another fault.</summary>
    public static LoyaltyProblemException? OfHub(Exception fault) =>
        HubRefusal().Match(fault.Message) is { Success: true } words ? new LoyaltyProblemException(words.Groups["code"].Value, 0, words.Groups["detail"].Value, fault) : null;

    [GeneratedRegex("(^|HubException: )(?<code>[a-z]+(-[a-z]+)+): (?<detail>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HubRefusal();

    private sealed record Body(string? Code, string? Title, string? Detail, string? TraceId, Dictionary<string, string[]>? Errors);
}
