using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Loyalty.Api;

/// <summary>A call that takes lines and answers lines for as long as the caller likes.</summary>
public static class LineStreamEndpoint
{
    public const string ContentType = "application/x-ndjson";

    /// <summary>Bytes of results in memory between the engine and <see cref="ResultSender"/>.</summary>
    public const int MaxBufferedBytes = 256 * 1024;

    /// <summary>How long a caller that goes on sending may take to see that its stream has ended because the host stops.</summary>
    public static readonly TimeSpan PartingTime = TimeSpan.FromSeconds(2);

    /// <summary>Says of an address that it is one.</summary>
    public static RouteHandlerBuilder IsLineStream<TBody, TResult>(this RouteHandlerBuilder endpoint)
        where TBody : notnull => endpoint
        .Accepts<TBody>(ContentType)
        .Produces<TResult>(StatusCodes.Status200OK, ContentType)
        .WithMetadata(new StaysOpenAttribute())
        .Refuses(415, 429);

    /// <summary>Answers a request line by line.</summary>
    /// <param name="open">Makes the work of its lines.</param>
    public static async Task AnswerAsync(HttpContext context, Func<LineWork> open)
    {
        var services = context.RequestServices;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        if (!context.Request.HasPlainContent(ContentType))
        {
            await ProblemResult.WriteAsync(context, StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType));
            return;
        }

        var caller = Caller.Of(context.User);
        var (lease, tooMany) = services.GetRequiredService<OpenStreams>().Begin(caller);
        using var counted = lease;
        if (tooMany is not null)
        {
            await ProblemResult.WriteAsync(context, tooMany);
            return;
        }

        context.AllowLength(null);
        AllowPauses(context);
        using var held = services.GetRequiredService<OpenAccess>().Hold(context.User, context.Abort);
        // While it sends, the caller need not read.
        var outgoing = context.Features.Get<IHttpMinResponseDataRateFeature>();
        var rate = outgoing?.MinDataRate;
        if (outgoing is not null)
            outgoing.MinDataRate = null;
        context.Response.ContentType = ContentType;
        // The caller sees that the stream is open before the first line is answered, or even sent.
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        var results = new Pipe(new PipeOptions(pauseWriterThreshold: MaxBufferedBytes, resumeWriterThreshold: MaxBufferedBytes / 2));
        var sender = new ResultSender(
            results.Reader, context.Response.BodyWriter, services.GetRequiredService<ResultSpool>(), caller, services.GetRequiredService<TimeProvider>());
        var sending = SendAsync(results.Reader, sender, context.RequestAborted);
        try
        {
            await services.GetRequiredService<LineStream>().RunAsync(
                context.Request.BodyReader, results.Writer, open(), lifetime.ApplicationStopping, context.RequestAborted);
        }
        finally
        {
            // All is read: from now on the caller has nothing to do but to take its results.
            if (outgoing is not null)
                outgoing.MinDataRate = rate;
            await results.Writer.CompleteAsync();
            await sending;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
            await PartAsync(context);
    }

    // Left to itself the server would read, and throw away, for as long as the caller sends, and the host could not stop. Cut at
    // once, the caller could lose results that are still on their way to it.
    private static async Task PartAsync(HttpContext context)
    {
        await context.Response.CompleteAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(PartingTime);
        try
        {
            await foreach (var _ in Lines.ReadAsync(context.Request.BodyReader, limit.Token))
            {
                // Nobody is told of these lines: they are the caller's to send again.
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task SendAsync(PipeReader results, ResultSender sender, CancellationToken cancellation)
    {
        try
        {
            await sender.RunAsync(cancellation);
        }
        finally
        {
            // Whoever still writes must not wait for a reader that is gone.
            await results.CompleteAsync();
        }
    }

    // A till sends a line when somebody buys.
    private static void AllowPauses(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } incoming)
            incoming.MinDataRate = null;
    }
}
