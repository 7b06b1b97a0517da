namespace Loyalty.Domain;

/// <summary>What a member can always be told, on one day. Amounts are minor units of the programme's currency.</summary>
/// <param name="Day">The day it holds for.</param>
/// <param name="Standing">The tier held and its review.</param>
/// <param name="Spend">CurrentPeriodSpend.</param>
/// <param name="Lifetime">LifetimeSpend.</param>
/// <param name="NextLevel">The level above, or null at the top.</param>
/// <param name="SpendToNextTier">What is missing to it, zero or more; null at the top.</param>
/// <param name="ProgressPercent">Spend ÷ its threshold as a percentage, floor, 0 to 100; null at the top.</param>
/// <param name="QualifyingStart">The first purchase date that still counts.</param>
/// <param name="NextTierReviewDate">
/// The review date if one is set, else the first day on which the tier's threshold is no longer met with no further spend; null
/// for the lowest tier.
/// </param>
public sealed record AccountStatus(
    DateOnly Day,
    TierStanding Standing,
    long Spend,
    long Lifetime,
    int? NextLevel,
    long? SpendToNextTier,
    int? ProgressPercent,
    DateOnly QualifyingStart,
    DateOnly? NextTierReviewDate)
{
    /// <summary>Reckons the status of a standing that has been advanced to <paramref name="day"/>.</summary>
    public static AccountStatus On(DateOnly day, TierStanding standing, SpendWindow window, long lifetime, Programme programme)
    {
        var spend = window.SpendOn(day);
        var next = standing.Level < programme.TopLevel ? standing.Level + 1 : (int?)null;
        var threshold = next is { } level ? programme.Tiers[level].Threshold : (long?)null;
        return new AccountStatus(
            day,
            standing,
            spend,
            lifetime,
            next,
            threshold is { } missing ? Math.Max(0, missing - spend) : null,
            threshold is { } goal ? (int)Int128.Min(100, (Int128)spend * 100 / goal) : null,
            RollingWindow.FirstDateCounting(day, programme.WindowMonths),
            standing.ReviewDate ?? window.FirstDayBelow(programme.Tiers[standing.Level].Threshold, day));
    }

    /// <summary>
    /// The status of an account as time has made it by <paramref name="today"/>, or of its last change if the clock was set back:
    /// spend of one day beside the standing of a later one would contradict itself.
    /// </summary>
    public static AccountStatus Of(LoyaltyAccount account, DateOnly today, Programme programme)
    {
        var day = account.DayFor(today);
        var standing = TierMachine.Advance(programme, account.Standing, account.Window, account.Day, day, null);
        return On(day, standing, account.Window, account.Lifetime, programme);
    }
}
