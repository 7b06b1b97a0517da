using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace Loyalty.Partner.Sandbox;

/// <summary>
/// A partner to try the engine with: a real HTTP server with a book in a file. It can be slow, fail before or after it has done the work, hang,
/// cut the line, refuse a number, and call back twice. How it behaves is set by its owner, or over <c>PUT /sandbox</c>.
/// </summary>
public sealed class SandboxPartner : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _token;
    private readonly SandboxBook _book;
    private readonly ConcurrentQueue<SandboxFault> _faults = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private SandboxBehaviour _behaviour = new();
    private int _calls;

    private SandboxPartner(string token, string file) => (_token, _book) = (token, new SandboxBook(file));

    /// <summary>Where the engine finds it.</summary>
    public string Url => _app!.Urls.First();

    /// <summary>Calls that have come, whatever became of them.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>All that was done, in order.</summary>
    public IReadOnlyList<SandboxEntry> Entries => _book.Entries;

    /// <summary>What the clock of the engine shows, for signatures.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => TimeProvider.System.GetUtcNow();

    /// <summary>How it behaves; set, it begins anew with its faults.</summary>
    public SandboxBehaviour Behaviour
    {
        get => _behaviour;
        set
        {
            _faults.Clear();
            foreach (var fault in value.Faults ?? [])
                _faults.Enqueue(fault);
            _behaviour = value;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="token">What callers must bring.</param>
    /// <param name="file">Its book.</param>
    /// <param name="url">Where it listens.</param>
    public static async Task<SandboxPartner> StartAsync(string token, string file, string url = "http://127.0.0.1:0")
    {
        var partner = new SandboxPartner(token, file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        partner._app = app;
        app.MapPost("/orders", partner.OrderAsync);
        app.MapPost("/orders/{orderId}/capture", (HttpContext context, string orderId) => partner.ChangeAsync(context, orderId, partner.Capture));
        app.MapPost("/orders/{orderId}/void", (HttpContext context, string orderId) => partner.ChangeAsync(context, orderId, partner.Void));
        app.MapGet("/orders/{orderId}", partner.AskAsync);
        app.MapPost("/finish/{orderId}", (HttpContext context, string orderId, string? state) => partner.FinishAsync(context, orderId, state));
        app.MapPut("/sandbox", partner.BehaveAsync);
        app.MapGet("/sandbox", (HttpContext context) => context.Response.WriteAsJsonAsync(partner.Entries, Options));
        await app.StartAsync();
        return partner;
    }

    /// <summary>Calls the engine back about an order.</summary>
    /// <returns>The status of the last answer.</returns>
    public async Task<HttpStatusCode> CallBackAsync(SandboxAnswer answer, DateTimeOffset? at = null, string? key = null)
    {
        var status = HttpStatusCode.OK;
        for (var times = _behaviour.CallsTwice ? 2 : 1; times > 0; times--)
        {
            var (body, id, now) = (JsonSerializer.Serialize(answer, Options), "msg_" + Guid.NewGuid().ToString("N"), at ?? Now());
            using var request = new HttpRequestMessage(HttpMethod.Post, _behaviour.CallbackUrl) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            if ((key ?? _behaviour.CallbackKey) is { Length: > 0 } secret)
                request.Headers.Add("webhook-signature", new StandardWebhook(secret).Sign(id, now, body));
            using var answered = await _http.SendAsync(request);
            status = answered.StatusCode;
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            // What hangs is cut off.
            using var now = new CancellationTokenSource(TimeSpan.Zero);
            await _app.StopAsync(now.Token);
            await _app.DisposeAsync();
        }

        _http.Dispose();
        _book.Dispose();
    }

    /// <summary>Waits until it is stopped.</summary>
    public Task WaitAsync() => _app!.WaitForShutdownAsync();

    private async Task BehaveAsync(HttpContext context)
    {
        Behaviour = await context.Request.ReadFromJsonAsync<SandboxBehaviour>(Options) ?? new SandboxBehaviour();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task OrderAsync(HttpContext context)
    {
        if (!await ComesInAsync(context))
            return;
        var order = await context.Request.ReadFromJsonAsync<Order>(Options);
        if (order is null || (order.Kind is not ("credit" or "authorise")))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await AnswerAsync(context, () => Take(order), order.OrderId);
    }

    private async Task ChangeAsync(HttpContext context, string orderId, Func<string, SandboxAnswer?> change)
    {
        if (await ComesInAsync(context))
            await AnswerAsync(context, () => change(orderId), orderId);
    }

    private async Task AskAsync(HttpContext context, string orderId)
    {
        if (!await ComesInAsync(context))
            return;
        if (!_behaviour.CanAsk)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        await WriteAsync(context, _book.Do(orderId, done => (null, StateOf(orderId, done))) is { State: not "" } known ? known : null);
    }

    // The member has finished at the partner, or has not.
    private async Task FinishAsync(HttpContext context, string orderId, string? state)
    {
        var answer = _book.Do(orderId, done => done is [.., { Deed: SandboxDeed.Authorised }] || state == "refused"
            ? (null, new SandboxAnswer(orderId, state ?? "accepted", "P-" + orderId, state == "refused" ? "cancelled-by-customer" : null))
            : (new SandboxEntry(orderId, SandboxDeed.Authorised, null, 0), new SandboxAnswer(orderId, "accepted", "P-" + orderId)));
        context.Response.StatusCode = (int)await CallBackAsync(answer);
    }

    private async Task<bool> ComesInAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        if (_behaviour.SlowMilliseconds > 0)
            await Task.Delay(_behaviour.SlowMilliseconds, context.RequestAborted);
        if (context.Request.Headers.Authorization == $"Bearer {_token}")
            return true;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return false;
    }

    private async Task AnswerAsync(HttpContext context, Func<SandboxAnswer?> work, string orderId)
    {
        var fault = _faults.TryDequeue(out var next) ? next : SandboxFault.None;
        switch (fault)
        {
            case SandboxFault.FailBefore:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case SandboxFault.CutBefore:
                context.Abort();
                return;
            case SandboxFault.Undecided:
                await WriteAsync(context, new SandboxAnswer(orderId, "unknown"));
                return;
            case SandboxFault.Redirect:
                await WriteAsync(context, new SandboxAnswer(orderId, "unknown", RedirectUrl: $"{Url}/finish/{Uri.EscapeDataString(orderId)}"));
                return;
            default:
                var answer = work();
                await SendAsync(context, fault, answer);
                return;
        }
    }

    private static async Task SendAsync(HttpContext context, SandboxFault fault, SandboxAnswer? answer)
    {
        switch (fault)
        {
            case SandboxFault.FailAfter:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case SandboxFault.CutAfter:
                context.Abort();
                return;
            case SandboxFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            default:
                await WriteAsync(context, answer);
                return;
        }
    }

    private SandboxAnswer Take(Order order) => _book.Do(order.OrderId, done =>
    {
        if (done.Count > 0 && _behaviour.IsIdempotent)
            return (null, StateOf(order.OrderId, done));
        if (_behaviour.RefusedNumbers?.Contains(order.Number) == true)
            return (new SandboxEntry(order.OrderId, SandboxDeed.Refused, order.Number, order.Points, "unknown-number"), new SandboxAnswer(order.OrderId, "refused", null, "unknown-number"));
        var deed = order.Kind == "credit" ? SandboxDeed.Credited : SandboxDeed.Authorised;
        return (new SandboxEntry(order.OrderId, deed, order.Number, order.Points), new SandboxAnswer(order.OrderId, "accepted", "P-" + order.OrderId));
    });

    private SandboxAnswer? Capture(string orderId) => Move(orderId, SandboxDeed.Captured);

    private SandboxAnswer? Void(string orderId) => Move(orderId, SandboxDeed.Voided);

    private SandboxAnswer? Move(string orderId, SandboxDeed deed) => _book.Do(orderId, done => done switch
    {
        [] => (null, new SandboxAnswer(orderId, "")),
        [.., { Deed: SandboxDeed.Authorised } last] => (last with { Deed = deed }, StateOf(orderId, [last with { Deed = deed }])),
        [.., var last] when last.Deed == deed && !_behaviour.IsIdempotent => (last, StateOf(orderId, done)),
        [.., var last] => (null, last.Deed == deed ? StateOf(orderId, done) : new SandboxAnswer(orderId, "refused", null, "is-" + last.Deed.ToString().ToLowerInvariant())),
    }) is { State: not "" } answer ? answer : null;

    private static SandboxAnswer StateOf(string orderId, IReadOnlyList<SandboxEntry> done) => done switch
    {
        [] => new SandboxAnswer(orderId, ""),
        [.., { Deed: SandboxDeed.Refused } last] => new SandboxAnswer(orderId, "refused", null, last.Reason),
        [.., { Deed: SandboxDeed.Captured }] => new SandboxAnswer(orderId, "captured", "P-" + orderId),
        [.., { Deed: SandboxDeed.Voided }] => new SandboxAnswer(orderId, "voided", "P-" + orderId),
        _ => new SandboxAnswer(orderId, "accepted", "P-" + orderId),
    };

    private static Task WriteAsync(HttpContext context, SandboxAnswer? answer)
    {
        if (answer is not null)
            return context.Response.WriteAsJsonAsync(answer, Options);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private sealed record Order(string OrderId, string Kind, string Number, long Points, string? Pin, string? Reference);
}
