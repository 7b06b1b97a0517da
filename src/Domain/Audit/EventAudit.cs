using System.Globalization;

namespace Loyalty.Domain;

/// <summary>
/// Reckons an event again from what it says itself: most of what stands in it follows from the rest. What an earlier programme or rates
/// put in anew could have made otherwise is not judged.
/// </summary>
public static class EventAudit
{
    /// <summary>A programme may have moved to another zone since.</summary>
    private const int DaysOfZones = 1;

    /// <param name="sameWindow">The window has been as long as today since the event was written.</param>
    /// <param name="day">The account's day before it; null before the first event.</param>
    /// <returns>What differs: the field, what the rest of the event gives, and what stands there.</returns>
    public static IEnumerable<(string What, string Expected, string Found)> Of(
        AccountEvent change, DateTimeOffset at, Programme programme, bool sameWindow, DateOnly? day)
    {
        var differences = OfDates(change, at, programme, day);
        return change is PurchasePosted { Posting: var posting }
            ? differences.Concat(OfAmounts(posting, programme)).Concat(OfDates(posting, change.Date, programme, sameWindow))
            : differences;
    }

    // An account never lives before its last change, whatever the clock has done since.
    private static IEnumerable<(string, string, string)> OfDates(AccountEvent change, DateTimeOffset at, Programme programme, DateOnly? day)
    {
        var today = programme.DayOf(at);
        var latest = today.AddDays(DaysOfZones) is var tomorrow && day > tomorrow ? day.Value : tomorrow;
        if (change.Date > latest)
            yield return ("date", $"at most {Text(latest)}", Text(change.Date));
        if (change is MemberEnrolled { Channel: not "import" } && change.Date < today.AddDays(-DaysOfZones))
            yield return ("date", Text(today), Text(change.Date));
        if (change.TierChange is { } moved && moved.Date != change.Date)
            yield return ("tierChangeDate", Text(change.Date), Text(moved.Date));
    }

    private static IEnumerable<(string, string, string)> OfAmounts(Posting posting, Programme programme)
    {
        var converted = Reckoned(() => posting.Rate.Convert(posting.Purchase.Amount, programme.Currency).Minor);
        if (converted != posting.Converted)
            yield return ("converted", Text(converted), Text(posting.Converted));
        if (posting.Purchase.Type != PurchaseType.Partner && posting.BonusPercent != 0)
            yield return ("bonusPercent", "0", posting.BonusPercent.ToString(CultureInfo.InvariantCulture));
        var counted = Reckoned(() => posting.Earned is { } earned
            ? Reckoned(earned, posting, programme)
            : Posting.WithBonus(posting.Converted, posting.BonusPercent));
        if (counted != posting.Counted)
            yield return ("counted", Text(counted), Text(posting.Counted));
    }

    private static IEnumerable<(string, string, string)> OfDates(Posting posting, DateOnly changed, Programme programme, bool sameWindow)
    {
        if (posting.PostedOn != changed)
            yield return ("postedOn", Text(changed), Text(posting.PostedOn));
        if (posting.Date != (posting.Purchase.Date ?? posting.PostedOn) || posting.Date > posting.PostedOn.AddDays(1))
            yield return ("purchaseDate", Text(posting.Purchase.Date ?? posting.PostedOn), Text(posting.Date));
        if (posting.Rate.Date > posting.Date)
            yield return ("rateDate", $"at most {Text(posting.Date)}", Text(posting.Rate.Date));
        var windows = sameWindow ? [programme.WindowMonths] : Enumerable.Range(1, Programme.MaxWindowMonths);
        DateOnly[] from = posting.Purchase.Details?.ServiceDate is { } service ? [posting.Date, service] : [posting.Date];
        if (!windows.Any(months => from.Any(date => RollingWindow.LastDayCounted(date, months) == posting.LastDayCounted)))
            yield return ("lastDayCounted", Text(RollingWindow.LastDayCounted(posting.Date, programme.WindowMonths)), Text(posting.LastDayCounted));
    }

    private static long Reckoned(Earned earned, Posting posting, Programme programme)
    {
        var counted = posting.Rate.Convert(posting.Purchase.Amount with { Minor = earned.Eligible }, programme.Currency).Minor;
        foreach (var part in earned.Parts)
            counted = checked(counted + part.Amount);
        return counted;
    }

    private static long? Reckoned(Func<long> reckon)
    {
        try
        {
            return reckon();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Text(long? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? "an amount that fits";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
