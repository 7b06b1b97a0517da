namespace Loyalty.Grains;

/// <summary>All members at a glance, as the ledger has recorded them up to an event. Amounts in the programme's currency.</summary>
/// <param name="AsOf">Today: the day spend counts on.</param>
/// <param name="Sequence">The last event that is counted.</param>
/// <param name="Behind">Events that are recorded but not counted yet.</param>
/// <param name="AtRisk">Members in a soft landing.</param>
/// <param name="Overdue">Members whose risk or review was due by today and is not recorded yet: the sweep will do it.</param>
/// <param name="CurrentPeriodSpend">The sum of what counts today.</param>
/// <param name="Tiers">Lowest first.</param>
/// <param name="Days">The <see cref="DaysAhead"/> days after today.</param>
public sealed record PopulationView(
    DateOnly AsOf,
    long Sequence,
    long Behind,
    string Currency,
    long Members,
    long AtRisk,
    long Overdue,
    decimal CurrentPeriodSpend,
    decimal LifetimeSpend,
    IReadOnlyList<TierPopulation> Tiers,
    IReadOnlyList<DayPopulation> Days)
{
    /// <summary>Days told in advance.</summary>
    public const int DaysAhead = 90;
}

/// <param name="AtRisk">Those of them in a soft landing.</param>
public sealed record TierPopulation(string Name, int Level, long Members, long AtRisk);

/// <summary>What comes on a day if nobody buys anything more.</summary>
/// <param name="AtRisk">Members whose spend falls below their tier that day.</param>
/// <param name="Reviews">Members whose review is that day.</param>
public sealed record DayPopulation(DateOnly Date, long AtRisk, long Reviews);

/// <summary>Counts all members.</summary>
public interface IPopulation
{
    /// <summary>The count, brought up to now as far as a short while allows.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read now.</exception>
    Task<PopulationView> CountAsync();
}
