namespace Loyalty.Domain;

/// <summary>The earning rules of a programme version: what of a purchase counts, what is added, why it waits. Pure.</summary>
public sealed class EarningRules
{
    /// <summary>The built-in rule of the tier's partner bonus.</summary>
    public const string TierBonus = "tier-bonus";

    /// <summary>The group of <see cref="TierBonus"/>, always the first.</summary>
    public const string TierGroup = "tier";

    /// <summary>No rules; the tier's bonus alone.</summary>
    internal static readonly EarningRules None = new([], [], [new EarningGroup(TierGroup, Best: true, Last: false, [])], []);

    private readonly EarningGroup[] _groups;
    private readonly EarningCandidates[] _candidates;

    internal EarningRules(EarningRule[] deny, EarningRule[] allow, EarningGroup[] groups, EarningRule[] holds)
    {
        _groups = groups;
        _candidates = EarningCandidates.ForAll(deny, allow, groups, holds);
        HasHolds = holds.Length > 0;
        IsEmpty = deny.Length + allow.Length + holds.Length == 0 && Array.TrueForAll(groups, group => group.Rules.Length == 0);
    }

    /// <summary>There are rules that make credits wait.</summary>
    public bool HasHolds { get; }

    /// <summary>There is no rule.</summary>
    internal bool IsEmpty { get; }

    /// <summary>What of the amount may count (step 1).</summary>
    internal (long Eligible, ValueList<Excluded> Excluded) Eligible(in EarningFacts facts)
    {
        var left = facts.Purchase.Amount.Minor;
        List<Excluded> excluded = [];
        var candidates = CandidatesFor(facts.Purchase);
        foreach (var rule in candidates.Deny)
        {
            if (!rule.IsInDates(facts) || !rule.Matches(facts))
                continue;
            if (rule.Components.IsEmpty)
                return Nothing(left, excluded, rule.Id);
            foreach (var (code, minor) in facts.Details?.Components ?? [])
            {
                if (!rule.Components.Contains(code) || excluded.Exists(e => e.Component == code))
                    continue;
                excluded.Add(new Excluded(code, minor, rule.Id));
                left -= minor;
            }
        }

        var allowed = !candidates.IsSpokenOf;
        foreach (var rule in candidates.Allow)
            allowed = allowed || (rule.IsInDates(facts) && rule.Matches(facts));
        return !allowed ? Nothing(left, excluded, null) : (left, ValueList.From(excluded));
    }

    /// <summary>What the bonus rules add to the base (step 2).</summary>
    /// <param name="tierBonus">The partner bonus of the tier held; 0 for what is bought from no partner.</param>
    /// <param name="missed">Receives the rules that add nothing; null when nobody asks.</param>
    internal ValueList<EarnedPart> Parts(
        in EarningFacts facts, long baseAmount, decimal tierBonus, in EarningMemory memory, List<MissedRule>? missed)
    {
        List<EarnedPart>? parts = null;
        long hundredths = 0;
        var ended = false;
        // Whoever asks for what was missed is told of every rule.
        var groups = missed is null ? CandidatesFor(facts.Purchase).Groups : _groups;
        for (var g = 0; g < groups.Length; g++)
        {
            var group = groups[g];
            if (ended && missed is null)
                break;
            var bonus = g == 0 ? (long)(tierBonus * 100) : 0;
            var best = group.Best ? Best(group, facts, bonus) : null;
            var gave = false;
            if (bonus > 0 && best is null)
            {
                Add(TierBonus, tierBonus, bonus, null, facts.Date, memory);
                gave = true;
            }
            else if (bonus > 0)
            {
                missed?.Add(new MissedRule(TierBonus, MissedWhy.BetterInGroup));
            }

            foreach (var rule in group.Rules)
            {
                var why = Why(rule, facts) ?? (ended ? MissedWhy.GroupEnded : group.Best && !ReferenceEquals(rule, best) ? MissedWhy.BetterInGroup : null);
                if (why is { } reason)
                {
                    missed?.Add(new MissedRule(rule.Id, reason));
                    continue;
                }

                gave |= rule.Hundredths > 0;
                if (rule.Hundredths > 0 && Add(rule.Id, rule.Percent, rule.Hundredths, rule.Cap, facts.Date, memory) == 0)
                    missed?.Add(new MissedRule(rule.Id, MissedWhy.CapReached));
            }

            ended |= group.Last && gave;

            // A part is the difference of two roundings, so that the parts sum to the counted amount to the minor unit.
            long Add(string id, decimal percent, long own, EarningCap? cap, DateOnly date, in EarningMemory memory)
            {
                var below = HalfEven.Scale(baseAmount, 10_000 + hundredths, 10_000);
                hundredths += own;
                var whole = HalfEven.Scale(baseAmount, 10_000 + hundredths, 10_000) - below;
                var period = cap?.PeriodOf(date);
                var amount = cap is null ? whole : Math.Min(whole, Math.Max(0, cap.Amount - memory.Used(id, period)));
                (parts ??= []).Add(new EarnedPart(id, group.Id, percent, amount, amount < whole, memory.TakesNoCap ? null : period));
                return whole == 0 ? -1 : amount;
            }
        }

        return parts is null ? default : ValueList.From(parts);
    }

    /// <summary>The bonus rules that added nothing to a posting of these rules.</summary>
    /// <param name="tierBonus">As it was asked for at posting.</param>
    internal IReadOnlyList<MissedRule> Missed(Posting posting, Earned earned, bool isFirst, decimal tierBonus)
    {
        var missed = new List<MissedRule>();
        var facts = new EarningFacts(posting.Purchase, posting.Date, posting.Converted, earned.Tier ?? "", isFirst);
        // A part that was cut tells what was left of its cap.
        var caps = earned.Parts.Where(part => part is { Cut: true, CapPeriod: not null })
            .Select(part => new CapUse(part.Rule, part.CapPeriod!, CapOf(part.Rule) - part.Amount));
        if (earned.Base > 0)
            Parts(facts, earned.Base, tierBonus, new EarningMemory(isFirst, ValueList.From(caps)), missed);
        return missed;
    }

    private long CapOf(string rule) => _groups.SelectMany(g => g.Rules).FirstOrDefault(r => r.Id == rule)?.Cap?.Amount ?? 0;

    /// <summary>The hold with the latest release day (step 3); one that does not know its day yet is later than any that does.</summary>
    internal Hold? Hold(in EarningFacts facts)
    {
        Hold? latest = null;
        foreach (var rule in CandidatesFor(facts.Purchase).Holds)
        {
            if (!rule.IsInDates(facts) || !rule.Matches(facts) || (facts.ServiceDate is null && rule.Hold!.After.Contains(HoldDay.Service)))
                continue;
            var hold = new Hold(rule.Hold!, rule.Hold!.Dates(facts.Date, facts.ServiceDate, static _ => null));
            if (latest is null || End(hold).CompareTo(End(latest)) > 0)
                latest = hold;
        }

        return latest;

        static (bool, DateOnly) End(Hold hold) => hold.Dates.Release is { } release
            ? (false, release)
            : (true, hold.Dates.Cancel ?? DateOnly.MaxValue);
    }

    private EarningCandidates CandidatesFor(Purchase purchase) => _candidates[EarningCandidates.Index(purchase)];

    private static MissedWhy? Why(EarningRule rule, in EarningFacts facts) =>
        !rule.IsInDates(facts) ? MissedWhy.NotInDates : rule.Matches(facts) ? null : MissedWhy.NotMatching;

    /// <summary>The matching rule with the highest percent, then the smallest id; null where the tier's bonus is it, or none matches.</summary>
    private static EarningRule? Best(EarningGroup group, in EarningFacts facts, long bonus)
    {
        EarningRule? best = null;
        foreach (var rule in group.Rules)
        {
            if (!rule.IsInDates(facts) || !rule.Matches(facts))
                continue;
            var (percent, id) = best is null ? (bonus, TierBonus) : (best.Hundredths, best.Id);
            if ((best is null && bonus == 0) || rule.Hundredths > percent || (rule.Hundredths == percent && string.CompareOrdinal(rule.Id, id) < 0))
                best = rule;
        }

        return best;
    }

    private static (long Eligible, ValueList<Excluded> Excluded) Nothing(long left, List<Excluded> excluded, string? rule)
    {
        excluded.Add(new Excluded(null, left, rule));
        return (0, ValueList.From(excluded));
    }
}

/// <summary>What an account remembers that its next purchase's earning asks for.</summary>
/// <param name="IsFirst">It has bought nothing yet.</param>
/// <param name="Caps">What has been used of caps.</param>
/// <param name="TakesNoCap">A history import: nothing is held, and no cap is used up.</param>
/// <param name="Missed">Receives the bonus rules that add nothing; null when nobody asks.</param>
public readonly record struct EarningMemory(bool IsFirst, ValueList<CapUse> Caps, bool TakesNoCap = false, List<MissedRule>? Missed = null)
{
    /// <summary>What has been used of a rule's cap in a period.</summary>
    public long Used(string rule, string? period)
    {
        if (period is not null)
        {
            foreach (var use in Caps)
            {
                if (use.Period == period && use.Rule == rule)
                    return use.Amount;
            }
        }

        return 0;
    }
}
