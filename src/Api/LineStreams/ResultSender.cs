using System.Buffers;
using System.IO.Pipelines;

namespace Loyalty.Api;

/// <summary>
/// Sends results to a caller that may read them only when it has sent everything: most HTTP clients do. What the connection does
/// not take at once waits in a file, in order, so that neither the caller nor the engine stands still and memory stays bounded.
/// </summary>
/// <param name="spool">Where results wait.</param>
/// <param name="caller">Whose they are.</param>
public sealed class ResultSender(PipeReader results, PipeWriter connection, ResultSpool spool, Caller caller, TimeProvider time)
{
    /// <summary>Bytes read back from the file at a time.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>After how long it is looked whether there is room again where there was none.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Sends until the results are complete, or the caller is gone.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var waiting = spool.Open(caller);
        var sent = Task.CompletedTask;
        var reading = results.ReadAsync(cancellation).AsTask();
        var more = true;
        while (more || !waiting.IsEmpty)
        {
            if (sent.IsCompleted && !waiting.IsEmpty)
            {
                await sent;
                connection.Advance(await waiting.TakeAsync(connection.GetMemory(ChunkBytes)[..ChunkBytes], cancellation));
                sent = connection.FlushAsync(cancellation).AsTask();
                continue;
            }

            if (!more || (!sent.IsCompleted && await Task.WhenAny(reading, sent) == sent))
            {
                await sent;
                continue;
            }

            var read = await reading;
            var taken = read.Buffer.End;
            if (sent.IsCompleted && waiting.IsEmpty)
            {
                await sent;
                foreach (var piece in read.Buffer)
                    connection.Write(piece.Span);
                sent = connection.FlushAsync(cancellation).AsTask();
            }
            else
            {
                taken = await PutAsideAsync(waiting, read.Buffer, cancellation);
            }

            // What there was no room for stays in memory, whose bound holds the stream back.
            var isHeldBack = !taken.Equals(read.Buffer.End);
            results.AdvanceTo(taken);
            more = !read.IsCompleted || isHeldBack;
            if (more)
                reading = results.ReadAsync(cancellation).AsTask();
            if (isHeldBack && !sent.IsCompleted)
                await Task.WhenAny(sent, Task.Delay(RetryAfter, time, cancellation));
        }

        await sent;
    }

    private static async Task<SequencePosition> PutAsideAsync(SpoolFile waiting, ReadOnlySequence<byte> bytes, CancellationToken cancellation)
    {
        long put = 0;
        foreach (var piece in bytes)
        {
            var count = await waiting.AddAsync(piece, cancellation);
            put += count;
            if (count < piece.Length)
                break;
        }

        return bytes.GetPosition(put);
    }
}
