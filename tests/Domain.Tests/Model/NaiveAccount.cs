namespace Loyalty.Domain.Tests;

/// <summary>One move of the tier as the reference model saw it.</summary>
internal sealed record NaiveMove(TierChangeKind Kind, DateOnly Date, int From, int To, DateOnly? Review, decimal Spend);

/// <summary>
/// The reference model: every civil day runs rules 1 to 3 of the status rules over a plain list of postings, every posting rules
/// 4 and 5. No buckets, no due dates, no shortcuts. A reversal lives the member's whole life again.
/// </summary>
internal sealed class NaiveAccount
{
    private readonly Programme _programme;
    private readonly DateOnly _firstDay;
    private readonly List<NaivePosting> _postings = [];
    private readonly List<(DateOnly Day, int Level)> _steps = [];
    private DateOnly _today;
    private int _posted;
    private bool _quiet;

    public NaiveAccount(Programme programme, DateOnly firstDay)
    {
        (_programme, _firstDay) = (programme, firstDay);
        Begin();
    }

    public int Level { get; private set; }

    public DateOnly? Review { get; private set; }

    /// <summary>Every move of the tier, as known when it was made.</summary>
    public List<NaiveMove> Moves { get; } = [];

    public IReadOnlyList<NaivePosting> Postings => _postings;

    public DateOnly Today => _today;

    public decimal Spend => SpendOn(_today);

    public decimal Lifetime => _postings.Sum(p => p.Net);

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
        Posted();
    }

    public void TakeBack(NaivePosting posting, decimal amount)
    {
        posting.Reversed += amount;
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
        (_today, _posted, Level, Review) = (_firstDay, 0, 0, null);
        _steps.Clear();
        _steps.Add((_firstDay, 0));
    }

    private decimal Threshold(int level) => Money.ToDecimal(_programme.Tiers[level].Threshold, _programme.Currency);

    private void StartOf(DateOnly day)
    {
        // Rule 1 needs no step of its own: SpendOn counts what counts on the day.
        _today = day;
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
                Move(TierChangeKind.AtRisk, Level, day.AddDays(_programme.GraceDays));
                moved = true;
            }

            // With grace 0 the steps repeat on the same day until the tier is sustained.
            if (!moved || _programme.GraceDays > 0)
                return;
        }
    }

    private void Posted()
    {
        _posted++;
        var highest = 0;
        for (var level = 0; level < _programme.Tiers.Length; level++)
        {
            if (Spend >= Threshold(level))
                highest = level;
        }

        if (highest > Level)
            Move(TierChangeKind.Upgraded, highest, null);
        else if (Review is not null && Spend >= Threshold(Level))
            Move(TierChangeKind.Retained, Level, null);
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
