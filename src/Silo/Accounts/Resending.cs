using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>
/// Sends a call again when Orleans cannot tell what became of it, which it does not do itself. Every command carries its id, so that
/// one which was carried out all the same gets its first answer.
/// </summary>
internal sealed class Resending(TimeProvider time)
{
    /// <summary>A call is given up after so long; callers are then told to come back. Longer than it takes to notice a silo that hangs.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <param name="isRepeatable">Whether it may be sent again.</param>
    /// <exception cref="EngineBusyException">Too many wait for the actor.</exception>
    /// <exception cref="JournalUnavailableException">No silo has answered in time.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> call, bool isRepeatable = true)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
        {
            try
            {
                return await call();
            }
            catch (Exception lost) when (IsLost(lost))
            {
                if (!isRepeatable || time.GetElapsedTime(began) + pause > GiveUpAfter)
                    throw new JournalUnavailableException("The silo that has the account does not answer.", lost);
                await Task.Delay(pause, time);
            }
            catch (LimitExceededException full)
            {
                throw new EngineBusyException(full.Message);
            }
            catch (JournalDamagedException damaged)
            {
                throw DamageInTransit.Restored(damaged);
            }
        }
    }

    // A silo was taken for dead, or is going; or it did not answer in time.
    private static bool IsLost(Exception fault) => fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException;
}
