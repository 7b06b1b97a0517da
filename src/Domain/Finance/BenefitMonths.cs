namespace Loyalty.Domain;

/// <summary>Days and cost of a tier of a version in one month. Amounts are minor units.</summary>
public readonly record struct BenefitLine(int Version, int Level, long Days, long Low, long High);

/// <summary>All that is known of held tiers at one sequence.</summary>
public sealed class BenefitDays
{
    public HeldTiers Held { get; } = new();

    public UnearnedTotals Unearned { get; } = new();

    /// <summary>Takes in what another has counted.</summary>
    public void Add(BenefitDays other)
    {
        Held.Add(other.Held);
        Unearned.Add(other.Unearned);
    }
}

/// <summary>Member-days by month, version and tier, and what they cost: the cost of the year so far less that of the month before.</summary>
public sealed class BenefitMonths
{
    private readonly ProgrammeVersions _versions;
    private readonly Dictionary<(CivilMonth Month, int Version, int Level), long> _days = [];

    /// <param name="before">The day after the last that counts.</param>
    public BenefitMonths(HeldTiers held, ProgrammeVersions versions, DateOnly before)
    {
        _versions = versions;
        foreach (var run in held.Runs(versions, before))
        {
            for (var from = run.From; from < run.Before;)
            {
                var month = CivilMonth.Of(from);
                var until = month.Next.FirstDay < run.Before ? month.Next.FirstDay : run.Before;
                for (var level = 0; level <= run.Version.Programme.TopLevel; level++)
                {
                    if (run.Members[level] is not 0 and var members)
                    {
                        var key = (month, run.Version.Number, level);
                        _days[key] = _days.GetValueOrDefault(key) + (members * (until.DayNumber - from.DayNumber));
                    }
                }

                from = until;
            }
        }
    }

    /// <summary>The lines of a month: versions in the order of their days, tiers from the lowest; those with neither days nor cost are left out.</summary>
    public IReadOnlyList<BenefitLine> Of(CivilMonth month)
    {
        var lines = new List<BenefitLine>();
        foreach (var version in _versions.ByDay)
        {
            for (var level = 0; level <= version.Programme.TopLevel; level++)
            {
                long earlier = 0;
                for (var m = new CivilMonth(month.Year, 1); m < month; m = m.Next)
                    earlier += _days.GetValueOrDefault((m, version.Number, level));
                var days = _days.GetValueOrDefault((month, version.Number, level));
                if (days == 0 && earlier == 0)
                    continue;
                var (yearly, currency) = (version.Programme.Tiers[level].YearlyBenefitCost, _versions.Currency);
                long Cost(decimal bound) =>
                    BenefitCost.Of(bound, earlier + days, month.Year, currency) - BenefitCost.Of(bound, earlier, month.Year, currency);
                var line = new BenefitLine(version.Number, level, days, Cost(yearly.Low), Cost(yearly.High));
                if (line is not { Days: 0, Low: 0, High: 0 })
                    lines.Add(line);
            }
        }

        return lines;
    }
}
