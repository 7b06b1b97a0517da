namespace Loyalty.Api;

/// <summary>Counts what callers hold at a time, each for itself and all together, up to a bound for both.</summary>
/// <param name="most">Of all callers together.</param>
/// <param name="mostOf">Of one caller.</param>
public sealed class CallerCounts(long most, Func<Caller, long> mostOf)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Caller, long> _byCaller = [];
    private long _all;

    /// <summary>Takes one more; false when the caller, or all together, hold as many as they may.</summary>
    public bool TryTake(Caller caller)
    {
        lock (_gate)
        {
            var own = _byCaller.GetValueOrDefault(caller);
            if (_all >= most || own >= mostOf(caller))
                return false;
            _all++;
            _byCaller[caller] = own + 1;
            return true;
        }
    }

    /// <summary>Gives some back.</summary>
    public void Give(Caller caller, long count = 1)
    {
        lock (_gate)
        {
            if (!_byCaller.TryGetValue(caller, out var own) || count == 0)
                return;
            _all -= count;
            if (own == count)
                _byCaller.Remove(caller);
            else
                _byCaller[caller] = own - count;
        }
    }
}
