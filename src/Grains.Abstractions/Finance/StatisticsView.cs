namespace Loyalty.Grains;

/// <summary>By what purchases are counted together.</summary>
public enum StatisticsBy
{
    Month,
    Type,
    ProductGroup,
    HomeAirport,
}

/// <summary>What was bought, by purchase date; what was taken back later is in it.</summary>
/// <param name="Sequence">The last event that is in it.</param>
public sealed record StatisticsView(
    StatisticsBy By, DateOnly From, DateOnly To, long Sequence, string Currency, IReadOnlyList<StatisticsLine> Items);

/// <summary>Purchases that are counted together.</summary>
/// <param name="Key">Null for purchases without that trait.</param>
/// <param name="Members">Members who bought.</param>
/// <param name="Sum">In the programme's currency.</param>
/// <param name="MeanReceipt">Rounded half to even.</param>
/// <param name="MedianDaysBetween">Between purchases of one member; null where nobody bought twice.</param>
public sealed record StatisticsLine(string? Key, long Purchases, long Members, decimal Sum, decimal MeanReceipt, decimal? MedianDaysBetween);
