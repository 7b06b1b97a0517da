namespace Loyalty.Domain;

/// <summary>What a member's forecast gives reason to tell on a day, and when it is to be looked at again with no further change.</summary>
/// <param name="Kind">What is told; null where nothing is.</param>
/// <param name="Drop">The day on which the tier drops; null where none is in sight.</param>
/// <param name="Level">The tier that is lost then.</param>
/// <param name="LookOn">The next day on which there may be something to tell; null where only a change of the account can bring it.</param>
public sealed record RiskNotice(PushKind? Kind, DateOnly? Drop, int Level, DateOnly? LookOn)
{
    /// <summary>Days before a drop from which on it is told for the first and for the last time.</summary>
    public const int FirstDays = 30, LastDays = 7;

    /// <summary>What is to be told on a day.</summary>
    /// <param name="forecast">As it is after <paramref name="today"/>: the one that the card tells.</param>
    public static RiskNotice On(DateOnly today, IReadOnlyList<ForecastItem> forecast)
    {
        if (forecast.FirstOrDefault(item => item.Kind == ForecastKind.TierDropped) is not { TierChange: { } move } drop)
            return new RiskNotice(null, null, 0, null);
        var days = drop.Date.DayNumber - today.DayNumber;
        return days switch
        {
            <= LastDays => new RiskNotice(PushKind.RiskIn7Days, drop.Date, move.From.Level, drop.Date),
            <= FirstDays => new RiskNotice(PushKind.RiskIn30Days, drop.Date, move.From.Level, drop.Date.AddDays(-LastDays)),
            _ => new RiskNotice(null, drop.Date, move.From.Level, drop.Date.AddDays(-FirstDays)),
        };
    }
}
