using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary>One batch, one write, one flush.</summary>
internal sealed class FrameCommitter(FrameFile file, MemoryLedger ledger) : IBatchCommitter
{
    private readonly MemoryStream _frames = new();
    private readonly List<PendingAppend> _fresh = [];
    private long _last;

    public IReadOnlyList<(PendingWrite Write, Exception Reason)> Commit(IReadOnlyList<PendingWrite> batch)
    {
        _frames.SetLength(0);
        _fresh.Clear();
        var decision = ledger.DecideBatch();
        _last = ledger.LastSequence;
        foreach (var write in batch)
        {
            if (write is PendingFrame frame)
                FrameFile.Frame(_frames, frame.Payload);
            else if (write is PendingAppend append && (append.Outcome = decision.Decide(append)) == AppendOutcome.Appended)
                Stage(append);
        }

        if (_frames.Length > 0)
            file.Append(_frames.GetBuffer().AsSpan(0, (int)_frames.Length));
        ledger.AddAll(_fresh);
        return [];
    }

    public bool Tidy(bool idle) => false;

    public void Dispose()
    {
        _frames.Dispose();
        file.Dispose();
    }

    private void Stage(PendingAppend append)
    {
        FrameFile.Frame(_frames, FrameCodec.Encode(append));
        if (append.Person is { } person)
            FrameFile.Frame(_frames, FrameCodec.Encode(person));
        _fresh.Add(append);
        append.Outcome = AppendOutcome.Appended.Through(_last += append.Events.Count);
    }
}
