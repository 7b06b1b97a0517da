using Loyalty.Bench;

namespace Loyalty.Journal.Tests;

/// <summary>What a loss of power leaves of the last batch.</summary>
public sealed class FrameFileTests : IDisposable
{
    private const int Payload = 100;

    private readonly TemporaryFolder _folder = new();

    public FrameFileTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Delete();

    [Fact]
    public void What_stood_behind_a_torn_frame_does_not_come_back()
    {
        using (var file = Open(out _))
        {
            Append(file, 1);
            Append(file, 2, 3, 4);
        }

        // The batch of three: its first frame never reached the disk, the others did.
        using (var torn = File.OpenWrite(FilePath))
        {
            torn.Position = 16 + 8 + Payload + 8;
            torn.Write(new byte[Payload]);
        }

        using (var file = Open(out var held))
        {
            Assert.Equal([1], held);
            Append(file, 5);
        }

        using (Open(out var held))
            Assert.Equal([1, 5], held);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(FilePath, "something else altogether");
        Assert.Throws<JournalRefusedException>(() => Open(out _));
        Assert.Equal("something else altogether", File.ReadAllText(FilePath));
    }

    private string FilePath => Path.Combine(_folder.Path, "some.frames");

    private FrameFile Open(out List<byte> held)
    {
        var frames = held = [];
        return new FrameFile(FilePath, frame => frames.Add(frame[0]), room: 4_096);
    }

    private static void Append(FrameFile file, params byte[] names)
    {
        using var batch = new MemoryStream();
        foreach (var name in names)
        {
            var payload = new byte[Payload];
            payload.AsSpan().Fill(name);
            FrameFile.Frame(batch, payload);
        }

        file.Append(batch.ToArray());
    }
}
