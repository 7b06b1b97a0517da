using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Speaks to partners over HTTP: <c>POST {base}/orders</c>, <c>…/{orderId}/capture</c>, <c>…/void</c>, <c>GET {base}/orders/{orderId}</c>, with a
/// bearer token. What is sent and what is answered is in no log.
/// </summary>
public sealed class HttpPartnerConnector : IPartnerConnector, IDisposable
{
    /// <summary>A partner has so long to answer, connection included.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer.</summary>
    public const int MaxAnswer = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly PartnerSettings _settings;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = AnswerWithin,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
    });

    public HttpPartnerConnector(PartnerSettings settings) => _settings = settings;

    /// <inheritdoc/>
    public bool Knows(string partner) => _settings.Find(partner) is not null;

    /// <inheritdoc/>
    public string Seal(string partner, string content) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(_settings.Find(partner)?.Token ?? ""), Encoding.UTF8.GetBytes($"loyalty-order\n{content}")));

    /// <inheritdoc/>
    public async Task<PartnerAnswer> DoAsync(PartnerCall call, CancellationToken cancellation)
    {
        if (_settings.Find(call.Partner) is not { } place)
            return new PartnerAnswer(PartnerOutcome.NotReached, Reason: "notConfigured");
        using var request = call.Step switch
        {
            PartnerStep.Capture => Request(place, HttpMethod.Post, $"/{Uri.EscapeDataString(call.OrderId)}/capture", "{}"u8.ToArray()),
            PartnerStep.Void => Request(place, HttpMethod.Post, $"/{Uri.EscapeDataString(call.OrderId)}/void", "{}"u8.ToArray()),
            _ => Request(place, HttpMethod.Post, "", Body(call)),
        };
        // An order that is not there cannot be captured or voided; one that is sent cannot be missing.
        return await SendAsync(request, isQuestion: false, call.Step is PartnerStep.Capture or PartnerStep.Void, cancellation);
    }

    /// <inheritdoc/>
    public async Task<PartnerAnswer> AskAsync(string partner, string orderId, CancellationToken cancellation)
    {
        if (_settings.Find(partner) is not { } place)
            return new PartnerAnswer(PartnerOutcome.Unclear, Reason: "notConfigured");
        using var request = Request(place, HttpMethod.Get, $"/{Uri.EscapeDataString(orderId)}", null);
        return await SendAsync(request, isQuestion: true, mayBeMissing: true, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(PartnerPlace place, HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, place.Of(path)) { Version = HttpVersion.Version11 };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", place.Token);
        request.Headers.TryAddWithoutValidation("User-Agent", "Loyalty/1");
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        return request;
    }

    private static byte[] Body(PartnerCall call)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("orderId", call.OrderId);
            json.WriteString("kind", call.Step == PartnerStep.Credit ? "credit" : "authorise");
            json.WriteString("number", call.Number);
            json.WriteNumber("points", call.Points);
            if (call.Pin is not null)
                json.WriteString("pin", call.Pin);
            json.WriteString("reference", call.Reference ?? call.OrderId);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private async Task<PartnerAnswer> SendAsync(HttpRequestMessage request, bool isQuestion, bool mayBeMissing, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerWithin);
        try
        {
            using var answer = await _http.SendAsync(request, limit.Token);
            var body = await ReadAsync(answer.Content, limit.Token);
            return PartnerAnswerText.Read((int)answer.StatusCode, body, mayBeMissing);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PartnerAnswer(PartnerOutcome.Unclear, Reason: "timeout");
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            // Where no connection came about nothing can have been done; a question that did not get there tells nothing.
            var isNotReached = (away as HttpRequestException)?.HttpRequestError
                is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
            return isNotReached && !isQuestion
                ? new PartnerAnswer(PartnerOutcome.NotReached, Reason: "notReached")
                : new PartnerAnswer(PartnerOutcome.Unclear, Reason: isNotReached ? "notReached" : "brokenOff");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MaxAnswer];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes.AsMemory(0, read);
    }
}

/// <summary>Reads what a partner answers, in an answer or in a callback.</summary>
internal static class PartnerAnswerText
{
    /// <summary>An answer of a partner.</summary>
    /// <param name="mayBeMissing">404 says that there is no such order.</param>
    public static PartnerAnswer Read(int status, ReadOnlyMemory<byte> body, bool mayBeMissing)
    {
        if (status is 404 && mayBeMissing)
            return new PartnerAnswer(PartnerOutcome.NeverCame);
        var known = Parse(body)?.Answer;
        return status switch
        {
            >= 200 and < 300 => known ?? new PartnerAnswer(PartnerOutcome.Unclear, Reason: "answerNotValid"),
            // It has understood and will not, in its own words.
            >= 400 and < 500 when known is { Outcome: PartnerOutcome.Refused } => known,
            // Turned away at the door: nothing was done.
            401 or 403 or 404 or 429 => new PartnerAnswer(PartnerOutcome.NotReached, Reason: Reason(status)),
            _ => new PartnerAnswer(PartnerOutcome.Unclear, Reason: Reason(status)),
        };
    }

    /// <summary>The order and what is said of it; null where the text says nothing.</summary>
    public static (string? OrderId, PartnerAnswer Answer)? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            PartnerOutcome? outcome = Text(root, "state", PartnerAnswer.MaxText) switch
            {
                "accepted" => PartnerOutcome.Accepted,
                "refused" => PartnerOutcome.Refused,
                "captured" => PartnerOutcome.Captured,
                "voided" => PartnerOutcome.Voided,
                "unknown" or "redirect" => PartnerOutcome.Undecided,
                _ => null,
            };
            return outcome is not { } known
                ? null
                : (Text(root, "orderId", CallerId.MaxLength), new PartnerAnswer(known, Text(root, "partnerReference", PartnerAnswer.MaxText), Word(Text(root, "reason", PartnerAnswer.MaxText)), Url(root)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Reason(int status) => string.Create(CultureInfo.InvariantCulture, $"status {status}");

    private static string? Text(JsonElement root, string name, int maxLength) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && JsonFields.TextOf(value) is { } text && text.Length <= maxLength ? text : null;

    // A code, and nothing that could be somebody's number or name.
    private static string? Word(string? reason) =>
        reason is { Length: > 0 } && reason.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && reason.Count(char.IsAsciiDigit) <= 4 ? reason : reason is null ? null : "refused";

    private static string? Url(JsonElement root) =>
        Text(root, "redirectUrl", PartnerAnswer.MaxUrl) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && Loopback.IsLoopback(url.Host)))
            ? text
            : null;
}
