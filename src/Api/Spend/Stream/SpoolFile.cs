namespace Loyalty.Api;

/// <summary>A queue of bytes in a temporary file, which exists only while it is needed and which nobody else may read.</summary>
public sealed class SpoolFile : IDisposable
{
    /// <summary>Bytes after which the queue is full: some million results.</summary>
    public const long MaxBytes = 1L << 30;

    private FileStream? _file;
    private long _taken;
    private long _added;

    public bool IsEmpty => _taken == _added;

    /// <summary>Nothing more should be added until something is taken.</summary>
    public bool IsFull => _added - _taken >= MaxBytes;

    /// <summary>Puts bytes at the end.</summary>
    public async Task AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _file ??= Open();
        await RandomAccess.WriteAsync(_file.SafeFileHandle, bytes, _added, cancellation);
        _added += bytes.Length;
    }

    /// <summary>Takes bytes from the front; as many as there are and fit.</summary>
    public async Task<int> TakeAsync(Memory<byte> into, CancellationToken cancellation)
    {
        var wanted = (int)Math.Min(into.Length, _added - _taken);
        var got = await RandomAccess.ReadAsync(_file!.SafeFileHandle, into[..wanted], _taken, cancellation);
        _taken += got;
        if (IsEmpty)
        {
            _taken = 0;
            _added = 0;
        }

        return got;
    }

    public void Dispose() => _file?.Dispose();

    private static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(Path.GetTempPath(), $"loyalty-{Guid.NewGuid():N}");
        var file = new FileStream(path, options);
        // It has names in it: without one of its own, it goes with the process even when that is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
