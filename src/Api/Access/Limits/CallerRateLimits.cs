using System.Collections.Concurrent;
using System.Net;

namespace Loyalty.Api;

/// <summary>
/// Holds callers to their rates: each key to its own, members and operators by their subject, everybody else by address; and slows down
/// whoever guesses keys or members' numbers.
/// </summary>
public sealed class CallerRateLimits(RateSettings settings, LimitMetrics metrics, TimeProvider time)
{
    private readonly RateTable _members = new(settings.Members, time);
    private readonly RateTable _operators = new(settings.Operators, time);
    private readonly RateTable _anybody = new(settings.Anybody, time);
    private readonly RateTable _wrong = new(settings.WrongCredentials, time);
    private readonly RateTable _records = new(settings.MemberRecords, time);
    private readonly RatePolicy _keyPolicy = new("key", settings.Keys);
    private readonly RatePolicy _memberPolicy = new("member", settings.Members);
    private readonly RatePolicy _operatorPolicy = new("operator", settings.Operators);
    private readonly RatePolicy _anybodyPolicy = new("anonymous", settings.Anybody);
    private readonly KnownCallers _known = new(time);

    // Names of keys that were let in: as many as there are keys at most.
    private readonly ConcurrentDictionary<string, KeyRates> _keys = new(StringComparer.Ordinal);

    /// <summary>A request without a key.</summary>
    /// <returns>How long to wait; null when it may go on.</returns>
    public TimeSpan? Anonymous(IPAddress? address) => Told(_anybody.Take(RemotePlace.Of(address)), LimitMetrics.AnonymousRate);

    /// <summary>A wrong key or token.</summary>
    /// <returns>How long to wait before the next attempt is looked at; null when it may be answered as wrong.</returns>
    public TimeSpan? Wrong(IPAddress? address) => Told(_wrong.Take(RemotePlace.Of(address)), LimitMetrics.WrongCredentials);

    /// <summary>A good key or token.</summary>
    /// <returns>
    /// How long to wait; null when it may go on. Where somebody guesses, a caller who is new there waits like those who guess wrong: else
    /// the answers would tell right from wrong, and the guessing would not be slowed at all.
    /// </returns>
    public TimeSpan? Good(IPAddress? address, Caller caller)
    {
        var place = RemotePlace.Of(address);
        if (_wrong.Wait(place) is { } wait && !_known.Knows(place, caller))
            return Told(wait, LimitMetrics.WrongCredentials);
        _known.Note(place, caller);
        return Of(caller);
    }

    /// <summary>One more request, or call of the hub, of a caller who is let in.</summary>
    /// <returns>How long to wait; null when it may go on.</returns>
    public TimeSpan? Of(Caller caller) => Told(
        caller.Kind switch
        {
            CallerKind.Key => RatesOf(caller.Name).Requests(settings.Keys, time),
            CallerKind.Member => _members.Take(PlaceOf(caller)),
            CallerKind.Operator => _operators.Take(PlaceOf(caller)),
            _ => null,
        },
        LimitMetrics.CallerRate);

    /// <summary>Tells in the headers of an answer what is left of the caller's rate.</summary>
    public void Tell(IHeaderDictionary headers, Caller caller)
    {
        var (policy, due) = caller.Kind switch
        {
            CallerKind.Key => (_keyPolicy, RatesOf(caller.Name).Due),
            CallerKind.Member => (_memberPolicy, _members.Due(PlaceOf(caller))),
            CallerKind.Operator => (_operatorPolicy, _operators.Due(PlaceOf(caller))),
            _ => (null, 0),
        };
        policy?.Tell(headers, due, time.GetTimestamp(), time.TimestampFrequency);
    }

    /// <summary>The same for a caller without a key.</summary>
    public void TellAnonymous(IHeaderDictionary headers, IPAddress? address) =>
        _anybodyPolicy.Tell(headers, _anybody.Due(RemotePlace.Of(address)), time.GetTimestamp(), time.TimestampFrequency);

    /// <summary>A call that leaves a record in the trail, for years. Members alone are held to it: what staff and systems do is theirs to do.</summary>
    /// <returns>How long to wait; null when it may go on.</returns>
    public TimeSpan? Recorded(Caller caller) =>
        caller.Kind == CallerKind.Member ? Told(_records.Take(PlaceOf(caller)), LimitMetrics.RecordedRate) : null;

    /// <summary>Whether a key has asked for too many numbers that are no member's.</summary>
    /// <returns>How long to wait; null when it may ask on.</returns>
    public TimeSpan? Guessing(Caller caller) => Told(RatesOf(caller.Name).GuessWait(settings.UnknownMembers, time), LimitMetrics.UnknownMembers);

    /// <summary>A key has asked for a number that is no member's. Many at once are owed for, each.</summary>
    public void Guessed(Caller caller) => RatesOf(caller.Name).Guess(settings.UnknownMembers, time);

    private static int PlaceOf(Caller caller) => RateTable.PlaceOf(caller.Name.GetHashCode(StringComparison.Ordinal));

    private KeyRates RatesOf(string key) => _keys.GetOrAdd(key, static _ => new KeyRates());

    private TimeSpan? Told(TimeSpan? wait, string limit)
    {
        if (wait is not null)
            metrics.Refused(limit);
        return wait;
    }

    /// <summary>What one key has used up.</summary>
    private sealed class KeyRates
    {
        private long _requests;
        private long _guesses;

        public long Due => Volatile.Read(ref _requests);

        public TimeSpan? Requests(Rate rate, TimeProvider time) => rate.Take(ref _requests, time.GetTimestamp(), time.TimestampFrequency);

        public TimeSpan? GuessWait(Rate rate, TimeProvider time) => rate.Wait(Volatile.Read(ref _guesses), time.GetTimestamp(), time.TimestampFrequency);

        public void Guess(Rate rate, TimeProvider time) => rate.Owe(ref _guesses, time.GetTimestamp(), time.TimestampFrequency);
    }
}
