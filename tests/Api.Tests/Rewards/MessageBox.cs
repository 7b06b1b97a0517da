using System.Collections.Concurrent;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace Loyalty.Api.Tests;

/// <summary>Takes messages to phones as an operator's gateway would, and checks who signed them.</summary>
internal sealed class MessageBox : IAsyncDisposable
{
    public const string Secret = "whsec_bG95YWx0eS1tZXNzYWdlcy1zZWNyZXQ=";

    private readonly WebApplication _app;

    private MessageBox(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }

    public ConcurrentQueue<JsonElement> Messages { get; } = [];

    /// <summary>The code in the last message, when there are so many.</summary>
    public async Task<string> CodeAsync(int messages)
    {
        await Eventually.IsTrue(() => Task.FromResult(Messages.Count >= messages), "the message has come");
        var text = Messages.Last().Text("text")!;
        return string.Concat(text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..].TakeWhile(char.IsAsciiDigit));
    }

    public static async Task<MessageBox> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        app.Urls.Add(url);
        var box = new MessageBox(app, url + "/messages");
        app.MapPost("/messages", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var seconds = long.Parse(context.Request.Headers["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture);
            var signed = new StandardWebhook(Secret).Sign(context.Request.Headers["webhook-id"]!, DateTimeOffset.FromUnixTimeSeconds(seconds), body);
            if (signed != context.Request.Headers["webhook-signature"])
                return Results.Unauthorized();
            box.Messages.Enqueue(JsonDocument.Parse(body).RootElement);
            return Results.NoContent();
        });
        await app.StartAsync();
        return box;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
