namespace Loyalty.Domain;

/// <summary>
/// What an account's spend is on a day and on the days to come: one bucket for each last day counted, sorted, none empty.
/// Amounts are minor units of the programme's currency.
/// </summary>
/// <remarks>Two packed arrays, because millions of these live in memory.</remarks>
public sealed class SpendWindow
{
    private int[] _lastDays;
    private long[] _amounts;
    private int _count;

    public SpendWindow()
    {
        _lastDays = [];
        _amounts = [];
    }

    private SpendWindow(SpendWindow other)
    {
        _lastDays = other._lastDays[..other._count];
        _amounts = other._amounts[..other._count];
        _count = other._count;
    }

    /// <summary>The buckets, earliest last day first.</summary>
    public IEnumerable<(DateOnly LastDay, long Amount)> Buckets =>
        Enumerable.Range(0, _count).Select(i => (DateOnly.FromDayNumber(_lastDays[i]), _amounts[i]));

    /// <summary>A window of its own with the same buckets.</summary>
    public SpendWindow Clone() => new(this);

    /// <summary>CurrentPeriodSpend on <paramref name="day"/>: what still counts then.</summary>
    public long SpendOn(DateOnly day)
    {
        long spend = 0;
        for (var i = _count - 1; i >= 0 && _lastDays[i] >= day.DayNumber; i--)
            spend += _amounts[i];
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
            if (_lastDays[i] < day.DayNumber)
                continue;
            if (extraStays && extra.LastDay.DayNumber < _lastDays[i])
            {
                extraStays = false;
                spend -= extra.Amount;
                if (spend < threshold)
                    return extra.LastDay.AddDays(1);
            }

            spend -= _amounts[i];
            if (spend < threshold)
                return DateOnly.FromDayNumber(_lastDays[i] + 1);
        }

        return extra.LastDay.AddDays(1);
    }

    /// <summary>Adds to the bucket of a last day.</summary>
    /// <exception cref="OverflowException">The sum would not fit 63 bits.</exception>
    public void Add(DateOnly lastDay, long amount)
    {
        if (amount == 0)
            return;
        var index = Array.BinarySearch(_lastDays, 0, _count, lastDay.DayNumber);
        if (index >= 0)
            _amounts[index] += amount;
        else
            Insert(~index, lastDay.DayNumber, amount);
    }

    /// <summary>Takes from the bucket of a last day; an emptied bucket goes.</summary>
    /// <exception cref="InvalidOperationException">The bucket does not hold so much: the ledger is damaged.</exception>
    public void Take(DateOnly lastDay, long amount)
    {
        if (amount == 0)
            return;
        var index = Array.BinarySearch(_lastDays, 0, _count, lastDay.DayNumber);
        if (index < 0 || _amounts[index] < amount)
            throw new InvalidOperationException($"Spend that counts until {lastDay:yyyy-MM-dd} is less than what is taken back.");
        _amounts[index] -= amount;
        if (_amounts[index] == 0)
            RemoveAt(index);
    }

    /// <summary>Takes out the buckets that count on no day from <paramref name="day"/> on.</summary>
    public void ForgetBefore(DateOnly day)
    {
        var gone = 0;
        while (gone < _count && _lastDays[gone] < day.DayNumber)
            gone++;
        if (gone == 0)
            return;
        _count -= gone;
        Array.Copy(_lastDays, gone, _lastDays, 0, _count);
        Array.Copy(_amounts, gone, _amounts, 0, _count);
    }

    private void RemoveAt(int index)
    {
        _count--;
        Array.Copy(_lastDays, index + 1, _lastDays, index, _count - index);
        Array.Copy(_amounts, index + 1, _amounts, index, _count - index);
    }

    private void Insert(int index, int lastDay, long amount)
    {
        if (_count == _lastDays.Length)
            Grow();
        Array.Copy(_lastDays, index, _lastDays, index + 1, _count - index);
        Array.Copy(_amounts, index, _amounts, index + 1, _count - index);
        _lastDays[index] = lastDay;
        _amounts[index] = amount;
        _count++;
    }

    // Growth by a quarter, not by doubling: memory matters more here than the copy.
    private void Grow()
    {
        var capacity = _count + Math.Max(4, _count / 4);
        Array.Resize(ref _lastDays, capacity);
        Array.Resize(ref _amounts, capacity);
    }
}
