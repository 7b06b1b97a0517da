using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using System.Text.Json;
using System.Threading.Channels;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Takes purchases of many members as lines and answers each with a line, in order, while more are still coming. Lines of one
/// member are credited one after the other; members do not wait for each other.
/// </summary>
public sealed class PurchaseStream(IGrainFactory grains, AuditRecorder trail, CallerRateLimits rates, ILogger<PurchaseStream> log)
{
    /// <summary>Lines that are read but not answered yet. When reached, no more are read: the caller's connection fills up.</summary>
    public const int MaxInFlight = 2_048;

    /// <summary>Bytes of results after which they are sent even when more are ready.</summary>
    public const int FlushBytes = 32 * 1024;

    /// <summary>Credits all lines of <paramref name="lines"/> and writes the results.</summary>
    /// <param name="user">Whose purchases they are.</param>
    /// <param name="source">The same, for the trail.</param>
    /// <param name="traceId">Of the request, for what is refused.</param>
    /// <param name="stopReading">Ends the reading early. What is under way is answered; lines that wait for their member are turned away.</param>
    /// <param name="cancellation">The caller went away.</param>
    public async Task RunAsync(
        PipeReader lines,
        PipeWriter results,
        ClaimsPrincipal user,
        TrailSource source,
        string traceId,
        CancellationToken stopReading,
        CancellationToken cancellation)
    {
        var window = Channel.CreateBounded<Task<object>>(new BoundedChannelOptions(MaxInFlight - 1) { SingleReader = true, SingleWriter = true });
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = WriteAsync(window.Reader, results, abandoned);
        try
        {
            await ReadAsync(lines, window.Writer, user, new Asker(source, traceId), stopReading, abandoned.Token);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The results cannot be written any more; that fault is told below.
        }
        finally
        {
            window.Writer.Complete();
            await writing;
        }
    }

    private async Task ReadAsync(
        PipeReader lines, ChannelWriter<Task<object>> window, ClaimsPrincipal user, Asker asker, CancellationToken stopReading, CancellationToken abandoned)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopReading, abandoned);
        var turns = new MemberTurns(2 * MaxInFlight);
        var guesses = GuessLimiter.Of(user, rates);
        try
        {
            await foreach (var line in Lines.ReadAsync(lines, either.Token))
            {
                var read = StreamedPurchase.Read(line);
                var result = read.Purchase is { } purchase
                    ? turns.Next(read.Member, () => CreditAsync(asker, read, purchase.From(user), guesses, stopReading))
                    : Task.FromResult<object>(PurchaseLineProblem.Of(read, read.Problem!, asker.TraceId));
                await window.WriteAsync(result, abandoned);
            }
        }
        catch (OperationCanceledException) when (stopReading.IsCancellationRequested && !abandoned.IsCancellationRequested)
        {
            log.LogInformation("A purchase stream was ended because the host stops.");
        }
    }

    private async Task<object> CreditAsync(Asker asker, StreamedPurchase line, Purchase purchase, GuessLimiter? guesses, CancellationToken stopping)
    {
        // Hundreds of lines may wait for one member, a commit each: longer than a host has time to stop.
        if (stopping.IsCancellationRequested)
            return PurchaseLineProblem.Of(line, ExceptionProblems.Of(new EngineBusyException("The host is stopping.")), asker.TraceId);
        if (guesses?.Wait is { } wait)
            return PurchaseLineProblem.Of(line, TooManyRequests.Problem(wait), asker.TraceId);
        try
        {
            var credited = grains.LoyaltyAccount(line.Member).RecordPurchase(purchase);
            var outcome = await (purchase.Reason is null ? credited : trail.CreditedAsync(credited, asker.Source, line.Member, purchase));
            if (guesses is not null && outcome.Refusal == Refusals.UnknownMember(line.Member))
                guesses.Missed();
            return outcome.Refusal is { } refusal
                ? PurchaseLineProblem.Of(line, Problem.Of(refusal), asker.TraceId)
                : PurchaseLineReceipt.Of(line.Line, outcome.Value!, outcome.IsRepeat);
        }
        catch (Exception fault)
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "Line {Line} of a purchase stream failed; trace {TraceId}.", line.Line, asker.TraceId);
            return PurchaseLineProblem.Of(line, ExceptionProblems.Of(fault), asker.TraceId);
        }
    }

    private static async Task WriteAsync(ChannelReader<Task<object>> window, PipeWriter results, CancellationTokenSource abandoned)
    {
        try
        {
            using var json = new Utf8JsonWriter(results, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder, SkipValidation = true });
            long unsent = 0;
            await foreach (var pending in window.ReadAllAsync(abandoned.Token))
            {
                // Nothing may wait unsent while the engine thinks.
                if (unsent > 0 && (unsent >= FlushBytes || !pending.IsCompleted))
                {
                    await results.FlushAsync(abandoned.Token);
                    unsent = 0;
                }

                var result = await pending;
                if (result is PurchaseLineReceipt receipt)
                    ReceiptJson.Write(json, receipt);
                else
                    JsonSerializer.Serialize(json, result, result.GetType(), ApiJson.Options);
                json.Flush();
                unsent += json.BytesCommitted + 1;
                json.Reset();
                results.Write("\n"u8);
                if (!window.TryPeek(out _))
                {
                    await results.FlushAsync(abandoned.Token);
                    unsent = 0;
                }
            }

            await results.FlushAsync(abandoned.Token);
        }
        catch
        {
            await abandoned.CancelAsync();
            throw;
        }
    }

    /// <summary>Whose stream it is, for the trail, and how its request is found in logs.</summary>
    private sealed record Asker(TrailSource Source, string TraceId);
}
