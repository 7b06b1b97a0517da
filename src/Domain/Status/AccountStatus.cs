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
    /// <summary>What waits, in no sum.</summary>
    public PendingTotals Pending { get; init; }

    /// <summary>Reckons the status of a standing that has been advanced to <paramref name="day"/>.</summary>
    public static AccountStatus On(
        DateOnly day,
        TierStanding standing,
        SpendWindow window,
        long lifetime,
        ProgrammeVersions versions,
        ValueList<PendingCredit> pending = default)
    {
        var programme = versions.On(day).Programme;
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
            standing.ReviewDate ?? NextReview(day, standing, window, versions, pending))
        {
            Pending = pending.IsEmpty ? default : PendingTotals.Of(pending),
        };
    }

    /// <summary>
    /// The status of an account as time has made it by <paramref name="today"/>, or of its last change if the clock was set back:
    /// spend of one day beside the standing of a later one would contradict itself.
    /// </summary>
    public static AccountStatus Of(LoyaltyAccount account, DateOnly today, ProgrammeVersions versions)
    {
        var day = account.DayFor(today);
        if (!(account.Due <= day || versions.NextAfter(account.Day) <= day))
            return On(day, account.Standing, account.Window, account.Lifetime, versions, account.Pending);
        var days = new AccountDays(versions, account);
        days.LiveTo(day);
        return On(day, days.Standing, days.Window, account.Lifetime + days.Released, versions, days.Pending);
    }

    /// <summary>The first day on which the threshold is no longer met, whatever is released or takes effect before it.</summary>
    private static DateOnly? NextReview(
        DateOnly day, TierStanding standing, SpendWindow window, ProgrammeVersions versions, ValueList<PendingCredit> pending)
    {
        if (standing.Level == 0)
            return null;
        if (pending.IsEmpty && versions.NextAfter(day) is null)
            return window.FirstDayBelow(versions.On(day).Programme.Tiers[standing.Level].Threshold, day);
        var events = new List<AccountEvent>();
        new AccountDays(versions, day, standing, window, pending, ownsWindow: false, events).LiveTo(DateOnly.MaxValue);
        return events.Find(change => change.TierChange?.Kind == TierChangeKind.AtRisk)?.Date;
    }
}
