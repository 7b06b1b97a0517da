using System.Globalization;
using System.Text.Json;

namespace Loyalty.Domain.Tests;

/// <summary>A wait as the reference model keeps it: everything reckoned anew from what is known.</summary>
internal sealed class NaiveHold
{
    public required EarningRuleFile Rule { get; init; }

    public required DateOnly Purchase { get; init; }

    public required DateOnly PostedOn { get; init; }

    public DateOnly? ServiceDate { get; set; }

    public Dictionary<PurchaseEventKind, DateOnly> Happened { get; } = [];

    public DateOnly? ReleasedOn { get; set; }

    public bool DatedByService => Rule.Dated == "service";

    /// <summary>The latest of the days named, and so many days more; or the last day of a wait that ends with the release.</summary>
    public DateOnly? ReleaseDay
    {
        get
        {
            var days = Rule.Until!.After.Select(DayOf).ToList();
            var known = days.Contains(null) ? null : days.Max()!.Value.AddDays(Rule.Until.Days) as DateOnly?;
            var atMost = Rule.AtMost is { } most && Rule.Then == "release" ? Purchase.AddDays(most) : (DateOnly?)null;
            return known is null ? atMost : atMost is null ? known : known < atMost ? known : atMost;
        }
    }

    /// <summary>Ends only a wait without a release day, and never before it is recorded.</summary>
    public DateOnly? CancelDay
    {
        get
        {
            if (ReleaseDay is not null || Rule.AtMost is not { } most)
                return null;
            var day = Purchase.AddDays(most);
            return day > PostedOn ? day : PostedOn.AddDays(1);
        }
    }

    public bool Awaits(PurchaseEventKind kind, bool isWaiting) => kind == PurchaseEventKind.Rebooked
        ? isWaiting
        : Rule.Until!.After.Contains(kind.ToString().ToLowerInvariant());

    public bool Knows(PurchaseEventKind kind, DateOnly? service) =>
        kind == PurchaseEventKind.Rebooked ? service == ServiceDate : Happened.ContainsKey(kind);

    private DateOnly? DayOf(string word) => word switch
    {
        "purchase" => Purchase,
        "service" => ServiceDate,
        _ => Happened.TryGetValue(Enum.Parse<PurchaseEventKind>(word, ignoreCase: true), out var day) ? day : null,
    };
}

/// <summary>The three steps of earning, read off the rules as they are written, in decimals.</summary>
internal sealed class NaiveEarning(Programme programme, Purchase purchase, DateOnly date, DateOnly today, decimal rate)
{
    private readonly EarningFile _file = programme.WrittenEarning ?? new EarningFile();
    private readonly int _decimals = programme.Currency.MinorUnits;
    private readonly decimal _amount = purchase.Amount.ToDecimal();
    private readonly Dictionary<string, decimal> _components =
        (purchase.Details?.Components ?? []).ToDictionary(c => c.Code, c => Money.ToDecimal(c.Minor, purchase.Amount.Currency));

    public NaivePosting Credit(NaiveAccount account, decimal tierBonus)
    {
        var tier = programme.Tiers[account.Level].Code;
        var matching = (_file.Rules ?? []).Where(rule => InDates(rule) && Matches(rule, tier, account.Postings.Count == 0)).ToList();
        var (eligible, notEligible) = Eligible(matching);
        var counted = R(eligible * rate);
        var parts = counted == 0 ? [] : Parts(matching, counted, tierBonus, account);
        var hold = Hold(matching);
        var service = purchase.Details?.ServiceDate;
        var leaves = hold is { DatedByService: true } && service is { } day ? day : date;
        return new NaivePosting
        {
            Id = purchase.TransactionId.Value,
            PostedOn = today,
            LastDay = NaivePosting.LastDayOf(leaves, programme.WindowMonths),
            Amount = _amount,
            Eligible = eligible,
            Converted = R(_amount * rate),
            Counted = counted + parts.Sum(p => p.Amount),
            Decimals = _decimals,
            ComponentsLeft = new Dictionary<string, decimal>(_components),
            NotEligible = notEligible,
            Parts = parts,
            Hold = hold is null || hold.ReleaseDay <= today ? null : hold,
        };
    }

    private (decimal, HashSet<string>) Eligible(List<EarningRuleFile> matching)
    {
        var gone = new HashSet<string>();
        foreach (var rule in matching.Where(r => r.Effect == "deny"))
            gone.UnionWith(rule.Components ?? [.. _components.Keys, "*"]);
        var speaking = (_file.Rules ?? []).Where(r => r.Effect == "allow" && SpeaksOfType(r)).ToList();
        if (speaking.Count > 0 && !speaking.Exists(matching.Contains))
            gone.UnionWith([.. _components.Keys, "*"]);
        var eligible = gone.Contains("*") ? 0 : _amount - _components.Where(c => gone.Contains(c.Key)).Sum(c => c.Value);
        return (eligible, gone);
    }

    private List<(string Rule, string? Period, decimal Amount)> Parts(
        List<EarningRuleFile> matching, decimal counted, decimal tierBonus, NaiveAccount account)
    {
        var groups = (_file.Groups ?? []).ToList();
        if (groups.All(g => g.Id != "tier"))
            groups.Insert(0, new EarningGroupFile("tier", "best"));
        var parts = new List<(string, string?, decimal)>();
        decimal percents = 0;
        foreach (var group in groups)
        {
            var rules = matching.Where(r => r.Effect == "bonus" && r.Group == group.Id).Select(r => (r.Id, Percent: r.Percent!.Value, r.Cap)).ToList();
            if (group.Id == "tier" && tierBonus > 0)
                rules.Insert(0, ("tier-bonus", tierBonus, null));
            if (group.Mode == "best")
                rules = [.. rules.OrderByDescending(r => r.Percent).ThenBy(r => r.Id, StringComparer.Ordinal).Take(1)];
            foreach (var (id, percent, cap) in rules.Where(r => r.Percent > 0))
            {
                var part = R(counted * (100 + percents + percent) / 100) - R(counted * (100 + percents) / 100);
                percents += percent;
                var period = cap?.Per switch
                {
                    "month" => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    "year" => date.ToString("yyyy", CultureInfo.InvariantCulture),
                    "campaign" => "campaign",
                    _ => null,
                };
                var used = period is null ? 0 : account.Caps.GetValueOrDefault((id, period));
                parts.Add((id, period, cap is null ? part : Math.Min(part, Math.Max(0, cap.Amount - used))));
            }

            if (group.Last && rules.Exists(r => r.Percent > 0))
                break;
        }

        return parts;
    }

    private NaiveHold? Hold(List<EarningRuleFile> matching) => matching
        .Where(r => r.Effect == "hold" && !(r.Until!.After.Contains("service") && purchase.Details?.ServiceDate is null))
        .Select(r => new NaiveHold { Rule = r, Purchase = date, PostedOn = today, ServiceDate = purchase.Details?.ServiceDate })
        // The stable sort leaves the first of equals first.
        .OrderByDescending(h => h.ReleaseDay ?? DateOnly.MaxValue)
        .ThenByDescending(h => h.ReleaseDay is null && h.Rule.AtMost is { } most ? date.AddDays(most) : DateOnly.MaxValue)
        .FirstOrDefault();

    private bool InDates(EarningRuleFile rule)
    {
        if (rule.From is null && rule.To is null)
            return true;
        return (rule.By == "service" ? purchase.Details?.ServiceDate : date) is { } day
            && (rule.From is null || rule.From <= day) && (rule.To is null || day <= rule.To);
    }

    private bool SpeaksOfType(EarningRuleFile rule) => rule.When?.TryGetValue("type", out var types) != true || Lists(types, TypeWord);

    private bool Matches(EarningRuleFile rule, string tier, bool isFirst)
    {
        if (rule.By == "service" && purchase.Details?.ServiceDate is null)
            return false;
        var day = rule.By == "service" ? purchase.Details!.ServiceDate!.Value : date;
        return (rule.When ?? new Dictionary<string, JsonElement>()).All(condition => condition.Key switch
        {
            "type" => Lists(condition.Value, TypeWord),
            "tiers" => Lists(condition.Value, tier),
            "weekdays" => condition.Value.EnumerateArray().Any(d => d.GetInt32() == (day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek)),
            "amountFrom" => R(_amount * rate) >= condition.Value.GetDecimal(),
            "firstPurchase" => condition.Value.GetBoolean() == isFirst,
            "flights" => purchase.Details?.Flight is { } flight && condition.Value.EnumerateArray().Any(range => InRange(flight, range)),
            "partner" => Lists(condition.Value, purchase.Partner),
            "product" => Lists(condition.Value, purchase.Details?.Product),
            "route" => Lists(condition.Value, purchase.Details is { Origin: { } from, Destination: { } to } ? $"{from}-{to}" : null),
            var other => throw new InvalidOperationException(other),
        });
    }

    private string TypeWord => purchase.Type.ToString().ToLowerInvariant();

    private bool Lists(JsonElement condition, string? text)
    {
        if (text is null)
            return false;
        if (condition.ValueKind == JsonValueKind.Array)
            return condition.EnumerateArray().Any(v => v.GetString() == text);
        return condition.TryGetProperty("inList", out var list)
            ? _file.Lists![list.GetString()!].Contains(text)
            : !_file.Lists![condition.GetProperty("notInList").GetString()!].Contains(text);
    }

    private static bool InRange(string flight, JsonElement range) =>
        flight[..2] == range.GetProperty("carrier").GetString()
        && int.Parse(flight[2..], CultureInfo.InvariantCulture) is var number
        && number >= range.GetProperty("from").GetInt32() && number <= range.GetProperty("to").GetInt32();

    private decimal R(decimal amount) => Math.Round(amount, _decimals, MidpointRounding.ToEven);
}
