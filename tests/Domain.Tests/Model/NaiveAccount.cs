namespace Loyalty.Domain.Tests;

/// <summary>One move of the tier as the reference model saw it.</summary>
internal sealed record NaiveMove(TierChangeKind Kind, DateOnly Date, int From, int To, DateOnly? Review, decimal Spend);

/// <summary>
/// The reference model: every civil day runs the order of a day (programme-rules.md 0.4) over a plain list of postings, every posting
/// rules 4 and 5 of the status rules. No buckets, no due dates, no shortcuts. A reversal lives the member's whole life again.
/// </summary>
internal sealed class NaiveAccount
{
    private readonly IReadOnlyList<(DateOnly FirstDay, Programme Programme)> _versions;
    private readonly DateOnly _firstDay;
    private readonly List<NaivePosting> _postings = [];
    private readonly List<(DateOnly Day, int Level)> _steps = [];
    private DateOnly _today;
    private int _posted;
    private bool _quiet;

    public NaiveAccount(IReadOnlyList<(DateOnly FirstDay, Programme Programme)> versions, DateOnly firstDay)
    {
        (_versions, _firstDay) = (versions, firstDay);
        Begin();
    }

    public int Level { get; private set; }

    public DateOnly? Review { get; private set; }

    /// <summary>Every move of the tier, as known when it was made.</summary>
    public List<NaiveMove> Moves { get; } = [];

    public IReadOnlyList<NaivePosting> Postings => _postings;

    public DateOnly Today => _today;

    public decimal Spend => SpendOn(_today);

    public decimal Lifetime => _postings.Where(p => !p.IsWaiting).Sum(p => p.Net);

    public decimal Pending => _postings.Where(p => p.IsWaiting).Sum(p => p.Net);

    /// <summary>What is used of each cap.</summary>
    public Dictionary<(string Rule, string Period), decimal> Caps { get; } = [];

    public Programme Programme => ProgrammeOn(_today);

    public Programme ProgrammeOn(DateOnly day) => _versions.Last(v => v.FirstDay <= day).Programme;

    /// <summary>For each level held, the day since which at least that level has been held without a break.</summary>
    public IEnumerable<DateOnly> HeldSince =>
        Enumerable.Range(0, Level + 1).Select(level => FirstOfLastRun(step => step.Level >= level));

    /// <summary>The day this tier was reached, from below or from above.</summary>
    public DateOnly Since => FirstOfLastRun(step => step.Level == Level);

    public decimal SpendOn(DateOnly day) => _postings.Take(_posted).Where(p => p.CountsOn(day)).Sum(p => p.Net);

    public void LiveTo(DateOnly day)
    {
        while (_today < day)
            StartOf(_today.AddDays(1));
    }

    public void Post(NaivePosting posting)
    {
        _postings.Add(posting);
        foreach (var (rule, period, amount) in posting.Parts.Where(p => p.Period is not null))
            Caps[(rule, period!)] = Caps.GetValueOrDefault((rule, period!)) + amount;
        Posted();
    }

    /// <summary>An event of a purchase that waits.</summary>
    public void Happen(NaivePosting posting, PurchaseEventKind kind, DateOnly date, DateOnly? serviceDate)
    {
        var hold = posting.Hold!;
        if (kind == PurchaseEventKind.Rebooked)
            hold.ServiceDate = serviceDate;
        else
            hold.Happened.TryAdd(kind, date);
        if (hold.DatedByService && hold.ServiceDate is { } service)
            posting.LastDay = NaivePosting.LastDayOf(service, ProgrammeOn(posting.PostedOn).WindowMonths);
        if (hold.ReleaseDay <= _today)
        {
            hold.ReleasedOn = _today;
            RulesFourAndFive();
        }
    }

    public void TakeBack(NaivePosting posting, decimal amount, decimal eligible)
    {
        posting.Reversed += amount;
        var before = posting.EligibleReversed;
        foreach (var (rule, period, part) in posting.Parts.Where(p => p.Period is not null && !posting.Cancelled))
        {
            posting.EligibleReversed = before;
            var left = posting.Left(part);
            posting.EligibleReversed = before + eligible;
            Caps[(rule, period!)] -= left - posting.Left(part);
        }

        posting.EligibleReversed = before + eligible;
        if (posting.IsWaiting || posting.Cancelled)
            return;
        var (level, review, today) = (Level, Review, _today);
        _quiet = true;
        Begin();
        while (true)
        {
            while (_posted < _postings.Count && _postings[_posted].PostedOn == _today)
                Posted();
            if (_today == today)
                break;
            StartOf(_today.AddDays(1));
        }

        _quiet = false;
        if ((level, review) != (Level, Review))
            Moves.Add(new NaiveMove(TierChangeKind.Corrected, _today, level, Level, Review, Spend));
    }

    private void Begin()
    {
        // A version that holds from before the first day is there already.
        (_today, _posted, Level, Review) = (_firstDay, 0, 0, null);
        _steps.Clear();
        _steps.Add((_firstDay, 0));
    }

    private decimal Threshold(int level) => Money.ToDecimal(Programme.Tiers[level].Threshold, Programme.Currency);

    private void StartOf(DateOnly day)
    {
        var before = Programme;
        _today = day;
        var isVersionDay = _versions.Any(v => v.FirstDay == day);
        if (isVersionDay)
            Carry(before, Programme);
        // What leaves needs no step of its own: SpendOn counts what counts on the day.
        var arrived = false;
        foreach (var posting in _postings.Take(_posted).Where(p => p.Hold is not null && p.PostedOn < day))
        {
            if (posting.CountsFrom == day)
            {
                posting.Hold!.ReleasedOn = day;
                arrived = true;
            }
            else if (posting.IsWaiting && posting.CountsFrom is null && posting.Hold!.CancelDay <= day)
            {
                foreach (var (rule, period, part) in posting.Parts.Where(p => p.Period is not null))
                    Caps[(rule, period!)] -= posting.Left(part);
                posting.Cancelled = true;
            }
        }

        if (isVersionDay || arrived)
            RulesFourAndFive();
        while (true)
        {
            var moved = false;
            if (Review is { } review && day >= review)
            {
                if (Spend >= Threshold(Level))
                    Move(TierChangeKind.Retained, Level, null);
                else
                    Move(TierChangeKind.Dropped, Level - 1, null);
                moved = true;
            }

            if (Review is null && Spend < Threshold(Level))
            {
                Move(TierChangeKind.AtRisk, Level, day.AddDays(Programme.GraceDays));
                moved = true;
            }

            // With grace 0 the steps repeat on the same day until the tier is sustained.
            if (!moved || Programme.GraceDays > 0)
                return;
        }
    }

    private void Posted()
    {
        var posting = _postings[_posted];
        _posted++;
        if (posting.CountsFrom == posting.PostedOn)
            RulesFourAndFive();
    }

    private void RulesFourAndFive()
    {
        var highest = 0;
        for (var level = 0; level < Programme.Tiers.Length; level++)
        {
            if (Spend >= Threshold(level))
                highest = level;
        }

        if (highest > Level)
            Move(TierChangeKind.Upgraded, highest, null);
        else if (Review is not null && Spend >= Threshold(Level))
            Move(TierChangeKind.Retained, Level, null);
    }

    // The same tier by its code; a tier put in between is held since the next higher one that is held.
    private void Carry(Programme from, Programme to)
    {
        var (held, since, code) = (HeldSince.ToList(), Since, from.Tiers[Level].Code);
        int In(string tier) => to.Tiers.ToList().FindIndex(t => t.Code == (to.Replaced.GetValueOrDefault(tier) ?? tier));
        Level = In(code);
        var days = new DateOnly[Level + 1];
        for (var level = Level; level >= 0; level--)
        {
            var same = from.Tiers.ToList().FindIndex(t => t.Code == to.Tiers[level].Code);
            var known = same >= 0 && same < held.Count;
            days[level] = known ? held[same] : level == Level ? held[^1] : days[level + 1];
        }

        if (to.Replaced.ContainsKey(code))
            since = days[Level];
        _steps.Clear();
        for (var level = 0; level <= Level; level++)
            _steps.Add((days[level], level));
        if (since > days[Level])
            _steps.AddRange([(since, Level + 1), (since, Level)]);
    }

    private void Move(TierChangeKind kind, int to, DateOnly? review)
    {
        if (!_quiet)
            Moves.Add(new NaiveMove(kind, _today, Level, to, review, Spend));
        (Level, Review) = (to, review);
        _steps.Add((_today, to));
    }

    private DateOnly FirstOfLastRun(Func<(DateOnly Day, int Level), bool> holds)
    {
        var first = _steps.Count - 1;
        while (first > 0 && holds(_steps[first - 1]))
            first--;
        return _steps[first].Day;
    }
}
