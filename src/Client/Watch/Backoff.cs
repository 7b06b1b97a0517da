namespace Loyalty.Client;

/// <summary>Waits that double up to a limit, spread by a quarter so that not all come back at once.</summary>
internal static class Backoff
{
    public static TimeSpan Of(int attempt, TimeSpan first, TimeSpan longest) =>
        TimeSpan.FromTicks((long)(Math.Min(first.Ticks * Math.Pow(2, Math.Min(attempt, 16)), longest.Ticks) * (0.75 + (Random.Shared.NextDouble() / 2))));
}
