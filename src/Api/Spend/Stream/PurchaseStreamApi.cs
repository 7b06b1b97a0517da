using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Loyalty.Api;

/// <summary>Purchases of many members in one call.</summary>
public static class PurchaseStreamApi
{
    public const string ContentType = "application/x-ndjson";

    /// <summary>Bytes of results in memory between the engine and <see cref="ResultSender"/>.</summary>
    public const int MaxBufferedBytes = 256 * 1024;

    /// <summary>How long a caller that goes on sending may take to see that its stream has ended because the host stops.</summary>
    public static readonly TimeSpan PartingTime = TimeSpan.FromSeconds(2);

    public static void MapPurchaseStream(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/purchases", StreamAsync).WithTags("Spend").WithQuery()
            .Allows(Scopes.Pos | Scopes.FeedReservations | Scopes.FeedPayment | Scopes.Operator).WithName("streamPurchases")
            .WithSummary("Credits purchases of many members, one a line; one result line a line, in order, as they are ready")
            .Accepts<PurchaseLineBody>(ContentType)
            .Produces<PurchaseLineReceipt>(StatusCodes.Status200OK, ContentType)
            .WithMetadata(new StaysOpenAttribute())
            .Refuses(415, 429);

    private static async Task StreamAsync(
        HttpContext context,
        PurchaseStream stream,
        OpenStreams streams,
        ResultSpool spool,
        OpenAccess open,
        TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        if (!context.Request.HasPlainContent(ContentType))
        {
            await ProblemResult.WriteAsync(context, StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType));
            return;
        }

        var caller = Caller.Of(context.User);
        var (lease, tooMany) = streams.Begin(caller);
        using var counted = lease;
        if (tooMany is not null)
        {
            await ProblemResult.WriteAsync(context, tooMany);
            return;
        }

        context.AllowLength(null);
        AllowPauses(context);
        using var held = open.Hold(context.User, context.Abort);
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
        var sending = SendAsync(
            results.Reader, new ResultSender(results.Reader, context.Response.BodyWriter, spool, caller, time), context.RequestAborted);
        try
        {
            await stream.RunAsync(
                context.Request.BodyReader,
                results.Writer,
                context.User,
                AuditRecorder.SourceOf(context),
                TraceIds.Of(context),
                lifetime.ApplicationStopping,
                context.RequestAborted);
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
