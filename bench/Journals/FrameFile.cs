using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Loyalty.Grains;
using Loyalty.Journal;
using Microsoft.Win32.SafeHandles;

namespace Loyalty.Bench;

/// <summary>
/// A preallocated file of frames: length, checksum, payload. Its room is filled with zeros ahead of use, so that a flush writes
/// data alone; the first frame that is not whole ends it. One writer.
/// </summary>
internal sealed partial class FrameFile : IDisposable
{
    /// <summary>The version of the format that is written.</summary>
    public const int Format = 1;

    /// <summary>The usual room.</summary>
    public const int Room = 256 << 20;

    private const int HeaderBytes = 16, FrameHead = 8;
    private static readonly byte[] Magic = "LOYFRAME"u8.ToArray();

    private readonly SafeFileHandle _file;
    private readonly int _room;
    private bool _broken;
    private long _end;
    private long _allocated;

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="read">Is given the payload of every frame, in order.</param>
    /// <param name="room">Bytes that are filled with zeros at a time, and kept free ahead when it is opened.</param>
    /// <exception cref="JournalRefusedException">Another program has written it.</exception>
    public FrameFile(string path, Action<ReadOnlySpan<byte>> read, int room = Room)
    {
        _room = room;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _allocated = RandomAccess.GetLength(_file);
        if (_allocated == 0)
            WriteHeader();
        CheckHeader();
        _end = HeaderBytes;
        Recover(read);
        ForgetRest();
        Reserve(_room);
    }

    /// <summary>Writes frames that <see cref="Frame"/> made and flushes them to the disk.</summary>
    /// <exception cref="JournalUnavailableException">It could not, now or before: what the file holds is known when it is opened again.</exception>
    public void Append(ReadOnlySpan<byte> frames)
    {
        if (_broken)
            throw new JournalUnavailableException("A write has failed before.");
        _broken = true;
        if (_end + frames.Length > _allocated)
            Reserve(frames.Length + _room);
        RandomAccess.Write(_file, frames, _end);
        Flush();
        _end += frames.Length;
        _broken = false;
    }

    /// <summary>Adds a frame to a buffer.</summary>
    public static void Frame(MemoryStream buffer, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[FrameHead];
        BinaryPrimitives.WriteInt32LittleEndian(head, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Checksum(payload));
        buffer.Write(head);
        buffer.Write(payload);
    }

    public void Dispose() => _file.Dispose();

    private void WriteHeader()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header, 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Format);
        RandomAccess.Write(_file, header, 0);
        _allocated = HeaderBytes;
    }

    private void CheckHeader()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        RandomAccess.Read(_file, header, 0);
        if (!header[..8].SequenceEqual(Magic))
            throw new JournalRefusedException("The file is not one of frames.");
        var format = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (format != Format)
            throw new JournalRefusedException($"The file has schema version {format}, this program knows versions up to {Format}.");
    }

    private void Recover(Action<ReadOnlySpan<byte>> read)
    {
        var head = new byte[FrameHead];
        while (_end + FrameHead <= _allocated && RandomAccess.Read(_file, head, _end) == FrameHead)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length <= 0 || _end + FrameHead + length > _allocated)
                return;
            var payload = new byte[length];
            RandomAccess.Read(_file, payload, _end + FrameHead);
            if (Checksum(payload) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)))
                return;
            read(payload);
            _end += FrameHead + length;
        }
    }

    // Behind a torn frame there may be whole ones of the same batch, which nobody was told of. They must not come back to life when
    // what is written next ends where one of them begins.
    private void ForgetRest()
    {
        var (held, zeros) = (new byte[1 << 20], new byte[1 << 20]);
        for (var at = _end; at < _allocated; at += held.Length)
        {
            var rest = held.AsSpan(0, RandomAccess.Read(_file, held, at));
            if (rest.ContainsAnyExcept((byte)0))
                RandomAccess.Write(_file, zeros.AsSpan(0, rest.Length), at);
        }
    }

    // Zeros are written, not only promised: an extent that was never written costs a change of metadata at its first flush.
    private void Reserve(int bytes)
    {
        var zeros = new byte[1 << 20];
        for (; _allocated < _end + bytes; _allocated += zeros.Length)
            RandomAccess.Write(_file, zeros, _allocated);
        RandomAccess.FlushToDisk(_file);
    }

    // CRC-32C, which processors have an instruction for.
    private static uint Checksum(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        for (; payload.Length >= sizeof(ulong); payload = payload[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(payload));
        foreach (var octet in payload)
            crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    private void Flush()
    {
        if (DataSync(_file.DangerousGetHandle().ToInt32()) != 0)
            throw new JournalUnavailableException($"fdatasync failed with {Marshal.GetLastPInvokeErrorMessage()}");
    }

    // The framework's own flush is an fsync, which writes the file's times as well.
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(int descriptor);
}
