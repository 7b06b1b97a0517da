using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Reads the records of a CSV file as it comes, without ever holding more than one: RFC 4180, in UTF-8, UTF-16 or UTF-32.</summary>
internal static class CsvRecords
{
    private const int BufferedCharacters = 16 * 1024;

    // Bytes by which the encoding is told.
    private const int SignatureBytes = 4;

    /// <summary>
    /// The records that are not blank, the head first. One with a fault is followed by others unless its quotes are broken; then the
    /// rest of the file is passed over.
    /// </summary>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(PipeReader reader, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var parser = new CsvParser();
        var text = new char[BufferedCharacters];
        Decoder? decoder = null;
        // Not by the token: a body whose read was given up so cannot be read again, not even by the server to be rid of it.
        using var wake = cancellation.Register(reader.CancelPendingRead);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled || (decoder is null && read.Buffer.Length < SignatureBytes && !read.IsCompleted))
            {
                reader.AdvanceTo(read.Buffer.Start, read.IsCanceled ? read.Buffer.Start : read.Buffer.End);
                continue;
            }

            try
            {
                if (decoder is null)
                {
                    var (encoding, fault) = EncodingOf(read.Buffer.Slice(0, Math.Min(SignatureBytes, read.Buffer.Length)).ToArray());
                    if (fault is not null)
                    {
                        yield return new CsvRecord(1, [], ',', new Refusal("encoding-not-valid", fault));
                        yield break;
                    }

                    decoder = encoding.GetDecoder();
                }

                foreach (var piece in read.Buffer)
                {
                    foreach (var record in Records(parser, decoder, piece, text, isLast: false))
                    {
                        yield return record;
                        // What the server holds at once may be many thousand rows.
                        cancellation.ThrowIfCancellationRequested();
                    }
                }
            }
            finally
            {
                // Also when the caller wants no more: a body in whose midst somebody is reading cannot be drained.
                reader.AdvanceTo(read.Buffer.End);
            }

            if (!read.IsCompleted)
                continue;
            foreach (var record in Records(parser, decoder, default, text, isLast: true))
                yield return record;
            yield break;
        }
    }

    private static IEnumerable<CsvRecord> Records(CsvParser parser, Decoder decoder, ReadOnlyMemory<byte> bytes, char[] text, bool isLast)
    {
        // Half a character at the end is no text.
        for (var more = isLast; (more || bytes.Length > 0) && !parser.IsBroken; more = false)
        {
            decoder.Convert(bytes.Span, text, flush: isLast, out var used, out var count, out _);
            bytes = bytes[used..];
            for (var at = 0; Next(parser, text.AsSpan(0, count), ref at) is { } record;)
                yield return record;
        }

        if (isLast && parser.End() is { } last)
            yield return last;
    }

    private static CsvRecord? Next(CsvParser parser, ReadOnlySpan<char> text, ref int at)
    {
        var rest = text[at..];
        var record = parser.Read(ref rest);
        at = text.Length - rest.Length;
        return record;
    }

    // What Excel calls Unicode text has a mark; a program that writes UTF-16 without one is told by the zeros of its first letters.
    private static (Encoding Encoding, string? Fault) EncodingOf(byte[] start) => start switch
    {
        [0xFF, 0xFE, 0, 0] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true), null),
        [0, 0, 0xFE, 0xFF] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), null),
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0] => (Encoding.Unicode, null),
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0] => (Encoding.BigEndianUnicode, null),
        [0x50, 0x4B, 3, 4] or [0xD0, 0xCF, 0x11, 0xE0] => (Encoding.UTF8, "The file is an Excel workbook: save it as CSV."),
        [0x1F, 0x8B, ..] => (Encoding.UTF8, "The file is compressed: send it unpacked."),
        _ => (Encoding.UTF8, null),
    };
}
