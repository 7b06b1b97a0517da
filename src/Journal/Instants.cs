namespace Loyalty.Journal;

/// <summary>Instants as the journal keeps them: whole microseconds, UTC.</summary>
internal static class Instants
{
    /// <summary>The instant cut to the microsecond.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) => FromMicroseconds(ToMicroseconds(at));

    /// <summary>Microseconds since 1970.</summary>
    public static long ToMicroseconds(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
