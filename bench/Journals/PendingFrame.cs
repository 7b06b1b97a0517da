using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary>A frame of a store beside the journal that waits for the writer.</summary>
internal sealed class PendingFrame(byte[] payload) : PendingWrite
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public byte[] Payload => payload;

    public Task Answer => _answer.Task;

    public override int Rows => 1;

    public override void Settle(JournalMetrics metrics) => _answer.TrySetResult();

    public override void Fail(Exception reason, JournalMetrics metrics) => _answer.TrySetException(reason);
}
