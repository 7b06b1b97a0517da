using System.Diagnostics;

namespace Loyalty.Contracts;

/// <summary>Waiting in tests: for a condition, never for a time.</summary>
public static class Deadline
{
    /// <summary>Long enough for the slowest machine; only a test that fails takes it.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(90);

    /// <summary>Returns once the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Default)
                throw new TimeoutException($"Waited {Default} in vain: {what}.");
            await Task.Yield();
        }
    }

    /// <summary>Returns once the condition holds.</summary>
    public static Task Until(Func<bool> condition, string what) => Until(() => Task.FromResult(condition()), what);
}
