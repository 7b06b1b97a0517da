namespace Loyalty.Contracts;

/// <summary>Waits for a condition of another thread instead of sleeping.</summary>
public static class Eventually
{
    /// <summary>Long enough for the slowest machine; only a test that fails takes it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public static Task IsTrue(Func<bool> condition, string what) => IsTrue(() => Task.FromResult(condition()), what);

    public static async Task IsTrue(Func<Task<bool>> condition, string what)
    {
        var until = Environment.TickCount64 + (long)Deadline.TotalMilliseconds;
        while (!await condition())
        {
            if (Environment.TickCount64 > until)
                throw new TimeoutException($"Not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(5);
        }
    }
}
