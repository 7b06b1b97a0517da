namespace Loyalty.Journal.Tests;

public sealed class AnsweredNoteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AnsweredNoteTests() => Directory.CreateDirectory(Path.GetDirectoryName(_folder.File)!);

    public void Dispose() => _folder.Delete();

    [Fact]
    public void The_last_of_what_was_kept_is_read()
    {
        Assert.Null(AnsweredNote.Read(_folder.File));
        using (var note = AnsweredNote.Open(_folder.File, new Answered(7, 2)))
        {
            for (var i = 8; i < 20; i++)
            {
                note.Keep(i, 3);
                Assert.Equal((i, 3), (AnsweredNote.Read(_folder.File)!.Value.Sequence, AnsweredNote.Read(_folder.File)!.Value.Changes));
            }

            note.KeepMoved(0xABCD_1234_0000_0001, 99);
        }

        using var again = AnsweredNote.Open(_folder.File, AnsweredNote.Read(_folder.File)!.Value with { Sequence = 20 });
        var read = AnsweredNote.Read(_folder.File)!.Value;
        Assert.Equal((20, 3, 0xABCD_1234_0000_0001, 99, false), (read.Sequence, read.Changes, read.Log, read.Moved, read.Closed));
        again.Close();
        Assert.True(AnsweredNote.Read(_folder.File)!.Value.Closed);
    }

    [Fact]
    public void A_note_that_was_cut_short_leaves_the_one_before()
    {
        using (var note = AnsweredNote.Open(_folder.File, new Answered(7, 0)))
            note.Keep(8, 0);
        var path = _folder.File + AnsweredNote.Ending;
        var bytes = File.ReadAllBytes(path);
        for (var place = 0; place < bytes.Length; place++)
        {
            var altered = bytes.ToArray();
            altered[place] ^= 1;
            File.WriteAllBytes(path, altered);
            Assert.InRange(AnsweredNote.Read(_folder.File)!.Value.Sequence, 7, 8);
        }

        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)'x', 512)]);
        Assert.Null(AnsweredNote.Read(_folder.File));
    }
}
