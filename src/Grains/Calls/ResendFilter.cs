using System.Diagnostics.Metrics;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

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

    private static readonly Counter<long> SentAgain =
        new Meter("Loyalty.Calls").CreateCounter<long>("loyalty.calls.sent_again", "{call}", "Grain calls sent again because it was not known what became of them");

    // Set while a call is sent again: it passes this filter once more, as a new one.
    private static readonly AsyncLocal<bool> IsSentAgain = new();

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
        context.Request.GetInterfaceType().Assembly == typeof(ILoyaltyAccountGrain).Assembly && !IsSentAgain.Value ? SendAsync(context) : context.Invoke();

    private async Task SendAsync(IOutgoingGrainCallContext context)
    {
        var arguments = Arguments(context);
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
            await SendAgainAsync(context, arguments, lost);
        }
        finally
        {
            if (Interlocked.Decrement(ref _calls) == 0 && _draining)
                _drained.TrySetResult();
        }
    }

    private async Task SendAgainAsync(IOutgoingGrainCallContext context, object?[] arguments, Exception lost)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; IsRepeatable(arguments) && time.GetElapsedTime(began) + pause <= GiveUpAfter; pause = Longer(pause))
        {
            await Task.Delay(pause, time);
            try
            {
                await RepeatAsync(context, arguments);
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

    // Taken down before the call is sent: Orleans empties a request once it was carried out, which one that has timed out may be yet.
    private static object?[] Arguments(IOutgoingGrainCallContext context)
    {
        var arguments = new object?[context.Request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = context.Request.GetArgument(i);
        return arguments;
    }

    // As a call of its own, for the first one may still wait in the queue of its grain, and two messages must not share a request.
    private static async Task RepeatAsync(IOutgoingGrainCallContext context, object?[] arguments)
    {
        SentAgain.Add(1);
        IsSentAgain.Value = true;
        var again = (Task)context.InterfaceMethod.Invoke(context.Grain, arguments)!;
        await again;
        if (context.InterfaceMethod.ReturnType.GetProperty(nameof(Task<object>.Result)) is { } result)
            context.Result = result.GetValue(again);
        else
            context.Response = Response.Completed;
    }

    // Without a key a second enrolment could not be told from the first one's repetition.
    private static bool IsRepeatable(object?[] arguments) => arguments is not [EnrolMember { IdempotencyKey: null }, ..];

    private static bool IsLost(Exception fault) => fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException;
}
