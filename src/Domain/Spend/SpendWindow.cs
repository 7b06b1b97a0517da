namespace Loyalty.Domain;

/// <summary>
/// What an account's spend is on a day and on the days to come: one bucket for each last day counted, sorted, none empty.
/// Amounts are minor units of the programme's currency.
/// </summary>
/// <remarks>
/// Packed, because millions of these live in memory: 8 bytes a bucket. Amounts from 2^32 minor units on (42,949,672.96 CHF in a day)
/// keep their upper half in an array that other windows do without.
/// </remarks>
public sealed class SpendWindow
{
    private Bucket[] _buckets;
    private int[]? _upperHalves;
    private int _count;

    public SpendWindow() => _buckets = [];

    private SpendWindow(SpendWindow other)
    {
        _buckets = other._buckets[..other._count];
        _upperHalves = other._upperHalves?[..other._count];
        _count = other._count;
    }

    /// <summary>The buckets, earliest last day first.</summary>
    public IEnumerable<(DateOnly LastDay, long Amount)> Buckets =>
        Enumerable.Range(0, _count).Select(i => (DateOnly.FromDayNumber(_buckets[i].LastDay), Amount(i)));

    /// <summary>A window of its own with the same buckets.</summary>
    public SpendWindow Clone() => new(this);

    /// <summary>CurrentPeriodSpend on <paramref name="day"/>: what still counts then.</summary>
    public long SpendOn(DateOnly day)
    {
        long spend = 0;
        for (var i = _count - 1; i >= 0 && _buckets[i].LastDay >= day.DayNumber; i--)
            spend += Amount(i);
        return spend;
    }

    /// <summary>
    /// The first day after <paramref name="after"/> on which less than <paramref name="threshold"/> is left with no further
    /// spend, or null when that never happens.
    /// </summary>
    /// <param name="extra">A posting that is not in the window yet but shall be reckoned with.</param>
    public DateOnly? FirstDayBelow(long threshold, DateOnly after, (DateOnly LastDay, long Amount) extra = default)
    {
        if (threshold <= 0)
            return null;
        var day = after.AddDays(1);
        var extraStays = extra.LastDay >= day;
        var spend = SpendOn(day) + (extraStays ? extra.Amount : 0);
        if (spend < threshold)
            return day;
        for (var i = 0; i < _count; i++)
        {
            if (_buckets[i].LastDay < day.DayNumber)
                continue;
            if (extraStays && extra.LastDay.DayNumber < _buckets[i].LastDay)
            {
                extraStays = false;
                spend -= extra.Amount;
                if (spend < threshold)
                    return extra.LastDay.AddDays(1);
            }

            spend -= Amount(i);
            if (spend < threshold)
                return DateOnly.FromDayNumber(_buckets[i].LastDay + 1);
        }

        return extra.LastDay.AddDays(1);
    }

    /// <summary>Adds to the bucket of a last day.</summary>
    /// <exception cref="OverflowException">The sum would not fit 63 bits.</exception>
    public void Add(DateOnly lastDay, long amount)
    {
        if (amount == 0)
            return;
        var index = Find(lastDay.DayNumber);
        if (index < 0)
            Insert(~index, lastDay.DayNumber, amount);
        else
            Set(index, Amount(index) + amount);
    }

    /// <summary>Takes from the bucket of a last day; an emptied bucket goes.</summary>
    /// <exception cref="InvalidOperationException">The bucket does not hold so much: the ledger is damaged.</exception>
    public void Take(DateOnly lastDay, long amount)
    {
        if (amount == 0)
            return;
        var index = Find(lastDay.DayNumber);
        if (index < 0 || Amount(index) < amount)
            throw new InvalidOperationException($"Spend that counts until {lastDay:yyyy-MM-dd} is less than what is taken back.");
        Set(index, Amount(index) - amount);
        if (Amount(index) == 0)
            Move(from: index + 1, to: index);
    }

    /// <summary>Takes out the buckets that count on no day from <paramref name="day"/> on.</summary>
    public void ForgetBefore(DateOnly day)
    {
        var gone = 0;
        while (gone < _count && _buckets[gone].LastDay < day.DayNumber)
            gone++;
        if (gone > 0)
            Move(from: gone, to: 0);
    }

    private long Amount(int index) =>
        _upperHalves is null ? _buckets[index].LowerHalf : ((long)_upperHalves[index] << 32) | _buckets[index].LowerHalf;

    private void Set(int index, long amount)
    {
        _buckets[index].LowerHalf = unchecked((uint)amount);
        if (_upperHalves is null && amount > uint.MaxValue)
            _upperHalves = new int[_buckets.Length];
        if (_upperHalves is not null)
            _upperHalves[index] = (int)(amount >> 32);
    }

    /// <summary>The index of a last day's bucket; where there is none, the complement of where it belongs.</summary>
    private int Find(int lastDay)
    {
        var (low, high) = (0, _count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_buckets[middle].LastDay == lastDay)
                return middle;
            if (_buckets[middle].LastDay < lastDay)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private void Insert(int index, int lastDay, long amount)
    {
        if (_count == _buckets.Length)
            Grow();
        Move(from: index, to: index + 1);
        _buckets[index].LastDay = lastDay;
        Set(index, amount);
    }

    /// <summary>Moves the buckets from one index on to another, over those between or away from them.</summary>
    private void Move(int from, int to)
    {
        Array.Copy(_buckets, from, _buckets, to, _count - from);
        if (_upperHalves is not null)
            Array.Copy(_upperHalves, from, _upperHalves, to, _count - from);
        _count += to - from;
    }

    // Growth by an eighth, not by doubling: memory matters more here than the copy.
    private void Grow()
    {
        var capacity = _count + Math.Max(4, _count / 8);
        Array.Resize(ref _buckets, capacity);
        if (_upperHalves is not null)
            Array.Resize(ref _upperHalves, capacity);
    }

    private struct Bucket
    {
        public int LastDay;
        public uint LowerHalf;
    }
}
