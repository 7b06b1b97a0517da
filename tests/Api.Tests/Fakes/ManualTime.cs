namespace Loyalty.Api.Tests;

/// <summary>A stopwatch that a test moves.</summary>
internal sealed class ManualTime : TimeProvider
{
    // Not 0, which no stopwatch reads.
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
