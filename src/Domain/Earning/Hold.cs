namespace Loyalty.Domain;

/// <summary>What a hold may wait for.</summary>
public enum HoldDay
{
    /// <summary>The purchase date.</summary>
    Purchase,

    /// <summary>The service date.</summary>
    Service,

    /// <summary>Events of the purchase, each known from the day it is reported for.</summary>
    Paid,
    Shipped,
    Flown,
    Delivered,
}

/// <summary>The terms on which a credit waits; a copy of its rule's, so that the ledger alone tells when it is released.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="After">The days that must be known.</param>
/// <param name="Days">Days after the latest of them.</param>
/// <param name="AtMost">Days after the purchase date after which a wait without a release day ends, or null for never.</param>
/// <param name="ReleasesAtMost">The wait then ends with the release, not with the loss, of the credit.</param>
/// <param name="DatedByService">The credit leaves the window by its service date.</param>
public sealed record HoldTerms(string Rule, ValueList<HoldDay> After, int Days, int? AtMost, bool ReleasesAtMost, bool DatedByService)
{
    /// <summary>Days of a hold or of its end, at most.</summary>
    public const int MaxDays = 1_000;

    /// <summary>The days on which a wait ends by these terms.</summary>
    /// <param name="known">The day of an event, or null when it has not come.</param>
    public HoldDates Dates(DateOnly purchase, DateOnly? service, Func<HoldDay, DateOnly?> known)
    {
        DateOnly? latest = DateOnly.MinValue;
        foreach (var day in After)
        {
            var date = day switch { HoldDay.Purchase => purchase, HoldDay.Service => service, _ => known(day) };
            latest = date is null || latest is null ? null : date > latest ? date : latest;
        }

        var release = latest?.AddDays(Days);
        var atMost = AtMost is { } most ? purchase.AddDays(most) : (DateOnly?)null;
        if (ReleasesAtMost)
            return new HoldDates(release is null || atMost < release ? atMost : release, null);
        return new HoldDates(release, release is null ? atMost : null);
    }

    /// <summary>Which of the days are not known yet.</summary>
    public IEnumerable<HoldDay> Awaits(DateOnly? service, Func<HoldDay, DateOnly?> known)
    {
        foreach (var day in After)
        {
            if (day is HoldDay.Service ? service is null : day is not HoldDay.Purchase && known(day) is null)
                yield return day;
        }
    }
}

/// <summary>When a wait ends; both null: when an event comes.</summary>
/// <param name="Release">The day from whose start the credit counts.</param>
/// <param name="Cancel">The day at whose start it ends without counting.</param>
public readonly record struct HoldDates(DateOnly? Release, DateOnly? Cancel);

/// <summary>A credit's wait as it began.</summary>
public sealed record Hold(HoldTerms Terms, HoldDates Dates);
