using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Takes lines about many members and answers each with a line, in order, while more are still coming. Lines of one member are done one
/// after the other; members do not wait for each other.
/// </summary>
public sealed class LineStream(ILogger<LineStream> log)
{
    /// <summary>Lines that are read but not answered yet. When reached, no more are read: the caller's connection fills up.</summary>
    public const int MaxInFlight = 2_048;

    /// <summary>Bytes of results after which they are sent even when more are ready.</summary>
    public const int FlushBytes = 32 * 1024;

    /// <summary>Does all lines of <paramref name="lines"/> and writes the results.</summary>
    /// <param name="stopReading">Ends the reading early. What is under way is answered; lines that wait for their member are turned away.</param>
    /// <param name="cancellation">The caller went away.</param>
    public async Task RunAsync(PipeReader lines, PipeWriter results, LineWork work, CancellationToken stopReading, CancellationToken cancellation)
    {
        var window = Channel.CreateBounded<Task<object>>(new BoundedChannelOptions(MaxInFlight - 1) { SingleReader = true, SingleWriter = true });
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = WriteAsync(window.Reader, results, work, abandoned);
        try
        {
            await ReadAsync(lines, window.Writer, work, stopReading, abandoned.Token);
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
        PipeReader lines, ChannelWriter<Task<object>> window, LineWork work, CancellationToken stopReading, CancellationToken abandoned)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopReading, abandoned);
        var turns = new MemberTurns(2 * MaxInFlight);
        try
        {
            await foreach (var line in Lines.ReadAsync(lines, either.Token))
                await window.WriteAsync(await work.TakeAsync(line, turns, stopReading), abandoned);
        }
        catch (OperationCanceledException) when (stopReading.IsCancellationRequested && !abandoned.IsCancellationRequested)
        {
            log.LogInformation("A stream of lines was ended because the host stops.");
        }
    }

    private static async Task WriteAsync(ChannelReader<Task<object>> window, PipeWriter results, LineWork work, CancellationTokenSource abandoned)
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

                work.Write(json, await pending);
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
}

/// <summary>What is done with the lines of one stream.</summary>
public abstract class LineWork
{
    /// <summary>Reads a line and begins what it asks for; the line is gone when it returns.</summary>
    /// <param name="turns">By which lines of one member keep their order.</param>
    /// <param name="stopping">The host stops: what has not begun is turned away.</param>
    /// <returns>The result; must not fail.</returns>
    public abstract Task<object> Take(Line line, MemberTurns turns, CancellationToken stopping);

    /// <summary>The same, for work that must look something up before the next line may be read.</summary>
    public virtual ValueTask<Task<object>> TakeAsync(Line line, MemberTurns turns, CancellationToken stopping) => new(Take(line, turns, stopping));

    /// <summary>What is wrong with a line that has too many bytes.</summary>
    public static Problem TooLong { get; } =
        Problem.Of(StatusCodes.Status413PayloadTooLarge, "line-too-long", $"The line has more than {Lines.MaxBytes} bytes and was skipped.");

    /// <summary>Does what a line asks for. It does not fail: what goes wrong is its result.</summary>
    /// <param name="what">What the line is of, as a log names it.</param>
    /// <param name="refused">Makes a result of what is wrong.</param>
    protected static async Task<object> DoAsync(
        Func<Task<object>> work, Func<Problem, object> refused, string what, long line, string traceId, ILogger log, CancellationToken stopping)
    {
        // Hundreds of lines may wait for one member, a commit each: longer than a host has time to stop.
        if (stopping.IsCancellationRequested)
            return refused(ExceptionProblems.Of(new EngineBusyException("The host is stopping.")));
        try
        {
            return await work();
        }
        catch (Exception fault)
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "Line {Line} of {What} failed; trace {TraceId}.", line, what, traceId);
            return refused(ExceptionProblems.Of(fault));
        }
    }

    /// <summary>Writes a result.</summary>
    public virtual void Write(Utf8JsonWriter json, object result) => JsonSerializer.Serialize(json, result, result.GetType(), ApiJson.Options);
}
