namespace Loyalty.Domain;

/// <summary>
/// Runs a draft over accounts without touching anything: each is advanced to <see cref="Horizon"/> with no further spend, once under
/// what is in force and once with the draft from its first day on.
/// </summary>
public sealed class Rehearsal
{
    /// <summary>Days that the first day of a draft may lie ahead.</summary>
    public const int MaxDaysAhead = 3_660;

    private readonly ProgrammeVersions _inForce;
    private readonly ProgrammeVersions _withDraft;

    /// <param name="inForce">The versions activated; one that begins on the draft's day gives way to it.</param>
    /// <param name="effectiveFrom">The first day of the draft.</param>
    public Rehearsal(ProgrammeVersions inForce, Programme draft, DateOnly effectiveFrom)
    {
        _inForce = inForce;
        var others = inForce.ByDay.FirstOrDefault(v => v.FirstDay == effectiveFrom) is { } taken ? inForce.Without(taken.Number) : inForce;
        _withDraft = others.With(new ProgrammeVersion(inForce.ByDay.Max(v => v.Number) + 1, effectiveFrom, draft));
        EffectiveFrom = effectiveFrom;
        Horizon = effectiveFrom.AddDays(Math.Max(inForce.On(effectiveFrom).Programme.GraceDays, draft.GraceDays) + 1);
    }

    /// <summary>The first day of the draft.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>The day whose standings are compared: the longer grace of the two and a day after the draft's first.</summary>
    public DateOnly Horizon { get; }

    /// <summary>The programme whose tiers the standings before are of.</summary>
    public Programme Before => _inForce.On(Horizon).Programme;

    /// <summary>The programme whose tiers the standings after are of.</summary>
    public Programme After => _withDraft.On(Horizon).Programme;

    /// <summary>What becomes of one account.</summary>
    /// <param name="account">Not changed.</param>
    /// <param name="before">Receives the days it holds each tier from <see cref="EffectiveFrom"/> to <see cref="Horizon"/>.</param>
    /// <param name="after">The same, with the draft.</param>
    public RehearsedAccount Of(LoyaltyAccount account, MemberDays before, MemberDays after)
    {
        var (stood, _) = Lived(account, _inForce, before);
        var (stands, spend) = Lived(account, _withDraft, after);
        return new RehearsedAccount(
            account.MemberId,
            Before.Tiers[stood.Level].Code,
            After.Tiers[stands.Level].Code,
            stands.Level - Ladder.LevelIn(Before, stood.Level, After),
            stood.ReviewDate,
            stands.ReviewDate,
            spend);
    }

    private (TierStanding Standing, long Spend) Lived(LoyaltyAccount account, ProgrammeVersions versions, MemberDays held)
    {
        var days = new AccountDays(versions, account);
        days.LiveTo(EffectiveFrom);
        // From one day on which something happens to the next; what is held in between is held on the end of each day.
        while (days.Next() is { } next && next <= Horizon)
        {
            held.Add(versions.On(days.Day), days.Standing.Level, days.Day, next);
            days.LiveTo(next);
        }

        held.Add(versions.On(days.Day), days.Standing.Level, days.Day, Horizon.AddDays(1));
        return (days.Standing, days.Window.SpendOn(Horizon));
    }
}

/// <summary>Where one account stands on the horizon, without the draft and with it.</summary>
/// <param name="LevelChange">Levels up, or down where negative, in the draft's ladder.</param>
/// <param name="Spend">CurrentPeriodSpend with the draft, in minor units of the programme's currency.</param>
public readonly record struct RehearsedAccount(
    MemberId MemberId, string From, string To, int LevelChange, DateOnly? ReviewBefore, DateOnly? ReviewAfter, long Spend)
{
    /// <summary>Tier or review date are not the same.</summary>
    public bool Differs => From != To || ReviewBefore != ReviewAfter;
}

/// <summary>Days on whose end tiers are held, by version, tier and year.</summary>
public sealed class MemberDays
{
    private readonly Dictionary<(int Version, int Level, int Year), (Programme Programme, long Days)> _days = [];

    /// <summary>Days by the code of the tier.</summary>
    public IReadOnlyDictionary<string, long> ByTier =>
        _days.GroupBy(d => d.Value.Programme.Tiers[d.Key.Level].Code, d => d.Value.Days).ToDictionary(g => g.Key, g => g.Sum());

    /// <summary>What they cost: for each version, tier and year the yearly cost × days ÷ days of the year, rounded once, half to even.</summary>
    public CostRange Cost()
    {
        var (low, high) = (0m, 0m);
        decimal Part(decimal yearly, long days, int year, Currency currency) => Money.ToDecimal(BenefitCost.Of(yearly, days, year, currency), currency);
        foreach (var ((_, level, year), (programme, days)) in _days)
        {
            var yearly = programme.Tiers[level].YearlyBenefitCost;
            low += Part(yearly.Low, days, year, programme.Currency);
            high += Part(yearly.High, days, year, programme.Currency);
        }

        return new CostRange(low, high);
    }

    /// <summary>A tier is held from one day to the eve of another.</summary>
    internal void Add(ProgrammeVersion version, int level, DateOnly from, DateOnly before)
    {
        while (from < before)
        {
            var year = new DateOnly(from.Year, 12, 31).AddDays(1);
            var until = year < before ? year : before;
            Add((version.Number, level, from.Year), version.Programme, until.DayNumber - from.DayNumber);
            from = until;
        }
    }

    /// <summary>Takes in what another counted.</summary>
    public void Add(MemberDays other)
    {
        foreach (var (key, (programme, days)) in other._days)
            Add(key, programme, days);
    }

    private void Add((int Version, int Level, int Year) key, Programme programme, long days) =>
        _days[key] = (programme, days + (_days.TryGetValue(key, out var known) ? known.Days : 0));

}
