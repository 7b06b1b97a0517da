using System.Net;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Loyalty.Domain;
using Loyalty.Grains;
using PushMessage = Loyalty.Grains.PushMessage;
using PushSubscription = Loyalty.Grains.PushSubscription;

namespace Loyalty.Api;

/// <summary>
/// Hands messages to push services by Web Push (RFC 8030, 8291, 8292), over the connections of webhooks: each made only to an address that was looked at.
/// </summary>
internal sealed class PushSender : IPushSender, IDisposable
{
    /// <summary>A push service has so long to answer, connection included.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a message before it is encrypted. Push services take some 4,000.</summary>
    public const int MaxBytes = 500;

    /// <summary>Bytes of an answer that are read at most.</summary>
    private const int MaxAnswerBytes = 16 * 1024;

    private readonly PushSettings _settings;
    private readonly PushKeys _keys;
    private readonly ProgrammeClock _clock;
    private readonly HttpClient _http;
    private readonly PushServiceClient _client;

    public PushSender(PushSettings settings, PushKeys keys, WebhookTransport transport, ProgrammeClock clock)
    {
        (_settings, _keys, _clock) = (settings, keys, clock);
        _http = new HttpClient(transport.Create()) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
        // When a message is tried again is not decided in memory.
        _client = new PushServiceClient(_http) { AutoRetryAfter = false };
    }

    /// <inheritdoc/>
    public bool IsSetUp => _settings.Subject is not null;

    /// <inheritdoc/>
    public async Task<PushAnswer> SendAsync(PushSubscription to, PushMessage message, CancellationToken cancellation)
    {
        // Its push service may be told no more since it was added.
        if (_settings.Fault(to.Endpoint) is not null)
            return new PushAnswer((int)HttpStatusCode.Forbidden);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerWithin);
        try
        {
            using var signer = await _keys.SignerAsync();
            await _client.RequestPushMessageDeliveryAsync(SubscriptionOf(to), MessageOf(to, message), signer, limit.Token);
            return new PushAnswer((int)HttpStatusCode.Created);
        }
        catch (PushServiceClientException refused)
        {
            return new PushAnswer((int)refused.StatusCode, null, refused.Headers is null ? null : RetryAfterHeader.Of(refused.Headers, _clock.Now));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PushAnswer(null, "timeout");
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return new PushAnswer(null, "not-reached");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the browser gets.</summary>
    internal static byte[] BodyOf(PushSubscription to, PushMessage message)
    {
        var (title, body) = PushWords.Of(message, to.Language);
        var whole = JsonSerializer.SerializeToUtf8Bytes(new PushContent(message.Kind, message.Version, title, body, to.Id), ApiJson.Options);
        return whole.Length <= MaxBytes ? whole : JsonSerializer.SerializeToUtf8Bytes(new PushContent(message.Kind, message.Version, title, null, to.Id), ApiJson.Options);
    }

    private Lib.Net.Http.WebPush.PushMessage MessageOf(PushSubscription to, PushMessage message) => new(new ByteArrayContent(BodyOf(to, message)))
    {
        Topic = message.Kind.Word(),
        TimeToLive = Math.Max(0, (int)(message.ExpiresAt - _clock.Now).TotalSeconds),
        Urgency = message.Kind == PushKind.Disrupted ? PushMessageUrgency.High : PushMessageUrgency.Normal,
    };

    private static Lib.Net.Http.WebPush.PushSubscription SubscriptionOf(PushSubscription to)
    {
        var subscription = new Lib.Net.Http.WebPush.PushSubscription { Endpoint = to.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, to.PublicKey);
        subscription.SetKey(PushEncryptionKeyName.Auth, to.Secret);
        return subscription;
    }

    /// <summary>A message as the browser's worker reads it: no name, no member's number, no amount.</summary>
    private sealed record PushContent(PushKind Kind, long? Version, string Title, string? Body, string Subscription);
}
