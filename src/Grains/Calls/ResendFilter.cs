using Orleans.Runtime;

namespace Loyalty.Grains;

/// <summary>
/// Sends a grain call again when Orleans cannot tell what became of it, which it does not do itself: a silo was lost, is going, or did
/// not answer in time. Every command carries its id, so that one which was carried out all the same gets its first answer; an enrolment
/// without a key has none and is never sent again. Knows which calls of this silo are under way, for its drain.
/// </summary>
public sealed class ResendFilter(TimeProvider time) : IOutgoingGrainCallFilter
{
    /// <summary>A call is given up after so long; callers are then told to come back. Longer than it takes to notice a silo that hangs.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private volatile bool _draining;

    /// <summary>Refuses calls from now on; done when those that were accepted have ended.</summary>
    public Task DrainAsync()
    {
        _draining = true;
        if (Volatile.Read(ref _calls) == 0)
            _drained.TrySetResult();
        return _drained.Task;
    }

    /// <summary>Sends a call to one of the engine's grains; Orleans' own calls pass as they are.</summary>
    /// <exception cref="EngineBusyException">Too many wait for the grain, or the silo is shutting down.</exception>
    /// <exception cref="JournalUnavailableException">No silo has answered in time.</exception>
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.Request.GetInterfaceType().Assembly == typeof(ILoyaltyAccountGrain).Assembly ? SendAsync(context) : context.Invoke();

    private async Task SendAsync(IOutgoingGrainCallContext context)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            if (_draining)
                throw new EngineBusyException("The silo is shutting down.");
            await context.Invoke();
        }
        catch (LimitExceededException full)
        {
            throw new EngineBusyException(full.Message);
        }
        catch (Exception lost) when (IsLost(lost))
        {
            await SendAgainAsync(context, lost);
        }
        finally
        {
            if (Interlocked.Decrement(ref _calls) == 0 && _draining)
                _drained.TrySetResult();
        }
    }

    private async Task SendAgainAsync(IOutgoingGrainCallContext context, Exception lost)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; IsRepeatable(context) && time.GetElapsedTime(began) + pause <= GiveUpAfter; pause = Longer(pause))
        {
            await Task.Delay(pause, time);
            try
            {
                await context.Invoke();
                return;
            }
            catch (LimitExceededException full)
            {
                throw new EngineBusyException(full.Message);
            }
            catch (Exception again) when (IsLost(again))
            {
                lost = again;
            }
        }

        throw new JournalUnavailableException("The silo that has the account does not answer.", lost);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause + pause < LongestPause ? pause + pause : LongestPause;

    // Without a key a second enrolment could not be told from the first one's repetition.
    private static bool IsRepeatable(IOutgoingGrainCallContext context) =>
        context.Request.GetArgumentCount() == 0 || context.Request.GetArgument(0) is not EnrolMember { IdempotencyKey: null };

    private static bool IsLost(Exception fault) => fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException;
}
