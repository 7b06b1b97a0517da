namespace Loyalty.Api;

/// <summary>
/// Bounds the purchase streams that are open, for each caller and in all: a stream may be silent for as long as it likes, and each holds
/// a connection of the host.
/// </summary>
public sealed class OpenStreams(LimitSettings limits, LimitMetrics metrics)
{
    private static readonly Problem TooMany = Problem.Of(
        StatusCodes.Status429TooManyRequests, "too-many-streams", "This caller, or the host as a whole, has as many streams open as it may have.");

    private readonly CallerCounts _open = new(limits.Streams, caller => caller.Kind == CallerKind.Open ? limits.Streams : limits.StreamsPerCaller);

    /// <summary>Counts a stream of a caller until the lease is disposed.</summary>
    /// <returns>The lease, or the problem in its place.</returns>
    public (IDisposable? Lease, Problem? Problem) Begin(Caller caller)
    {
        if (_open.TryTake(caller))
            return (new Lease(_open, caller), null);
        metrics.Refused(LimitMetrics.Streams);
        return (null, TooMany);
    }

    private sealed class Lease(CallerCounts open, Caller caller) : IDisposable
    {
        public void Dispose() => open.Give(caller);
    }
}
