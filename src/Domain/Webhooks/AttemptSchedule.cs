namespace Loyalty.Domain;

/// <summary>When a delivery is tried again. Ten attempts over three days, each delay a tenth shorter or longer by chance.</summary>
public static class AttemptSchedule
{
    /// <summary>After so many attempts a delivery is dead.</summary>
    public const int MaxAttempts = 10;

    /// <summary>By how much a delay may be shorter or longer, of one.</summary>
    public const double Spread = 0.1;

    /// <summary>The longest that a receiver may ask for; what it asks for beyond is not kept to.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    /// <summary>Between one attempt and the next.</summary>
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after an attempt that failed; null where it was the last.</summary>
    /// <param name="attempts">Attempts made so far, 1 or more.</param>
    /// <param name="chance">0 up to 1: where in the spread the delay lies.</param>
    /// <param name="retryAfter">What the receiver asks for: the next attempt is not before it.</param>
    public static TimeSpan? After(int attempts, double chance, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        if (attempts >= MaxAttempts)
            return null;
        var delay = Delays[attempts - 1] * (1 - Spread + (2 * Spread * chance));
        var asked = retryAfter is { } wish && wish < LongestRetryAfter ? wish : LongestRetryAfter;
        return retryAfter is not null && asked > delay ? asked : delay;
    }
}
