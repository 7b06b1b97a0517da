using System.Collections.Concurrent;

namespace Loyalty.Api;

/// <summary>
/// Who has lately come from where with a good key or token. Where somebody guesses, they are let through: a whole airport may call from
/// one address.
/// </summary>
public sealed class KnownCallers(TimeProvider time)
{
    /// <summary>Callers at their addresses that are remembered.</summary>
    public const int MaxKnown = 100_000;

    /// <summary>How long one is remembered.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(int Place, Caller Caller), long> _seen = [];
    private long _swept;

    /// <summary>Whether a caller has come from a place before.</summary>
    public bool Knows(int place, Caller caller) => _seen.TryGetValue((place, caller), out var at) && time.GetElapsedTime(at) < KnownFor;

    /// <summary>Notes that a caller has come; without effect when there are too many.</summary>
    public void Note(int place, Caller caller)
    {
        var now = time.GetTimestamp();
        if (_seen.TryGetValue((place, caller), out var at))
        {
            if (time.GetElapsedTime(at, now) > Grain)
                _seen[(place, caller)] = now;
            return;
        }

        if (_seen.Count < MaxKnown || MakeRoom(now))
            _seen[(place, caller)] = now;
    }

    private bool MakeRoom(long now)
    {
        var last = Volatile.Read(ref _swept);
        if ((last != 0 && time.GetElapsedTime(last, now) < Grain) || Interlocked.CompareExchange(ref _swept, now, last) != last)
            return false;
        foreach (var (key, at) in _seen)
        {
            if (time.GetElapsedTime(at, now) >= KnownFor)
                _seen.TryRemove(key, out _);
        }

        return _seen.Count < MaxKnown;
    }
}
