using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What benefits cost by month: as known now, or at an instant.</summary>
public sealed class BenefitCosts(BenefitProjection projection, IFinanceStore store, IJournal journal, ProgrammeBook programmes, ProgrammeClock clock)
{
    /// <summary>How often a question waits for the sums to come nearer.</summary>
    public const int Waits = 20;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    /// <summary>A month.</summary>
    /// <param name="knownAt">Null for now.</param>
    /// <returns>Refused with <c>known-at-not-valid</c> for an instant to come, or <c>finance-behind</c>.</returns>
    public async Task<Outcome<BenefitCostsMonth>> MonthAsync(CivilMonth month, DateTimeOffset? knownAt)
    {
        if (knownAt > clock.Now)
            return new Refusal("known-at-not-valid", "What will be known then is not known yet.", "knownAt");
        // Closings first: one that comes in between is later than what is asked for.
        var closings = (await store.ClosingsAsync()).Where(closing => !(closing.At > knownAt)).ToList();
        if (closings.Find(closing => closing.Month == month) is { } closed)
            return new BenefitCostsMonth(month, closed, null, closed.Lines);
        var today = knownAt is { } then ? programmes.Current.ByDay[0].Programme.DayOf(then) : clock.Today;
        if (await PositionAsync(knownAt) is not { } position || await ReportAsync(month, position, closings, today) is not { } report)
            return await BehindAsync();
        return new BenefitCostsMonth(month, null, View(report, "open", position.Sequence), Lines(report));
    }

    /// <summary>The months of a year that have begun, as known now.</summary>
    /// <returns>Refused with <c>finance-behind</c>.</returns>
    public async Task<Outcome<IReadOnlyList<BenefitCostsMonth>>> YearAsync(int year)
    {
        var months = new List<BenefitCostsMonth>();
        var closings = (await store.ClosingsAsync()).ToList();
        BenefitDays? known = null;
        var position = (await PositionAsync(null))!.Value;
        for (var month = new CivilMonth(year, 1); month.Year == year && month.FirstDay < clock.Today; month = month.Next)
        {
            if (closings.Find(closing => closing.Month == month) is { } closed)
            {
                months.Add(new BenefitCostsMonth(month, closed, null, closed.Lines));
                continue;
            }

            known ??= await KnownAsync(position);
            if (known is null || await ReportAsync(month, position, closings, clock.Today, known) is not { } report)
                return (await BehindAsync()).Refusal!;
            months.Add(new BenefitCostsMonth(month, null, View(report, "open", position.Sequence), Lines(report)));
        }

        return months;
    }

    /// <summary>A month that is not closed, at a position.</summary>
    /// <param name="closings">What is closed by then, in order.</param>
    /// <param name="today">Days before it are over.</param>
    /// <returns>Null where the sums are too far behind.</returns>
    public async Task<BenefitReport?> ReportAsync(
        CivilMonth month, FinancePosition position, IReadOnlyList<FinanceClosing> closings, DateOnly today, BenefitDays? known = null)
    {
        known ??= await KnownAsync(position);
        var previous = closings.LastOrDefault(closing => closing.Month == month.Previous);
        var before = previous is null ? null : await KnownAsync(previous.Position);
        if (known is null || (previous is not null && before is null))
            return null;
        return BenefitReport.Of(
            month, known, before, [.. closings.Select(closing => closing.Month).Where(closed => closed < month)], programmes.Current, today);
    }

    /// <summary>Where a question is answered from.</summary>
    public async Task<FinancePosition?> PositionAsync(DateTimeOffset? knownAt)
    {
        if (knownAt is null)
            return new FinancePosition(await journal.LastSequenceAsync(), await store.EndsAtAsync(null));
        for (var i = 0; i < Waits; i++)
        {
            if (await projection.AtAsync(knownAt.Value) is { } position)
                return position;
            await Task.Delay(Wait);
        }

        return null;
    }

    /// <summary>How far the sums are.</summary>
    public async Task<Outcome<BenefitCostsMonth>> BehindAsync() => new Refusal(
        "finance-behind",
        $"Benefit days are counted through event {await projection.ThroughAsync()} of {await journal.LastSequenceAsync()}; ask again.");

    /// <summary>A month in the words of clients.</summary>
    public BenefitCostsView View(BenefitReport report, string state, long sequence) => new(
        report.Month.ToString(),
        state,
        sequence,
        [.. report.Tiers.Select(t => new BenefitTierView(t.Version, Code(t), t.Days, 0, 0, Amount(t.Low), Amount(t.High)))],
        [.. report.Unearned.Select(u => new UnearnedView(u.Code, u.Days, Amount(u.Low), Amount(u.High)))],
        [
            .. report.Adjustments.GroupBy(a => (a.OfMonth, Code: Code(a.Line))).OrderBy(g => g.Key.OfMonth).Select(g => new AdjustmentView(
                g.Key.OfMonth.ToString(), g.Key.Code, g.Sum(a => a.Line.Days), Amount(g.Sum(a => a.Line.Low)), Amount(g.Sum(a => a.Line.High)))),
        ],
        new CostView(Amount(report.Low), Amount(report.High)));

    /// <summary>A month as rows of the export: month, version, code, days, low, high.</summary>
    public string Lines(BenefitReport report) => JsonSerializer.Serialize(report.Whole.Select(line => new[]
    {
        report.Month.ToString(), Text(line.Version), Code(line), Text(line.Days), Text(Amount(line.Low)), Text(Amount(line.High)),
    }));

    private async Task<BenefitDays?> KnownAsync(FinancePosition position)
    {
        for (var i = 0; i < Waits; i++)
        {
            if (await projection.KnownAsync(position) is { } known)
                return known;
            await Task.Delay(Wait);
        }

        return null;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private string Code(BenefitLine line) => programmes.Current.ByDay.First(v => v.Number == line.Version).Programme.Tiers[line.Level].Code;

    private decimal Amount(long minor) => Money.ToDecimal(minor, programmes.Current.Currency);
}

/// <summary>A month: the closing that stands, or what is known.</summary>
/// <param name="View">Null where it is closed.</param>
/// <param name="Lines">The rows of the export, as a JSON list of lists of texts.</param>
public sealed record BenefitCostsMonth(CivilMonth Month, FinanceClosing? Closing, BenefitCostsView? View, string Lines);
