using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Contracts;

/// <summary>A push service with the browsers behind it: it checks who sends (RFC 8292), decrypts what comes, and answers what a test wants.</summary>
public sealed class TestPushService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TestBrowser> _browsers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PushedMessage> _messages = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private HttpsServer _server = null!;

    private TestPushService()
    {
    }

    /// <summary>All that came, in order.</summary>
    public IReadOnlyList<PushedMessage> Messages => [.. _messages];

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<PushedMessage> Taken => [.. _messages.Where(message => message.Status == 201)];

    /// <summary>The certificate that a caller must trust.</summary>
    public TestCertificate Certificate => _server.Certificate;

    /// <summary>Answers a message; 201 by default.</summary>
    public Func<PushedMessage, HttpContext, int> Answer { get; set; } = (_, _) => 201;

    public static async Task<TestPushService> StartAsync()
    {
        var service = new TestPushService();
        service._server = await HttpsServer.StartAsync(service.ReceiveAsync);
        return service;
    }

    /// <summary>A browser that has subscribed here.</summary>
    /// <param name="name">The end of its endpoint.</param>
    public (string Endpoint, TestBrowser Browser) Open(string name) => ($"{_server.Origin}/send/{name}", _browsers.GetOrAdd(name, _ => new TestBrowser()));

    /// <summary>Waits until so many messages were taken.</summary>
    public Task TakesAsync(int count) => Eventually.IsTrue(() => Taken.Count >= count, $"{count} messages are taken, not {Taken.Count} of {Messages.Count}; {_faults.FirstOrDefault()}");

    /// <summary>Waits until so many came.</summary>
    public Task AttemptsAsync(int count) => Eventually.IsTrue(() => Messages.Count >= count, $"{count} messages come, not {Messages.Count}");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var browser in _browsers.Values)
            browser.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        try
        {
            await TakeAsync(context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A message that cannot be read is none, and a test must be told why.
            _faults.Enqueue(fault);
            context.Response.StatusCode = 400;
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var name = context.Request.Path.Value!["/send/".Length..];
        var headers = context.Request.Headers;
        if (!IsSigned(headers.Authorization.ToString(), out var subject, out var publicKey) || headers.ContentEncoding != "aes128gcm")
        {
            context.Response.StatusCode = 403;
            _messages.Enqueue(new PushedMessage(name, default, "", 0, "", subject, publicKey) { Status = 403 });
            return;
        }

        var text = _browsers[name].Read(body.ToArray());
        var message = new PushedMessage(
            name, JsonDocument.Parse(text).RootElement, headers["Topic"].ToString(), int.Parse(headers["TTL"].ToString()), headers["Urgency"].FirstOrDefault() ?? "normal", subject, publicKey) { Bytes = Encoding.UTF8.GetByteCount(text) };
        var status = Answer(message, context);
        context.Response.StatusCode = status;
        _messages.Enqueue(message with { Status = status });
    }

    /// <summary>Whether a token of the scheme <c>vapid</c> is signed by the key beside it, for this origin, and good for a day at most.</summary>
    private bool IsSigned(string authorization, out string subject, out string publicKey)
    {
        var parts = authorization["vapid ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        publicKey = parts["k"];
        var point = Base64UrlEncoder.DecodeBytes(publicKey);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        var token = parts["t"].Split('.');
        var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token[1])).RootElement;
        subject = claims.GetProperty("sub").GetString()!;
        var left = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - TimeProvider.System.GetUtcNow();
        return authorization.StartsWith("vapid ", StringComparison.Ordinal)
            && JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token[0])).RootElement.GetProperty("alg").GetString() == "ES256"
            // The library leaves the port out; push services are at the usual one.
            && claims.GetProperty("aud").GetString() == $"https://{new Uri(_server.Origin).Host}"
            && left > TimeSpan.Zero && left <= TimeSpan.FromHours(24)
            && key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64UrlEncoder.DecodeBytes(token[2]), HashAlgorithmName.SHA256);
    }
}

/// <summary>One message as it came.</summary>
/// <param name="Browser">The end of the endpoint it was sent to.</param>
/// <param name="Content">What the browser reads.</param>
/// <param name="Subject">Who sent it, as its signature says.</param>
/// <param name="PublicKey">By which it is signed.</param>
public sealed record PushedMessage(string Browser, JsonElement Content, string Topic, int TimeToLive, string Urgency, string Subject, string PublicKey)
{
    public int Status { get; init; }

    /// <summary>Of the text, decrypted.</summary>
    public int Bytes { get; init; }

    public string Kind => Content.GetProperty("kind").GetString()!;

    public string Title => Content.GetProperty("title").GetString()!;
}
