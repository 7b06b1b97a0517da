namespace Loyalty.Domain;

/// <summary>Turns earning rules as written into rules that can be asked, or says which field is not sane.</summary>
internal static class EarningCheck
{
    /// <summary>Rules, groups and lists of a version, at most.</summary>
    public const int MaxRules = 500;

    public const int MaxGroups = 50;

    public const int MaxLists = 100;

    /// <summary>Values of a list, at most.</summary>
    public const int MaxValues = 100_000;

    /// <summary>What percents may be together, at most.</summary>
    public const int MaxPercent = 10_000;

    private const int PercentDecimals = 2;

    private static readonly string[] Effects = ["deny", "allow", "bonus", "hold"];

    /// <param name="gone">Codes of tiers that are gone; rules of older versions may go on to name them.</param>
    public static Checked<EarningRules> Check(EarningFile file, IReadOnlyList<Tier> tiers, IEnumerable<string> gone, Currency currency)
    {
        if (Lists(file) is { } listFault)
            return listFault;
        var groups = Groups(file);
        if (groups.Refusal is { } groupFault)
            return groupFault;
        var written = file.Rules ?? [];
        if (written.Count > MaxRules)
            return Fault("rules", $"has {written.Count} rules; at most {MaxRules} are allowed");
        var context = new RuleContext(file, groups.Value, [.. tiers.Select(t => t.Code), .. gone], currency);
        var rules = new EarningRule[written.Count];
        for (var i = 0; i < rules.Length; i++)
        {
            if (written[i] is null)
                return Fault($"rules[{i}]", "is null");
            var rule = Rule(written[i], $"rules[{i}]", context);
            if (rule.Refusal is { } fault)
                return fault;
            if (rule.Value.Id == EarningRules.TierBonus || Array.Exists(rules[..i], r => r.Id == rule.Value.Id))
                return Fault($"rules[{i}].id", $"'{rule.Value.Id}' is there twice");
            rules[i] = rule.Value;
        }

        EarningRule[] Of(string effect) => [.. rules.Where((_, i) => written[i].Effect == effect)];
        EarningGroup[] filled =
        [
            .. groups.Value.Select(g => new EarningGroup(
                g.Id, g.Mode == "best", g.Last, [.. rules.Where((_, i) => written[i].Effect == "bonus" && written[i].Group == g.Id)])),
        ];
        return TooMuch(filled, tiers) is { } together
            ? Fault($"rules[{Array.FindIndex(rules, r => r.Id == together)}].percent", $"brings the percents together above {MaxPercent}")
            : new EarningRules(Of("deny"), Of("allow"), filled, Of("hold"));
    }

    internal static Refusal Fault(string field, string what) => Programme.NotValid($"earning.{field}", what);

    private static Refusal? Lists(EarningFile file)
    {
        if (file.Lists is not { } lists)
            return null;
        if (lists.Count > MaxLists)
            return Fault("lists", $"has {lists.Count} lists; at most {MaxLists} are allowed");
        foreach (var (name, values) in lists)
        {
            if (name.Length == 0)
                return Fault("lists", "has a list without a name");
            if (values is null || values.Count > MaxValues)
                return Fault($"lists.{name}", $"has more than {MaxValues:#,0} values, or is null");
            if (values.Any(string.IsNullOrEmpty))
                return Fault($"lists.{name}", "has an empty value");
        }

        return null;
    }

    private static Checked<IReadOnlyList<EarningGroupFile>> Groups(EarningFile file)
    {
        List<EarningGroupFile> groups = [.. file.Groups ?? []];
        if (groups.Count > MaxGroups)
            return Fault("groups", $"has {groups.Count} groups; at most {MaxGroups} are allowed");
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i] is not { } group || !IsWord(group.Id))
                return Fault($"groups[{i}].id", "is not 1 to 40 of a-z, 0-9 and -");
            if (group.Mode is not ("best" or "sum"))
                return Fault($"groups[{i}].mode", $"'{group.Mode}' is neither best nor sum");
            if (groups.FindIndex(g => g.Id == group.Id) < i)
                return Fault($"groups[{i}].id", $"'{group.Id}' is there twice");
            if (group.Id == EarningRules.TierGroup && (i > 0 || group.Mode != "best"))
                return Fault($"groups[{i}]", "the group tier is the first, and its mode is best");
        }

        if (groups is not [{ Id: EarningRules.TierGroup }, ..])
            groups.Insert(0, new EarningGroupFile(EarningRules.TierGroup, "best"));
        return groups;
    }

    private static Checked<EarningRule> Rule(EarningRuleFile rule, string path, RuleContext context)
    {
        if (!IsWord(rule.Id))
            return Fault($"{path}.id", "is not 1 to 40 of a-z, 0-9 and -");
        if (!Effects.Contains(rule.Effect))
            return Fault($"{path}.effect", $"'{rule.Effect}' is none of {string.Join(", ", Effects)}");
        if (NotOfEffect(rule) is { } foreign)
            return Fault($"{path}.{foreign}", $"does not belong to the effect {rule.Effect}");
        if (rule.To < rule.From)
            return Fault($"{path}.to", "is before from");
        if (rule.By is not (null or "purchase" or "service"))
            return Fault($"{path}.by", $"'{rule.By}' is neither purchase nor service");
        var when = EarningConditionCheck.Check(rule.When, $"{path}.when", context);
        if (when.Refusal is { } condition)
            return condition;
        var checkedRule = new EarningRule(rule.Id, when.Value, rule.From, rule.To, rule.By == "service");
        return rule.Effect switch
        {
            "deny" => Deny(checkedRule, rule, path),
            "bonus" => Bonus(checkedRule, rule, path, context),
            "hold" => Hold(checkedRule, rule, path),
            _ => checkedRule,
        };
    }

    private static string? NotOfEffect(EarningRuleFile rule) => rule switch
    {
        { Effect: not "deny", Components: not null } => "components",
        { Effect: not "bonus", Group: not null } => "group",
        { Effect: not "bonus", Percent: not null } => "percent",
        { Effect: not "bonus", Cap: not null } => "cap",
        { Effect: not "hold", Until: not null } => "until",
        { Effect: not "hold", AtMost: not null } => "atMost",
        { Effect: not "hold", Then: not null } => "then",
        { Effect: not "hold", Dated: not null } => "dated",
        _ => null,
    };

    private static Checked<EarningRule> Deny(EarningRule rule, EarningRuleFile written, string path)
    {
        if (written.Components is not { } components)
            return rule;
        return components.Count is 0 or > Component.MaxCount || components.Any(string.IsNullOrWhiteSpace)
            ? Fault($"{path}.components", "is empty or has an empty code")
            : rule with { Components = ValueList.From(components) };
    }

    private static Checked<EarningRule> Bonus(EarningRule rule, EarningRuleFile written, string path, RuleContext context)
    {
        if (written.Group is not { } group || context.Groups.All(g => g.Id != group))
            return Fault($"{path}.group", $"'{written.Group}' is no group of this version");
        if (written.Percent is not { } percent || percent is < 0 or > MaxPercent || decimal.Round(percent, PercentDecimals) != percent)
            return Fault($"{path}.percent", $"is not 0 to {MaxPercent} with at most {PercentDecimals} decimals");
        var filled = rule with { Percent = percent, Hundredths = (long)(percent * 100) };
        if (written.Cap is not { } cap)
            return filled;
        var amount = Money.From(cap.Amount, context.Currency);
        if (amount.Refusal is { } refusal)
            return Fault($"{path}.cap.amount", $"is not valid: {refusal.Detail.TrimEnd('.')}");
        CapPer? per = cap.Per switch
        {
            "purchase" => CapPer.Purchase,
            "month" => CapPer.Month,
            "year" => CapPer.Year,
            "campaign" => CapPer.Campaign,
            _ => null,
        };
        return per is { } span
            ? filled with { Cap = new EarningCap(amount.Value.Minor, span) }
            : Fault($"{path}.cap.per", $"'{cap.Per}' is none of purchase, month, year, campaign");
    }

    private static Checked<EarningRule> Hold(EarningRule rule, EarningRuleFile written, string path)
    {
        if (written.Until is not { After.Count: > 0 } until)
            return Fault($"{path}.until", "does not say after what the credit is released");
        var hold = HoldOf(until, path, rule.Id);
        if (hold.Refusal is { } refusal)
            return refusal;
        if (written.AtMost is < 0 or > HoldTerms.MaxDays)
            return Fault($"{path}.atMost", $"is not 0 to {HoldTerms.MaxDays}");
        if (written.Then is not (null or "cancel" or "release"))
            return Fault($"{path}.then", $"'{written.Then}' is neither cancel nor release");
        if (written.Then is not null && written.AtMost is null)
            return Fault($"{path}.atMost", "is missing, so that then never comes");
        if (written.Dated is not (null or "purchase" or "service"))
            return Fault($"{path}.dated", $"'{written.Dated}' is neither purchase nor service");
        return rule with
        {
            Hold = hold.Value with { AtMost = written.AtMost, ReleasesAtMost = written.Then == "release", DatedByService = written.Dated == "service" },
        };
    }

    /// <summary>The days that are waited for, and how long after them.</summary>
    internal static Checked<HoldTerms> HoldOf(HoldUntilFile until, string path, string rule = "")
    {
        if (until.After is not { Count: > 0 })
            return Fault($"{path}.until.after", "is empty");
        var after = new List<HoldDay>();
        foreach (var word in until.After)
        {
            if (word is null || !Enum.TryParse<HoldDay>(word, ignoreCase: true, out var day) || !word.All(char.IsAsciiLetterLower) || after.Contains(day))
                return Fault($"{path}.until.after", $"'{word}' is none of purchase, service, paid, shipped, flown, delivered, or is there twice");
            after.Add(day);
        }

        return until.Days is < 0 or > HoldTerms.MaxDays
            ? Fault($"{path}.until.days", $"is not 0 to {HoldTerms.MaxDays}")
            : new HoldTerms(rule, ValueList.From(after), until.Days, null, false, false);
    }

    /// <summary>The rule with which the percents that one purchase could get pass the bound, or null.</summary>
    private static string? TooMuch(EarningGroup[] groups, IReadOnlyList<Tier> tiers)
    {
        // They are most on the first day of some campaign; campaigns that follow each other never come together.
        var days = groups.SelectMany(g => g.Rules).Where(rule => !rule.ByService).Select(rule => rule.From ?? DateOnly.MinValue);
        foreach (var day in days.Prepend(DateOnly.MinValue).Distinct())
        {
            if (TooMuchOn(day, groups, tiers) is { } rule)
                return rule;
        }

        return null;
    }

    private static string? TooMuchOn(DateOnly day, EarningGroup[] groups, IReadOnlyList<Tier> tiers)
    {
        var together = (long)(tiers.Max(t => t.PartnerBonusPercent) * 100);
        for (var g = 0; g < groups.Length; g++)
        {
            var best = g == 0 ? together : 0;
            foreach (var rule in groups[g].Rules)
            {
                // The service date may be any, whatever the purchase date.
                if (!rule.ByService && (day < rule.From || day > rule.To))
                    continue;
                var more = groups[g].Best ? Math.Max(0, rule.Hundredths - best) : rule.Hundredths;
                best += more;
                together += more;
                if (together > MaxPercent * 100L)
                    return rule.Id;
            }
        }

        return null;
    }

    private static bool IsWord(string? id) => id is { Length: >= 1 and <= 40 } && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>What a rule is checked against.</summary>
internal sealed record RuleContext(
    EarningFile Rules, IReadOnlyList<EarningGroupFile> Groups, IReadOnlyList<string> TierCodes, Currency Currency);
