using System.Buffers;
using System.IO.Pipelines;

namespace Loyalty.Api;

/// <summary>
/// Sends results to a caller that may read them only when it has sent everything: most HTTP clients do. What the connection does
/// not take at once waits in a file, in order, so that neither the caller nor the engine stands still and memory stays bounded.
/// </summary>
public sealed class ResultSender(PipeReader results, PipeWriter connection)
{
    /// <summary>Bytes read back from the file at a time.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Sends until the results are complete, or the caller is gone.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var waiting = new SpoolFile();
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

            // While the file has room the results go on coming; when it is full they wait for the caller.
            if (!more || waiting.IsFull || (!sent.IsCompleted && await Task.WhenAny(reading, sent) == sent))
            {
                await sent;
                continue;
            }

            var read = await reading;
            if (sent.IsCompleted && waiting.IsEmpty)
            {
                await sent;
                foreach (var piece in read.Buffer)
                    connection.Write(piece.Span);
                sent = connection.FlushAsync(cancellation).AsTask();
            }
            else
            {
                foreach (var piece in read.Buffer)
                    await waiting.AddAsync(piece, cancellation);
            }

            results.AdvanceTo(read.Buffer.End);
            more = !read.IsCompleted;
            if (more)
                reading = results.ReadAsync(cancellation).AsTask();
        }

        await sent;
    }
}
