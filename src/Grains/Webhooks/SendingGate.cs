using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Lets deliveries of a subscription out: of a member one at a time, of all as many as the receiver bears. Replays and what is sent again by
/// hand go through the same gate.
/// </summary>
internal sealed class SendingGate
{
    private readonly Lock _lock = new();
    private readonly SendingWindow _window = new();
    private readonly HashSet<string> _members = [];
    private readonly LinkedList<Waiting> _waiting = new();
    private int _out;

    /// <summary>Waits for its turn; to be given back by <see cref="Leave"/>.</summary>
    /// <param name="member">Null for an event of no member.</param>
    public async Task EnterAsync(MemberId? member, CancellationToken cancellation)
    {
        var waiting = new Waiting(member?.Value);
        lock (_lock)
        {
            _waiting.AddLast(waiting);
            Admit();
        }

        await using var cancelled = cancellation.Register(() => Withdraw(waiting, cancellation));
        await waiting.Turn.Task;
    }

    /// <summary>A delivery that was out has come back.</summary>
    /// <param name="answer">Null where it was broken off.</param>
    public void Leave(MemberId? member, WebhookAnswer? answer)
    {
        lock (_lock)
        {
            _out--;
            if (member is { } known)
                _members.Remove(known.Value);
            if (answer is not null)
                _window.Answered(answer.Status);
            Admit();
        }
    }

    private void Admit()
    {
        for (var next = _waiting.First; next is not null && _out < _window.Size;)
        {
            var (waiting, after) = (next.Value, next.Next);
            if (waiting.Member is null || _members.Add(waiting.Member))
            {
                _waiting.Remove(next);
                _out++;
                waiting.Turn.SetResult();
            }

            next = after;
        }
    }

    private void Withdraw(Waiting waiting, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiting))
                waiting.Turn.SetCanceled(cancellation);
        }
    }

    private sealed record Waiting(string? Member)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Each is one of its own, though two may be of one member.
        public bool Equals(Waiting? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
