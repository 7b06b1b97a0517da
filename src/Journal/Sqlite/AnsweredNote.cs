using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Loyalty.Journal;

/// <summary>What has been answered and must therefore be in the file.</summary>
/// <param name="Sequence">The last row.</param>
/// <param name="Changes">Transactions that changed something beside the journal alone; see the table <c>answered</c>.</param>
/// <param name="Log">Which write-ahead log the file had: its salts; 0 where none is known.</param>
/// <param name="Moved">Frames of that log that had been moved to the file.</param>
/// <param name="FileTime">When the file itself had last been written, as ticks in UTC.</param>
/// <param name="Closed">The engine has ended in order, and moved all of the log.</param>
internal readonly record struct Answered(long Sequence, long Changes, ulong Log = 0, long Moved = 0, long FileTime = 0, bool Closed = false);

/// <summary>
/// A small file beside the journal's that says what was answered last: without it a journal whose end was lost looks like one that ended
/// there. Written before an answer leaves, so that it outlives a kill; flushed to the disk where the log is moved and at the end, so after
/// a loss of power it may be behind, never ahead.
/// </summary>
/// <remarks>Two places are written in turn, each with its checksum: one that was cut short leaves the other.</remarks>
internal sealed class AnsweredNote : IDisposable
{
    public const string Ending = ".answered";

    private const int Place = 256;

    private const string Name = "loyalty-answered-1";

    private readonly string _database;
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private Answered _last;
    private long _turn;

    private AnsweredNote(string database, SafeFileHandle file, long turn)
    {
        _database = database;
        _file = file;
        _turn = turn;
    }

    /// <summary>What the note says; null where there is none, or none that can be read.</summary>
    public static Answered? Read(string database) => ReadPlaces(database) is { } found ? found.Last : null;

    /// <summary>Opens the note for writing, which makes it, and keeps what holds now.</summary>
    public static AnsweredNote Open(string database, Answered now)
    {
        var turn = ReadPlaces(database)?.Turn ?? 0;
        PrivateFiles.Make(database + Ending);
        var file = File.OpenHandle(database + Ending, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        var note = new AnsweredNote(database, file, turn);
        note.Write(now with { FileTime = note.FileTime }, flush: true);
        return note;
    }

    /// <summary>Rows and changes up to these are about to be answered.</summary>
    public void Keep(long sequence, long changes)
    {
        lock (_gate)
            Write(_last with { Sequence = sequence, Changes = changes }, flush: false);
    }

    /// <summary>So many frames of a log have been moved to the file.</summary>
    public void KeepMoved(ulong log, long moved)
    {
        lock (_gate)
            Write(_last with { Log = log, Moved = moved, FileTime = FileTime }, flush: true);
    }

    /// <summary>The engine ends in order.</summary>
    public void Close()
    {
        lock (_gate)
            Write(_last with { Log = 0, Moved = 0, FileTime = FileTime, Closed = true }, flush: true);
    }

    public void Dispose() => _file.Dispose();

    private long FileTime => File.GetLastWriteTimeUtc(_database).Ticks;

    private void Write(Answered answered, bool flush)
    {
        _last = answered;
        _turn++;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {_turn} {answered.Sequence} {answered.Changes} {answered.Log:x} {answered.Moved} {answered.FileTime} {(answered.Closed ? "closed" : "open")} ");
        Span<byte> bytes = stackalloc byte[Place];
        bytes.Fill((byte)' ');
        var length = Encoding.ASCII.GetBytes(text, bytes);
        XxHash3.HashToUInt64(bytes[..length]).TryFormat(bytes[length..], out _, "x16", CultureInfo.InvariantCulture);
        bytes[^1] = (byte)'\n';
        RandomAccess.Write(_file, bytes, _turn % 2 * Place);
        if (flush)
            RandomAccess.FlushToDisk(_file);
    }

    private static (Answered Last, long Turn)? ReadPlaces(string database)
    {
        if (!File.Exists(database + Ending))
            return null;
        var bytes = File.ReadAllBytes(database + Ending);
        (Answered Last, long Turn)? last = null;
        for (var place = 0; place + Place <= bytes.Length; place += Place)
        {
            if (Parse(bytes.AsSpan(place, Place)) is { } found && !(found.Turn < last?.Turn))
                last = found;
        }

        return last;
    }

    private static (Answered Last, long Turn)? Parse(ReadOnlySpan<byte> place)
    {
        var words = Encoding.ASCII.GetString(place).Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words is not [Name, var turn, var sequence, var changes, var log, var moved, var time, var closed, var sum])
            return null;
        var length = string.Join(' ', words[..^1]).Length + 1;
        return sum == XxHash3.HashToUInt64(place[..length]).ToString("x16", CultureInfo.InvariantCulture)
            && long.TryParse(turn, CultureInfo.InvariantCulture, out var own)
            && long.TryParse(sequence, CultureInfo.InvariantCulture, out var row)
            && long.TryParse(changes, CultureInfo.InvariantCulture, out var beside)
            && ulong.TryParse(log, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var salts)
            && long.TryParse(moved, CultureInfo.InvariantCulture, out var frames)
            && long.TryParse(time, CultureInfo.InvariantCulture, out var ticks)
                ? (new Answered(row, beside, salts, frames, ticks, closed == "closed"), own)
                : null;
    }
}
