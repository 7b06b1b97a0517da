namespace Loyalty.Api;

/// <summary>
/// Keeps rates by a hash in a table of one size: whoever comes from a million addresses, or under a million names, cannot make it grow.
/// Two who share a place share a rate; with few of them that is rare, and the hash cannot be foreseen.
/// </summary>
public sealed class RateTable(Rate rate, TimeProvider time)
{
    /// <summary>Places; 512 KiB.</summary>
    public const int Places = 1 << 16;

    private readonly long[] _due = new long[Places];

    /// <summary>The place of a hash.</summary>
    public static int PlaceOf(int hash) => hash & (Places - 1);

    /// <summary>Takes one.</summary>
    /// <returns>How long to wait for the next one; null when one was taken.</returns>
    public TimeSpan? Take(int place) => rate.Take(ref _due[place], time.GetTimestamp(), time.TimestampFrequency);

    /// <summary>How long to wait until one could be taken; null when one is there.</summary>
    public TimeSpan? Wait(int place) => Volatile.Read(ref _due[place]) is var due and > 0 ? rate.Wait(due, time.GetTimestamp(), time.TimestampFrequency) : null;

    /// <summary>When all will be there again, as the rate keeps it.</summary>
    public long Due(int place) => Volatile.Read(ref _due[place]);
}
