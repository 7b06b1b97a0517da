using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Loyalty.Api;

/// <summary>One line of a text that is read as it comes.</summary>
/// <param name="Number">1 for the first; blank lines and lines that are too long are counted too.</param>
/// <param name="Bytes">Without its line end; valid until the next line is asked for. Empty when too long.</param>
/// <param name="TooLong">The line has more than <see cref="Lines.MaxBytes"/> and was skipped.</param>
public readonly record struct Line(long Number, ReadOnlySequence<byte> Bytes, bool TooLong);

/// <summary>Splits a stream of bytes into lines without ever holding more than one that is too long.</summary>
public static class Lines
{
    /// <summary>Bytes a line may have.</summary>
    public const int MaxBytes = JsonReading.MaxBytes;

    /// <summary>The lines that are not blank. A line ends with LF or CR LF; a byte order mark before the first is dropped.</summary>
    public static async IAsyncEnumerable<Line> ReadAsync(PipeReader reader, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long number = 0;
        var skipping = false;
        // Not by the token: a body whose read was given up so cannot be read again, not even by the server to be rid of it.
        using var wake = cancellation.Register(reader.CancelPendingRead);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start);
                continue;
            }

            var givenBack = false;
            try
            {
                var rest = read.Buffer;
                while (TryCut(ref rest, read.IsCompleted, out var bytes))
                {
                    // What comes here while skipping is the end of a line that was reported when it grew too long.
                    if (skipping)
                    {
                        skipping = false;
                        continue;
                    }

                    number++;
                    var line = Trim(bytes, number);
                    if (line.Length > MaxBytes)
                        yield return new Line(number, default, TooLong: true);
                    else if (!IsBlank(line))
                        yield return new Line(number, line, TooLong: false);
                    // What the server holds at once may be many thousand lines.
                    cancellation.ThrowIfCancellationRequested();
                }

                if (read.IsCompleted)
                    yield break;

                // One more for the CR that may come before the LF, three for a byte order mark.
                if (!skipping && rest.Length > MaxBytes + 4)
                {
                    skipping = true;
                    number++;
                    yield return new Line(number, default, TooLong: true);
                }

                reader.AdvanceTo(skipping ? rest.End : rest.Start, rest.End);
                givenBack = true;
            }
            finally
            {
                // At the end, and when the caller wants no more lines: a body in whose midst somebody is reading cannot be drained.
                if (!givenBack)
                    reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static bool TryCut(ref ReadOnlySequence<byte> rest, bool isCompleted, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        rest = rest.Slice(rest.End);
        if (isCompleted)
            return line.Length > 0;
        rest = line;
        return false;
    }

    private static ReadOnlySequence<byte> Trim(ReadOnlySequence<byte> line, long number)
    {
        if (number == 1 && StartsWithMark(line))
            line = line.Slice(3);
        return line.Length > 0 && LastByte(line) == '\r' ? line.Slice(0, line.Length - 1) : line;
    }

    private static bool StartsWithMark(in ReadOnlySequence<byte> line)
    {
        if (line.Length < 3)
            return false;
        Span<byte> start = stackalloc byte[3];
        line.Slice(0, 3).CopyTo(start);
        return start.SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
    }

    private static byte LastByte(in ReadOnlySequence<byte> line)
    {
        Span<byte> last = stackalloc byte[1];
        line.Slice(line.Length - 1).CopyTo(last);
        return last[0];
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var piece in line)
        {
            if (piece.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
                return false;
        }

        return true;
    }
}
