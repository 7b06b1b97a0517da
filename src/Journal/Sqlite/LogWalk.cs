using System.Buffers.Binary;

namespace Loyalty.Journal;

/// <summary>
/// What a walk through SQLite's write-ahead log found (https://sqlite.org/fileformat2.html#walformat). SQLite itself takes what comes
/// before the first frame that does not add up, and does not look behind it.
/// </summary>
/// <param name="Log">Its salts; 0 where there is no log, or its head is damaged.</param>
/// <param name="Taken">Frames up to the last commit that SQLite takes.</param>
/// <param name="Sound">Frames that add up.</param>
/// <param name="CommitsBehind">Ends of transactions of the same log behind the first frame that does not add up.</param>
/// <param name="HeadDamaged">There is a log and nothing of it will be taken.</param>
internal sealed record LogWalk(ulong Log, long Taken, long Sound, long CommitsBehind, bool HeadDamaged)
{
    private const int HeadBytes = 32;
    private const int FrameHeadBytes = 24;
    private const uint Magic = 0x377F0682;
    private const int MaxPage = 65_536;

    public static LogWalk None { get; } = new(0, 0, 0, 0, HeadDamaged: false);

    /// <summary>Walks the log of a database that nobody has open.</summary>
    public static LogWalk Of(string database)
    {
        var path = database + "-wal";
        if (!File.Exists(path))
            return None;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);
        var head = new byte[HeadBytes];
        if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
            return None;
        var bigEndian = (Number(head, 0) & 1) == 1;
        var sums = Sum((0, 0), head.AsSpan(0, FrameHeadBytes), bigEndian);
        var page = (int)Math.Min(Number(head, 8), MaxPage + 1);
        if ((Number(head, 0) & ~1u) != Magic || sums != (Number(head, 24), Number(head, 28)) || page is < 512 or > MaxPage)
            return new LogWalk(0, 0, 0, 0, HeadDamaged: Array.Exists(head, b => b != 0));
        return Frames(file, BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(16)), page, bigEndian, sums);
    }

    /// <summary>The salts of the log that a database has now; 0 for none.</summary>
    public static ulong LogOf(string database)
    {
        if (!File.Exists(database + "-wal"))
            return 0;
        using var file = File.OpenHandle(database + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var salts = new byte[sizeof(ulong)];
        return RandomAccess.Read(file, salts, 16) == salts.Length ? BinaryPrimitives.ReadUInt64BigEndian(salts) : 0;
    }

    private static LogWalk Frames(FileStream file, ulong log, int page, bool bigEndian, (uint, uint) sums)
    {
        var frame = new byte[FrameHeadBytes + page];
        long taken = 0, sound = 0, place = 0, behind = 0;
        var whole = true;
        for (int read; (read = file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false)) >= FrameHeadBytes; place++)
        {
            // Frames of an older log, over which this one has been written, have other salts.
            if (BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(8)) != log)
            {
                whole = false;
                continue;
            }

            var commits = Number(frame, 4) != 0;
            if (whole && read == frame.Length)
            {
                sums = Sum(Sum(sums, frame.AsSpan(0, 8), bigEndian), frame.AsSpan(FrameHeadBytes), bigEndian);
                whole = Number(frame, 0) != 0 && sums == (Number(frame, 16), Number(frame, 20));
                if (whole)
                {
                    sound = place + 1;
                    taken = commits ? sound : taken;
                    continue;
                }
            }

            whole = false;
            behind += commits ? 1 : 0;
        }

        return new LogWalk(log, taken, sound, behind, HeadDamaged: false);
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static (uint, uint) Sum((uint First, uint Second) sums, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var (first, second) = sums;
        for (var at = 0; at < bytes.Length; at += 8)
        {
            var (one, two) = bigEndian
                ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]))
                : (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]));
            first = unchecked(first + one + second);
            second = unchecked(second + two + first);
        }

        return (first, second);
    }
}
