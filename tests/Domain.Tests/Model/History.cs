using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>Something that is asked of an account, some days after the step before.</summary>
internal abstract record Step(int DaysLater);

/// <param name="DateOffset">Purchase date less posting date, in days; 1 is tomorrow, null gives no date.</param>
/// <param name="Details">What else the purchase says, without components and dates.</param>
/// <param name="ServiceOffset">Service date less posting date, in days.</param>
/// <param name="TaxPercent">The purchase has components: so much of it is tax, some is a fee.</param>
internal sealed record Buys(
    int DaysLater,
    PurchaseType Type,
    long Minor,
    string Currency,
    int? DateOffset,
    string? Partner = null,
    PurchaseDetails? Details = null,
    int? ServiceOffset = null,
    int? TaxPercent = null) : Step(DaysLater);

/// <summary>Something happens to a purchase.</summary>
/// <param name="Which">Which of the purchases so far, counted around.</param>
/// <param name="DateOffset">Day of the event less today.</param>
/// <param name="ServiceOffset">For a rebooking: the new service date less today.</param>
internal sealed record Happens(int DaysLater, int Which, PurchaseEventKind Kind, int DateOffset, int? ServiceOffset) : Step(DaysLater);

/// <param name="Which">Which of the purchases so far, counted around.</param>
/// <param name="Percent">How much of what is left; 100 names no amount and means all of it.</param>
internal sealed record TakesBack(int DaysLater, int Which, int Percent) : Step(DaysLater);

/// <summary>Somebody looks at the account; what time did to it is recorded, or merely seen.</summary>
internal sealed record Looks(int DaysLater, bool Records) : Step(DaysLater);

/// <summary>A random programme with a random life of one member in it.</summary>
internal sealed record History(Programme Programme, DateOnly Enrolled, IReadOnlyList<Step> Steps)
{
    /// <summary>Programmes that take effect so many days after the enrolment.</summary>
    public IReadOnlyList<(int AfterDays, Programme Programme)> Later { get; init; } = [];

    /// <summary>All versions with the first day of each.</summary>
    public IReadOnlyList<(DateOnly FirstDay, Programme Programme)> ByDay =>
        [(DateOnly.MinValue, Programme), .. Later.Select(later => (Enrolled.AddDays(later.AfterDays), later.Programme))];

    public ProgrammeVersions Versions => Later.Select((later, i) => new ProgrammeVersion(i + 2, Enrolled.AddDays(later.AfterDays), later.Programme))
        .Aggregate((ProgrammeVersions)Programme, (versions, version) => versions.With(version));

    /// <summary>The steps with the civil day each is asked on.</summary>
    public IEnumerable<(int Index, DateOnly Day, Step Step)> Dated()
    {
        var day = Enrolled;
        for (var i = 0; i < Steps.Count; i++)
        {
            day = day.AddDays(Steps[i].DaysLater);
            yield return (i, day, Steps[i]);
        }
    }

    public DateOnly LastDay => Enrolled.AddDays(Steps.Sum(s => s.DaysLater));

    public static Purchase PurchaseOf(int index, DateOnly today, Buys buys) => new(
        new TransactionId($"tx-{index}"),
        buys.Type,
        new Money(buys.Minor, Currency.Of(buys.Currency)),
        buys.DateOffset is { } offset ? today.AddDays(offset) : null,
        Partner: buys.Partner,
        Details: DetailsOf(today, buys));

    private static PurchaseDetails? DetailsOf(DateOnly today, Buys buys)
    {
        if (buys is { Details: null, ServiceOffset: null, TaxPercent: null })
            return null;
        var details = (buys.Details ?? new PurchaseDetails()) with { ServiceDate = buys.ServiceOffset is { } offset ? today.AddDays(offset) : null };
        if (buys.TaxPercent is not { } percent)
            return details;
        var tax = buys.Minor * percent / 100;
        var fee = (buys.Minor - tax) / 7;
        return details with { Components = [new("base", buys.Minor - tax - fee), new("tax", tax), new("fee", fee)] };
    }

    /// <summary>One history smaller by a step, for every step; the others keep their days.</summary>
    public IEnumerable<History> Smaller()
    {
        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            var steps = Steps.ToList();
            var gap = steps[i].DaysLater;
            steps.RemoveAt(i);
            if (i < steps.Count)
                steps[i] = steps[i] with { DaysLater = steps[i].DaysLater + gap };
            yield return this with { Steps = steps };
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Programme.Currency}, {Programme.WindowMonths} months, grace {Programme.GraceDays}, tiers {string.Join(", ", Programme.Tiers.Select(t => $"{t.Threshold} (+{t.PartnerBonusPercent} %)"))}
        enrolled {Enrolled:yyyy-MM-dd}
        {string.Join("\n", ByDay.Where(v => v.Programme.WrittenEarning is not null || Later.Count > 0).Select(v => $"from {v.FirstDay:yyyy-MM-dd}: {ProgrammeFile.Write(v.Programme)}"))}
        {string.Join("\n", Dated().Select(s => $"{s.Day:yyyy-MM-dd} #{s.Index} {s.Step}"))}
        """);
}
