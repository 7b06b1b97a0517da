namespace Loyalty.Domain.Tests;

/// <summary>What a member does on a day.</summary>
/// <param name="Takes">The purchase, by its place among those before, of which the amount is taken back; null where it buys.</param>
internal sealed record Deed(DateOnly Day, long Amount, int? Takes = null);

/// <summary>
/// A member by the words of the rules alone: every civil day is lived, a reversal lives all of them again, and of each day it is noted
/// what was held on its end and whether it was unearned later. Amounts are centimes.
/// </summary>
internal sealed class NaiveHolder(DateOnly enrolled, IReadOnlyList<Deed> deeds, Func<DateOnly, Programme> programmeOn, DateOnly? versionDay)
{
    private readonly List<(DateOnly Day, long Net)> _purchases = [];
    private int _level;
    private DateOnly? _review;

    /// <summary>The level held on the end of each day, from the enrolment on.</summary>
    public List<int> Held { get; } = [];

    /// <summary>Days that were unearned, with the day of the correction.</summary>
    public Dictionary<DateOnly, (DateOnly On, int Replayed)> Unearned { get; } = [];

    public void LiveThrough(DateOnly last)
    {
        for (var day = enrolled; day <= last; day = day.AddDays(1))
        {
            if (day > enrolled)
                StartOf(day);
            foreach (var deed in deeds.Where(d => d.Day == day))
            {
                if (deed.Takes is not { } place)
                {
                    _purchases.Add((day, deed.Amount));
                    Posted(day);
                    continue;
                }

                var (on, net) = _purchases[place];
                _purchases[place] = (on, net - deed.Amount);
                Correct(day);
            }

            Held.Add(_level);
        }
    }

    // Lives all days anew with what is left of each purchase; what was held above that, on days gone by, was unearned.
    private void Correct(DateOnly today)
    {
        var all = _purchases.ToList();
        _purchases.Clear();
        (_level, _review) = (0, null);
        var next = 0;
        for (var day = enrolled; day <= today; day = day.AddDays(1))
        {
            if (day > enrolled)
                StartOf(day);
            for (; next < all.Count && all[next].Day == day; next++)
            {
                _purchases.Add(all[next]);
                Posted(day);
            }

            if (day < today && Held[day.DayNumber - enrolled.DayNumber] > _level)
                Unearned.TryAdd(day, (today, _level));
        }
    }

    private long SpendOn(DateOnly day) => _purchases.Where(p => p.Day <= day && day <= p.Day.AddMonths(12)).Sum(p => p.Net);

    private void StartOf(DateOnly day)
    {
        if (day == versionDay)
            Posted(day);
        var (spend, programme) = (SpendOn(day), programmeOn(day));
        if (_review <= day)
        {
            if (spend < programme.Tiers[_level].Threshold)
                _level--;
            _review = null;
        }

        if (_review is null && spend < programme.Tiers[_level].Threshold)
            _review = day.AddDays(programme.GraceDays);
    }

    private void Posted(DateOnly day)
    {
        var (spend, tiers) = (SpendOn(day), programmeOn(day).Tiers);
        var reached = tiers.Count(t => t.Threshold <= spend) - 1;
        if (reached > _level)
            (_level, _review) = (reached, null);
        else if (spend >= tiers[_level].Threshold)
            _review = null;
    }
}
