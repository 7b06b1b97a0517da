using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;

namespace Loyalty.Contracts;

/// <summary>A system that hears of events, written with the published libraries; it answers what a test wants.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private HttpsServer _server = null!;

    private Receiver()
    {
    }

    /// <summary>All that came, in order.</summary>
    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    /// <summary>What was answered with a success, in order.</summary>
    public IReadOnlyList<Delivery> Taken => [.. _deliveries.Where(delivery => delivery.Status is >= 200 and < 300)];

    public string Url => $"{_server.Origin}/hooks";

    /// <summary>The certificate that a caller must trust.</summary>
    public TestCertificate Certificate => _server.Certificate;

    /// <summary>Secrets of which one must have signed; empty for not looking.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Answers a delivery; 204 by default.</summary>
    public Func<Delivery, HttpContext, Task<int>> Answer { get; set; } = (_, _) => Task.FromResult(204);

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._server = await HttpsServer.StartAsync(receiver.ReceiveAsync);
        return receiver;
    }

    /// <summary>Waits until so many were taken.</summary>
    public Task TakesAsync(int count) => Eventually.IsTrue(() => Taken.Count >= count, $"{count} deliveries are taken, not {Taken.Count} of {Deliveries.Count}");

    /// <summary>Waits until so many attempts were made.</summary>
    public Task AttemptsAsync(int count) => Eventually.IsTrue(() => Deliveries.Count >= count, $"{count} attempts are made, not {Deliveries.Count}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        if (Secrets.Count > 0 && !Secrets.Any(secret => IsSigned(secret, text, headers)))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var read = new JsonEventFormatter().DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(text), new ContentType(context.Request.ContentType!), null);
        if (!read.IsValid)
            throw new InvalidOperationException($"No event: {text}");
        var delivery = new Delivery(read, text, headers["webhook-id"].ToString(), long.Parse(headers["webhook-timestamp"].ToString()), headers["webhook-signature"].ToString());
        var status = await Answer(delivery, context);
        _deliveries.Enqueue(delivery with { Status = status });
        if (!context.Response.HasStarted)
            context.Response.StatusCode = status;
    }

    // Engines of tests may have clocks of their own: how old a signature is, is not looked at.
    private static bool IsSigned(string secret, string text, IHeaderDictionary headers)
    {
        var expected = new StandardWebhook(secret).Sign(
            headers["webhook-id"].ToString(), DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"].ToString())), text);
        return headers["webhook-signature"].ToString().Split(' ').Contains(expected);
    }
}

/// <summary>One attempt as it came.</summary>
public sealed record Delivery(CloudEvent Event, string Body, string Id, long Timestamp, string Signature)
{
    public int Status { get; init; }

    public string? Member => Event.Subject;

    /// <summary>What happened, without the prefix.</summary>
    public string Kind => Event.Type![(Event.Type!.LastIndexOf('.') + 1)..];

    public JsonElement Data => (JsonElement)Event.Data!;

    /// <summary>The member's version; 0 where there is none.</summary>
    public long Version => Data.TryGetProperty("version", out var version) ? version.GetInt64() : 0;
}
