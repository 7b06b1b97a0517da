using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>Something that is asked of an account, some days after the step before.</summary>
internal abstract record Step(int DaysLater);

/// <param name="DateOffset">Purchase date less posting date, in days; 1 is tomorrow, null gives no date.</param>
internal sealed record Buys(int DaysLater, PurchaseType Type, long Minor, string Currency, int? DateOffset) : Step(DaysLater);

/// <param name="Which">Which of the purchases so far, counted around.</param>
/// <param name="Percent">How much of what is left; 100 names no amount and means all of it.</param>
internal sealed record TakesBack(int DaysLater, int Which, int Percent) : Step(DaysLater);

/// <summary>Somebody looks at the account; what time did to it is recorded, or merely seen.</summary>
internal sealed record Looks(int DaysLater, bool Records) : Step(DaysLater);

/// <summary>A random programme with a random life of one member in it.</summary>
internal sealed record History(Programme Programme, DateOnly Enrolled, IReadOnlyList<Step> Steps)
{
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
        buys.DateOffset is { } offset ? today.AddDays(offset) : null);

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
        {string.Join("\n", Dated().Select(s => $"{s.Day:yyyy-MM-dd} #{s.Index} {s.Step}"))}
        """);
}
