using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// What was bought in some days, by one trait, reckoned from the ledger as it is asked: one question at a time, for it reads all that was
/// recorded since the first of the days.
/// </summary>
public sealed class PurchaseStatistics(IJournal journal, IPersonStore persons, IFinanceStore sums, ProgrammeBook programmes, ProgrammeClock clock) : IDisposable
{
    /// <summary>Days that a question may span.</summary>
    public const int MaxDays = 1_100;

    /// <summary>Members times traits that are remembered for one question.</summary>
    public const int MostRemembered = 2_000_000;

    /// <summary>Events read at a time.</summary>
    public const int PageSize = 1_000;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Answers as of the last event there is.</summary>
    /// <returns>Refused with <c>range-too-large</c>.</returns>
    public async Task<Outcome<StatisticsView>> AskAsync(StatisticsBy by, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await ReckonAsync(by, from, to, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Outcome<StatisticsView>> ReckonAsync(StatisticsBy by, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var last = await journal.LastSequenceAsync();
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        var airports = new Dictionary<MemberId, string>();
        var remembered = 0;
        for (var after = await BeforeAsync(from); after < last;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await journal.ReadPageAsync(after, PageSize);
            if (page.Through == after)
                break;
            after = page.Through;
            foreach (var recorded in page.Events)
            {
                if (recorded.Sequence > last || recorded.Event is not PurchasePosted { Posting: var posting } || posting.Date < from || posting.Date > to)
                    continue;
                var key = by switch
                {
                    StatisticsBy.Month => CivilMonth.Of(posting.Date).ToString(),
                    StatisticsBy.Type => posting.Purchase.Type.ToString().ToLowerInvariant(),
                    StatisticsBy.ProductGroup => posting.Purchase.Details?.ProductGroup ?? "",
                    _ => await AirportAsync(recorded.Member, airports),
                };
                if (!groups.TryGetValue(key, out var group))
                    groups[key] = group = new Group();
                if (group.Add(recorded.Member, posting) && ++remembered > MostRemembered)
                    return new Refusal("range-too-large", "More members bought than can be counted at once; ask for fewer days.", "from");
            }
        }

        return new StatisticsView(by, from, to, last, programmes.Current.Currency.Code, [.. groups.Select(g => g.Value.View(g.Key, programmes.Current.Currency))]);
    }

    // A purchase is dated on the day after it was recorded at the latest: what was recorded before the eve of the first day is not of these days.
    private async Task<long> BeforeAsync(DateOnly from)
    {
        if (from <= DateOnly.MinValue.AddDays(1))
            return 0;
        var leaf = await sums.FirstAfterAsync(clock.StartOf(from.AddDays(-1)).AddTicks(-1));
        return (leaf ?? (await sums.LastAsync())?.Number ?? 0) * SumTree.Default.Leaf;
    }

    private async Task<string> AirportAsync(MemberId member, Dictionary<MemberId, string> known)
    {
        if (!known.TryGetValue(member, out var airport))
            known[member] = airport = (await persons.FindAsync(member))?.Profile.HomeAirport ?? "";
        return airport;
    }

    private sealed class Group
    {
        private readonly Dictionary<MemberId, DateOnly> _last = [];
        private readonly SortedDictionary<int, long> _gaps = [];
        private long _purchases;
        private Int128 _sum;

        /// <returns>Whether the member is new to it.</returns>
        public bool Add(MemberId member, Posting posting)
        {
            _purchases++;
            _sum += posting.Converted;
            var isNew = !_last.TryGetValue(member, out var last);
            if (!isNew)
            {
                var days = Math.Abs(posting.Date.DayNumber - last.DayNumber);
                _gaps[days] = _gaps.GetValueOrDefault(days) + 1;
            }

            _last[member] = isNew || posting.Date > last ? posting.Date : last;
            return isNew;
        }

        public StatisticsLine View(string key, Currency currency) => new(
            key.Length == 0 ? null : key,
            _purchases,
            _last.Count,
            Money.ToDecimal(checked((long)_sum), currency),
            Money.ToDecimal(HalfEven.Scale(_sum, 1, _purchases), currency),
            Median());

        private decimal? Median()
        {
            var count = _gaps.Values.Sum();
            if (count == 0)
                return null;
            return (At((count - 1) / 2) + At(count / 2)) / 2m;
        }

        private int At(long place)
        {
            foreach (var (days, times) in _gaps)
            {
                if ((place -= times) < 0)
                    return days;
            }

            return 0;
        }
    }
}
