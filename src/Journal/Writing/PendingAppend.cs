using System.Diagnostics;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>An append, encoded on its caller's thread so that the writer has only to store it.</summary>
internal sealed class PendingAppend : PendingWrite
{
    // The caller's span is kept in the task, where there is a field for such: an append is no larger for it.
    private readonly TaskCompletionSource<AppendOutcome> _answer = new(JournalTraces.Caller, TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">The append is not sound.</exception>
    public PendingAppend(JournalAppend append)
    {
        if (append.Events.Count is < 1 or > JournalAppend.MaxEvents)
            throw new ArgumentException($"An append has 1 to {JournalAppend.MaxEvents} events.", nameof(append));
        if (append.ExpectedVersion < 0 || append.Member.Value.Length == 0)
            throw new ArgumentException("An append names a member and a version of 0 or more.", nameof(append));
        if (append.Person is { } person && (append.ExpectedVersion != 0 || person.Member != append.Member))
            throw new ArgumentException("A person is written with the member's own enrolment only.", nameof(append));
        Member = append.Member.Value;
        ExpectedVersion = append.ExpectedVersion;
        At = Instants.Truncate(append.At);
        Person = append.Person is null ? null : PersonRow.Of(append.Person);
        var events = new EncodedEvent[append.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            var (stored, version) = (EventCodec.Encode(append.Events[i]), ExpectedVersion + i + 1);
            events[i] = stored with { Checksum = RowChecksum.Of(Member, version, stored.Type, stored.Body, At, stored.Due, stored.Key) };
        }

        Events = events;
    }

    public string Member { get; }

    public long ExpectedVersion { get; }

    public DateTimeOffset At { get; }

    public PersonRow? Person { get; }

    public IReadOnlyList<EncodedEvent> Events { get; }

    /// <summary>What the batch made of it; counts once the batch is durable. Null while nothing is known.</summary>
    public AppendOutcome? Outcome { get; set; }

    public Task<AppendOutcome> Answer => _answer.Task;

    public override int Rows => Events.Count;

    public override Activity? Caller => (Activity?)_answer.Task.AsyncState;

    public override void Settle(JournalMetrics metrics)
    {
        var outcome = Outcome ?? throw new InvalidOperationException("The batch left an append undecided.");
        metrics.Settled(outcome);
        _answer.TrySetResult(outcome);
    }

    public override void Fail(Exception reason, JournalMetrics metrics)
    {
        metrics.Failed();
        _answer.TrySetException(reason);
    }
}
