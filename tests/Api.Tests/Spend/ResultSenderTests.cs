using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Loyalty.Api.Tests;

public class ResultSenderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public async Task A_caller_that_reads_late_gets_everything_in_order(int size)
    {
        var all = RandomNumberGenerator.GetBytes(size);
        var results = new Pipe(new PipeOptions(pauseWriterThreshold: 100_000, resumeWriterThreshold: 50_000));
        var connection = new Pipe(new PipeOptions(pauseWriterThreshold: 10_000, resumeWriterThreshold: 5_000));
        var sending = new ResultSender(results.Reader, connection.Writer).RunAsync(default);

        // Nobody reads, and yet the writer gets rid of all of it.
        foreach (var piece in all.Chunk(7_001))
            await results.Writer.WriteAsync(piece);
        await results.Writer.CompleteAsync();

        var got = new ArrayBufferWriter<byte>();
        var reading = ReadAsync(connection.Reader, got);
        await sending;
        await connection.Writer.CompleteAsync();
        await reading;
        Assert.Equal(all, got.WrittenSpan.ToArray());
    }

    [Fact]
    public async Task A_caller_that_now_and_then_reads_gets_everything_in_order()
    {
        var all = RandomNumberGenerator.GetBytes(3_000_000);
        var results = new Pipe();
        var connection = new Pipe(new PipeOptions(pauseWriterThreshold: 10_000, resumeWriterThreshold: 5_000));
        var sending = new ResultSender(results.Reader, connection.Writer).RunAsync(default);
        var got = new ArrayBufferWriter<byte>();
        var writing = Task.Run(async () =>
        {
            foreach (var piece in all.Chunk(997))
                await results.Writer.WriteAsync(piece);
            await results.Writer.CompleteAsync();
        });
        var reading = Task.Run(() => ReadAsync(connection.Reader, got));
        await writing;
        await sending;
        await connection.Writer.CompleteAsync();
        await reading;
        Assert.Equal(all, got.WrittenSpan.ToArray());
    }

    private static async Task ReadAsync(PipeReader reader, ArrayBufferWriter<byte> into)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            foreach (var piece in read.Buffer)
                into.Write(piece.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
