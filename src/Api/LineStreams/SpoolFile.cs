namespace Loyalty.Api;

/// <summary>
/// A queue of bytes in a temporary file, which exists only while it is needed and which nobody else may read. The file is a set of
/// segments that are used again as soon as they have been read: it is never larger than what waited at the worst moment.
/// </summary>
public sealed class SpoolFile(ResultSpool spool, Caller caller) : IDisposable
{
    /// <summary>Bytes that the file grows by.</summary>
    public const int SegmentBytes = 256 * 1024;

    /// <summary>Bytes after which the queue is full: some million results.</summary>
    public const long MaxBytes = 1L << 30;

    private readonly Queue<int> _used = [];
    private readonly Stack<int> _free = [];
    private FileStream? _file;
    private int _segments;
    private int _last;
    private int _taken;
    private int _added;
    private long _waiting;

    public bool IsEmpty => _waiting == 0;

    /// <summary>Bytes of the file.</summary>
    public long Length => (long)_segments * SegmentBytes;

    /// <summary>Puts bytes at the end, as many as there is room for.</summary>
    /// <returns>How many; none when nothing more should be added until something is taken, or room comes.</returns>
    public async Task<int> AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var left = bytes;
        while (!left.IsEmpty && (HasRoomInLast || TryBeginSegment()))
        {
            var piece = left[..Math.Min(left.Length, SegmentBytes - _added)];
            if (!await TryWriteAsync(piece, cancellation))
                break;
            _added += piece.Length;
            _waiting += piece.Length;
            left = left[piece.Length..];
        }

        return bytes.Length - left.Length;
    }

    /// <summary>Takes bytes from the front; as many as there are in a segment and fit.</summary>
    public async Task<int> TakeAsync(Memory<byte> into, CancellationToken cancellation)
    {
        var first = _used.Peek();
        var end = _used.Count == 1 ? _added : SegmentBytes;
        var got = await RandomAccess.ReadAsync(_file!.SafeFileHandle, into[..Math.Min(into.Length, end - _taken)], ((long)first * SegmentBytes) + _taken, cancellation);
        if (got == 0)
            throw new IOException("The file of results that wait is shorter than what was written to it.");
        _taken += got;
        _waiting -= got;
        if (_waiting == 0)
        {
            Empty();
        }
        else if (_taken == SegmentBytes)
        {
            _free.Push(_used.Dequeue());
            _taken = 0;
        }

        return got;
    }

    public void Dispose()
    {
        _file?.Dispose();
        spool.Release(caller, _segments);
        _segments = 0;
    }

    private bool HasRoomInLast => _used.Count > 0 && _added < SegmentBytes;

    private bool TryBeginSegment()
    {
        if (!_free.TryPop(out var segment))
        {
            if (Length >= MaxBytes || !spool.TryReserve(caller))
                return false;
            segment = _segments++;
        }

        _used.Enqueue(segment);
        (_last, _added) = (segment, 0);
        return true;
    }

    private async Task<bool> TryWriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        try
        {
            _file ??= spool.Create();
            await RandomAccess.WriteAsync(_file.SafeFileHandle, piece, ((long)_last * SegmentBytes) + _added, cancellation);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A full disk most of all: what was written of the piece is written again.
            spool.Tell(fault);
            return false;
        }
    }

    private void Empty()
    {
        _used.Clear();
        _free.Clear();
        RandomAccess.SetLength(_file!.SafeFileHandle, 0);
        spool.Release(caller, _segments);
        (_segments, _taken, _added) = (0, 0, 0);
    }
}
