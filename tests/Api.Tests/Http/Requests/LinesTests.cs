using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Loyalty.Api.Tests;

public class LinesTests
{
    [Fact]
    public async Task Counts_every_line_and_gives_those_that_are_not_blank() =>
        Assert.Equal(["1:a", "3:b", "5:c"], await SplitAsync("a\n\nb\r\n  \t\nc"));

    [Fact]
    public async Task Drops_a_byte_order_mark() =>
        Assert.Equal(["1:a"], await SplitAsync("\uFEFFa\n"));

    [Theory]
    [InlineData(0, "2:b|")]
    [InlineData(1, "1:too long|2:b|")]
    [InlineData(5, "1:too long|2:b|")]
    [InlineData(500_000, "1:too long|2:b|")]
    public async Task Skips_a_line_over_the_bound_to_its_end(int over, string expected)
    {
        var lines = await SplitAsync(new string('x', Lines.MaxBytes + over) + "\nb");
        Assert.Equal(over == 0 ? 2 : expected.Split('|').Length - 1, lines.Count);
        Assert.Equal("2:b", lines[1]);
        Assert.Equal(over > 0, lines[0] == "1:too long");
    }

    [Fact]
    public async Task A_line_at_the_bound_may_end_with_CR_LF() =>
        Assert.DoesNotContain("1:too long", await SplitAsync(new string('x', Lines.MaxBytes) + "\r\nb"));

    [Fact]
    public async Task A_last_line_over_the_bound_is_told_once() =>
        Assert.Equal(["1:too long"], await SplitAsync(new string('x', 3 * Lines.MaxBytes)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pieces_of_any_size_give_the_same_lines(int pieceSize)
    {
        const string text = "\uFEFFone\r\n\r\ntwo\nthree\r\n";
        var pipe = new Pipe();
        var reading = ReadAsync(pipe.Reader);
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(pieceSize))
            await pipe.Writer.WriteAsync(piece);
        await pipe.Writer.CompleteAsync();
        Assert.Equal(["1:one", "3:two", "4:three"], await reading);
    }

    [Fact]
    public async Task A_body_whose_lines_nobody_wants_any_more_can_still_be_drained()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("one\ntwo\n"u8.ToArray());
        await foreach (var _ in Lines.ReadAsync(pipe.Reader))
            break;
        await pipe.Writer.WriteAsync("three\n"u8.ToArray());

        using var stop = new CancellationTokenSource();
        await using var waiting = Lines.ReadAsync(pipe.Reader, stop.Token).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync());
        var next = waiting.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);

        await pipe.Writer.WriteAsync("four\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.Equal(["1:four"], await ReadAsync(pipe.Reader));
    }

    private static Task<List<string>> SplitAsync(string text) =>
        ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text))));

    private static async Task<List<string>> ReadAsync(PipeReader reader)
    {
        var lines = new List<string>();
        await foreach (var line in Lines.ReadAsync(reader))
            lines.Add($"{line.Number}:{(line.TooLong ? "too long" : Encoding.UTF8.GetString(line.Bytes))}");
        return lines;
    }
}
