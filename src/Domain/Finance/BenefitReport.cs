namespace Loyalty.Domain;

/// <summary>What benefits cost in one month, by programme-rules.md D. Amounts are minor units.</summary>
/// <param name="Tiers">Days of the month itself.</param>
/// <param name="Unearned">Days that corrections of this month no longer gave, whenever they were; by code.</param>
/// <param name="Adjustments">What was recorded of closed months after they were closed, and not told by a month before this one.</param>
public sealed record BenefitReport(
    CivilMonth Month, IReadOnlyList<BenefitLine> Tiers, IReadOnlyList<UnearnedLine> Unearned, IReadOnlyList<AdjustmentLine> Adjustments)
{
    public long Low => Tiers.Sum(t => t.Low) + Adjustments.Sum(a => a.Line.Low);

    public long High => Tiers.Sum(t => t.High) + Adjustments.Sum(a => a.Line.High);

    /// <summary>By version and tier, with the adjustments: they sum to the total.</summary>
    public IEnumerable<BenefitLine> Whole => Tiers.Concat(Adjustments.Select(a => a.Line))
        .GroupBy(line => (line.Version, line.Level))
        .Select(g => new BenefitLine(g.Key.Version, g.Key.Level, g.Sum(l => l.Days), g.Sum(l => l.Low), g.Sum(l => l.High)));

    /// <summary>Reckons a month.</summary>
    /// <param name="now">What is known: at the month's closing where it is closed.</param>
    /// <param name="before">What was known when the month before was closed; null while that is open.</param>
    /// <param name="closed">The closed months before this one.</param>
    /// <param name="today">Days before it are over, and count.</param>
    public static BenefitReport Of(
        CivilMonth month, BenefitDays now, BenefitDays? before, IReadOnlyList<CivilMonth> closed, ProgrammeVersions versions, DateOnly today)
    {
        var end = month.LastDay < today ? month.LastDay.AddDays(1) : today;
        var months = new BenefitMonths(now.Held, versions, end);
        return new BenefitReport(month, months.Of(month), UnearnedOf(month, now, before, versions), before is null ? [] : AdjustmentsOf(months, before, closed, versions));
    }

    private static List<AdjustmentLine> AdjustmentsOf(BenefitMonths now, BenefitDays known, IReadOnlyList<CivilMonth> closed, ProgrammeVersions versions)
    {
        var then = new BenefitMonths(known.Held, versions, closed[^1].Next.FirstDay);
        var lines = new List<AdjustmentLine>();
        foreach (var month in closed)
        {
            var (is_, was) = (now.Of(month), then.Of(month));
            foreach (var (version, level) in is_.Concat(was).Select(l => (l.Version, l.Level)).Distinct())
            {
                var (a, b) = (Find(is_, version, level), Find(was, version, level));
                var line = new BenefitLine(version, level, a.Days - b.Days, a.Low - b.Low, a.High - b.High);
                if (line is not { Days: 0, Low: 0, High: 0 })
                    lines.Add(new AdjustmentLine(month, line));
            }
        }

        return lines;
    }

    private static BenefitLine Find(IReadOnlyList<BenefitLine> lines, int version, int level) =>
        lines.FirstOrDefault(line => line.Version == version && line.Level == level);

    // All that was told up to this month less what was told up to the one before, so that months sum to the whole exactly.
    private static List<UnearnedLine> UnearnedOf(CivilMonth month, BenefitDays now, BenefitDays? before, ProgrammeVersions versions)
    {
        var told = UnearnedTo(month, now, versions);
        var earlier = UnearnedTo(month.Previous, before ?? now, versions);
        return
        [
            .. told.Keys.Union(earlier.Keys).Order(StringComparer.Ordinal)
                .Select(code => (Code: code, Is: told.GetValueOrDefault(code), Was: earlier.GetValueOrDefault(code)))
                .Select(l => new UnearnedLine(l.Code, l.Is.Days - l.Was.Days, l.Is.Low - l.Was.Low, l.Is.High - l.Was.High))
                .Where(line => line is not { Days: 0, Low: 0, High: 0 }),
        ];
    }

    private static Dictionary<string, (long Days, long Low, long High)> UnearnedTo(CivilMonth month, BenefitDays known, ProgrammeVersions versions)
    {
        var lines = new Dictionary<string, (long Days, long Low, long High)>(StringComparer.Ordinal);
        var runs = known.Unearned.Days.Where(d => d.Key.Month <= month).ToList();
        foreach (var tier in runs.GroupBy(d => (d.Key.Version, d.Key.Held, d.Key.Year)))
        {
            var programme = versions.ByDay.First(v => v.Number == tier.Key.Version).Programme;
            var held = programme.Tiers[tier.Key.Held];
            long Cost(Func<CostRange, decimal> bound) =>
                BenefitCost.Of(bound(held.YearlyBenefitCost), tier.Sum(d => d.Days), tier.Key.Year, programme.Currency)
                - tier.GroupBy(d => d.Key.Replayed).Sum(
                    given => BenefitCost.Of(bound(programme.Tiers[given.Key].YearlyBenefitCost), given.Sum(d => d.Days), tier.Key.Year, programme.Currency));
            var line = lines.GetValueOrDefault(held.Code);
            lines[held.Code] = (line.Days + tier.Sum(d => d.Days), line.Low + Cost(c => c.Low), line.High + Cost(c => c.High));
        }

        return lines;
    }
}

/// <summary>Days that a correction no longer gives, by the code of the tier that was held; what they cost is the held tier's less the replay's.</summary>
public readonly record struct UnearnedLine(string Code, long Days, long Low, long High);

/// <summary>What became known of a closed month after it was closed.</summary>
public readonly record struct AdjustmentLine(CivilMonth OfMonth, BenefitLine Line);
