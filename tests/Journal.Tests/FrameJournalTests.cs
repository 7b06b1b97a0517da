using System.Buffers.Binary;
using System.Text;
using Loyalty.Bench;
using Loyalty.Contracts;

namespace Loyalty.Journal.Tests;

/// <summary>The framed file of the benchmark is a journal like any other: what it is quicker by, it is not by doing less.</summary>
public class FrameJournalTests : JournalContract
{
    private readonly TemporaryFolder _folder = new();

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        File.Delete(FilePath);
        return Task.CompletedTask;
    }

    protected override Task<OpenStores> OpenAsync(int? queuedWrites = null)
    {
        var journal = new FrameJournal(
            FilePath, JournalLimits.Default with { QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites });
        return Task.FromResult(new OpenStores(journal, journal, journal, journal, journal, journal.DisposeAsync));
    }

    protected override Task MakeSchemaNewerAsync()
    {
        var version = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(version, 99);
        using var file = File.OpenWrite(FilePath);
        file.Position = 8;
        file.Write(version);
        return Task.CompletedTask;
    }

    protected override Task<string> JournalTextAsync()
    {
        var text = new StringBuilder();
        using var file = new FrameFile(FilePath, frame =>
        {
            if (frame[0] == (byte)FrameCodec.Kind.Append)
                text.AppendLine(Encoding.UTF8.GetString(frame));
        });
        return Task.FromResult(text.ToString());
    }

    private string FilePath => _folder.Path + ".frames";
}
