using System.Runtime.CompilerServices;

namespace Loyalty.Client;

/// <summary>Follows one member: asks on every connection, puts in order what comes, and asks for what is missing.</summary>
internal sealed class MemberWatch(HubLink link, string memberId)
{
    private static readonly TimeSpan GapPatience = TimeSpan.FromSeconds(1), FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromSeconds(30);

    private readonly WatchState _state = new();

    // The engine's answer, while changes that it speaks of are still on their way: they are sent before it and may be read after it.
    private MemberStatus? _answer;
    private int _failures;
    private bool _hasTold;

    public async IAsyncEnumerable<Moment> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var inbox = link.Join(memberId);
        try
        {
            while (true)
            {
                var signal = await inbox.NextAsync(Patience(), cancellation).ConfigureAwait(false);
                if (signal is Signal.Erased)
                    yield break;
                if (await TakeAsync(signal, cancellation).ConfigureAwait(false) is { } moment)
                {
                    _hasTold = true;
                    yield return moment;
                }

                if (_answer is { } answer && _state.Version >= answer.Version && TakeAnswer() is { } confirmed)
                    yield return confirmed;
            }
        }
        finally
        {
            await link.LeaveAsync(inbox).ConfigureAwait(false);
        }
    }

    private TimeSpan Patience() =>
        _failures > 0 ? Backoff.Of(_failures - 1, FirstWait, LongestWait)
        : _answer is not null || _state.HasGap ? GapPatience
        : Timeout.InfiniteTimeSpan;

    private async Task<Moment?> TakeAsync(Signal signal, CancellationToken cancellation)
    {
        switch (signal)
        {
            case Signal.Changed { Change: var change }:
                return _state.TakeChange(change);
            case Signal.Refreshed { Status: var status }:
                return _state.TakeSnapshot(status);
            case Signal.Rewarded { Change: var reward }:
                return _state.TakeReward(reward);
            case Signal.Patience when _answer is not null:
                return TakeAnswer();
            case Signal.Ask or Signal.Patience:
                return await AskAsync(cancellation).ConfigureAwait(false);
            case Signal.TurnedAway { Status: var status }:
                return _hasTold ? null : throw new LoyaltyProblemException(status == 401 ? "not-authenticated" : "not-allowed", status, "The engine does not let this client connect.");
            default:
                _state.Doubt();
                _answer = null;
                return null;
        }
    }

    private async Task<Moment?> AskAsync(CancellationToken cancellation)
    {
        // With a connection comes the question.
        if (!link.IsLive)
        {
            _failures = 0;
            return null;
        }

        try
        {
            var before = _state.Version;
            _state.Asked();
            _answer = await link.WatchMemberAsync(memberId, before, cancellation).ConfigureAwait(false);
            _failures = 0;
            return before is { } held && _answer.Version > held ? null : TakeAnswer();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Fail(fault);
            return null;
        }
    }

    private void Fail(Exception fault)
    {
        var refusal = Problems.OfHub(fault);
        // Nothing can come of it; later, after a restore for instance, it may.
        if (!_hasTold && refusal?.Code is "unknown-member" or "member-erased" or "not-allowed" or "member-id-not-valid")
            throw refusal!;
        if (refusal?.Code == "unknown-member")
            _state.Forget();
        _failures++;
    }

    private Moment? TakeAnswer()
    {
        var answer = _answer!;
        _answer = null;
        var moment = _state.TakeAnswer(answer);
        _hasTold |= moment is not null;
        return moment;
    }
}
