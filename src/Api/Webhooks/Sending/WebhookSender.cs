using System.Net;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Makes, signs and posts events. Of what a receiver answers only the status is looked at, and when it wants to be asked again.</summary>
public sealed class WebhookSender : IWebhookSender, IDisposable
{
    /// <summary>A receiver has so long to answer, connection included.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private readonly WebhookSettings _settings;
    private readonly WebhookSecrets _secrets;
    private readonly ProgrammeClock _clock;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(WebhookSettings settings, WebhookSecrets secrets, WebhookTransport transport, ProgrammeClock clock, TimeProvider time)
    {
        (_settings, _secrets, _clock, _time) = (settings, secrets, clock, time);
        _http = new HttpMessageInvoker(transport.Create());
    }

    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookSubscription subscription, WebhookEvent sent, CancellationToken cancellation)
    {
        var body = CloudEventBody.Write(
            sent.Id,
            CloudEventBody.SourceOf(_settings.Source, sent.Stream),
            $"{_settings.TypePrefix}.{sent.Kind}",
            sent.Member?.Value,
            sent.At,
            sent.Sequence,
            sent.Data().Span);
        return body.Length > CloudEventBody.MaxBytes
            ? new WebhookAnswer(null, "too-large", null, TimeSpan.Zero) { IsPoison = true }
            : await PostAsync(subscription, sent.Id, body, cancellation);
    }

    /// <inheritdoc/>
    public Task<WebhookAnswer> TestAsync(WebhookSubscription subscription, CancellationToken cancellation)
    {
        var now = _clock.Now;
        var number = now.ToUnixTimeMilliseconds();
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"evt_t{number:D20}");
        var body = CloudEventBody.Write(id, _settings.Source, $"{_settings.TypePrefix}.test", null, now, number, "{}"u8);
        return PostAsync(subscription, id, body, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<WebhookAnswer> PostAsync(WebhookSubscription subscription, string id, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerWithin);
        try
        {
            using var request = Request(subscription, id, body);
            using var answer = await _http.SendAsync(request, limit.Token);
            return new WebhookAnswer((int)answer.StatusCode, null, RetryAfterHeader.Of(answer.Headers, _clock.Now), _time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "timeout", null, _time.GetElapsedTime(began));
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return new WebhookAnswer(null, ErrorOf(away), null, _time.GetElapsedTime(began));
        }
    }

    private HttpRequestMessage Request(WebhookSubscription subscription, string id, ReadOnlyMemory<byte> body)
    {
        var now = _clock.Now;
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", CloudEventBody.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Version = HttpVersion.Version11, Content = content };
        var secrets = subscription.Secrets.Where(secret => secret.Until is null || secret.Until > now).Select(secret => _secrets.Unwrap(secret.Wrapped));
        request.Headers.TryAddWithoutValidation("User-Agent", "Loyalty/1");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(secrets, id, now, Encoding.UTF8.GetString(body.Span)));
        return request;
    }

    // In a word of ours: what a receiver or a certificate says is nobody's business here.
    private static string ErrorOf(Exception away)
    {
        for (var cause = away; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressNotPublicException)
                return "address-not-public";
        }

        return (away as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "no-address",
            HttpRequestError.ConnectionError => "not-reached",
            HttpRequestError.SecureConnectionError => "tls-failed",
            HttpRequestError.ConfigurationLimitExceeded => "headers-too-large",
            _ => "answer-broken-off",
        };
    }
}

/// <summary>How receivers are reached; a test trusts a certificate of its own.</summary>
public class WebhookTransport(WebhookAddress address)
{
    /// <summary>New connections, each checked.</summary>
    public virtual SocketsHttpHandler Create() => WebhookConnections.Create(address);
}
