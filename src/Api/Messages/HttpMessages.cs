using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Hands messages over by HTTP, signed as Standard Webhooks are; any 2xx is sent.</summary>
/// <param name="settings">Null where nothing is set: nothing can be sent then.</param>
public sealed class HttpMessages(MessageSettings? settings, ProgrammeClock clock, ILogger<HttpMessages> log) : IMessageSender, IDisposable
{
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }, disposeHandler: true));

    /// <inheritdoc/>
    public bool IsSetUp => settings is not null;

    /// <inheritdoc/>
    public async Task<bool> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var sent = false;
        try
        {
            using var request = Request(message);
            using var answer = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            sent = answer.IsSuccessStatusCode;
            if (!sent)
                log.LogWarning("A message was not taken: {Status}", (int)answer.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            log.LogWarning("A message could not be handed over: {Fault}", fault.GetType().Name);
        }

        return sent;
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    private HttpRequestMessage Request(OutgoingMessage message)
    {
        var now = clock.Now;
        var body = JsonSerializer.Serialize(message, ApiJson.Options);
        var request = new HttpRequestMessage(HttpMethod.Post, settings!.Url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("webhook-id", message.MessageId);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of([settings.Secret], message.MessageId, now, body));
        return request;
    }
}
