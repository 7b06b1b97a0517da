using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Loyalty.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;

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
        var sending = Sender(results.Reader, connection.Writer).RunAsync(default);

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
        var sending = Sender(results.Reader, connection.Writer).RunAsync(default);
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

    [Fact]
    public async Task Where_there_is_no_room_the_stream_is_held_back_and_goes_on_when_there_is()
    {
        var all = RandomNumberGenerator.GetBytes(4_000_000);
        var spool = Spool(new SpoolSettings { Megabytes = 1 });
        var results = new Pipe(new PipeOptions(pauseWriterThreshold: 100_000, resumeWriterThreshold: 50_000));
        var connection = new Pipe(new PipeOptions(pauseWriterThreshold: 10_000, resumeWriterThreshold: 5_000));
        var sending = Sender(results.Reader, connection.Writer, spool).RunAsync(default);
        var writing = Task.Run(async () =>
        {
            foreach (var piece in all.Chunk(7_001))
                await results.Writer.WriteAsync(piece);
            await results.Writer.CompleteAsync();
        });
        // Somebody else's results do not fit either while these wait.
        await Eventually.IsTrue(async () => !await HasRoomAsync(spool) && !writing.IsCompleted, "all room is taken");

        var got = new ArrayBufferWriter<byte>();
        var reading = Task.Run(() => ReadAsync(connection.Reader, got));
        await writing.WaitAsync(Eventually.Deadline);
        await sending.WaitAsync(Eventually.Deadline);
        await connection.Writer.CompleteAsync();
        await reading;
        Assert.Equal(all, got.WrittenSpan.ToArray());
        Assert.True(await HasRoomAsync(spool));
    }

    [Fact]
    public async Task A_folder_that_takes_nothing_holds_the_stream_back_and_breaks_nothing()
    {
        var all = RandomNumberGenerator.GetBytes(1_000_000);
        var gone = Directory.CreateTempSubdirectory("loyalty-spool-");
        gone.Delete();
        var results = new Pipe(new PipeOptions(pauseWriterThreshold: 100_000, resumeWriterThreshold: 50_000));
        var connection = new Pipe(new PipeOptions(pauseWriterThreshold: 10_000, resumeWriterThreshold: 5_000));
        var log = new FakeLogger<ResultSpool>();
        var sending = Sender(results.Reader, connection.Writer, new ResultSpool(new SpoolSettings { Folder = gone.FullName }, TimeProvider.System, log)).RunAsync(default);
        var writing = Task.Run(async () =>
        {
            foreach (var piece in all.Chunk(7_001))
                await results.Writer.WriteAsync(piece);
            await results.Writer.CompleteAsync();
        });
        await Eventually.IsTrue(() => log.Collector.Count > 0, "it is told");
        Assert.False(writing.IsCompleted);

        var got = new ArrayBufferWriter<byte>();
        var reading = Task.Run(() => ReadAsync(connection.Reader, got));
        await sending.WaitAsync(Eventually.Deadline);
        await connection.Writer.CompleteAsync();
        await reading;
        Assert.Equal(all, got.WrittenSpan.ToArray());
        Assert.Equal(1, log.Collector.Count);
    }

    private static async Task<bool> HasRoomAsync(ResultSpool spool)
    {
        using var other = spool.Open(new Caller(CallerKind.Key, "other"));
        return await other.AddAsync(new byte[1], default) == 1;
    }

    private static ResultSpool Spool(SpoolSettings settings) => new(settings, TimeProvider.System, NullLogger<ResultSpool>.Instance);

    private static ResultSender Sender(PipeReader results, PipeWriter connection, ResultSpool? spool = null) =>
        new(results, connection, spool ?? Spool(new SpoolSettings()), new Caller(CallerKind.Key, "till"), TimeProvider.System);

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
