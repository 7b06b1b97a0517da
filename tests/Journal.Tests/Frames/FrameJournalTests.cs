using System.Buffers.Binary;
using System.Text;
using Loyalty.Bench;
using Loyalty.Contracts;

namespace Loyalty.Journal.Tests;

/// <summary>
/// The framed file of the benchmark, which is no journal for an engine: it has none of the stores that <see cref="StoreContract"/> asks
/// for beside.
/// </summary>
public sealed class FrameJournalTests : JournalContract
{
    private const int HeaderBytes = 16;
    private const int FrameHead = 8;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "journal.frames");

    public override Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder.Path);
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    // Room so short that it is made many times.
    protected override Task<OpenJournal> OpenJournalAsync(int? queuedWrites = null)
    {
        var journal = new FrameJournal(FilePath, JournalLimits.Default with { QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites }, room: 4_096);
        return Task.FromResult(new OpenJournal(journal, journal, journal, journal, journal, journal.DisposeAsync));
    }

    protected override Task MakeSchemaNewerAsync()
    {
        using var file = File.OpenWrite(FilePath);
        file.Position = 8;
        file.WriteByte(99);
        return Task.CompletedTask;
    }

    protected override Task<string> JournalTextAsync()
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var (head, text) = (new byte[FrameHead], new StringBuilder());
        file.Position = HeaderBytes;
        while (file.ReadAtLeast(head, FrameHead, throwOnEndOfStream: false) == FrameHead && BinaryPrimitives.ReadInt32LittleEndian(head) is > 0 and var length)
        {
            var payload = new byte[length];
            file.ReadExactly(payload);
            if (payload[0] == (byte)FrameCodec.Kind.Append)
                text.Append(Encoding.UTF8.GetString(payload)).Append('\n');
        }

        return Task.FromResult(text.ToString());
    }
}
