using System.Text.Json;

namespace Loyalty.Domain;

/// <summary>What a programme must keep of those before it, so that ledgers and standings go on to mean something.</summary>
public static class ProgrammeSuccession
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);

    /// <summary>Whether a draft can take effect on a day among the versions there are.</summary>
    /// <param name="firstDay">The day, or null for the day after all others.</param>
    /// <returns>Refused with <c>programme-not-valid</c>; null when it can.</returns>
    public static Refusal? Fault(ProgrammeVersions versions, Programme draft, DateOnly? firstDay = null)
    {
        var day = firstDay ?? DateOnly.MaxValue;
        var before = versions.On(day).Programme;
        if (draft.Currency != before.Currency)
            return Programme.NotValid("currency", $"is {draft.Currency}, but the ledger is kept in {before.Currency}");
        if (draft.TimeZone.Id != before.TimeZone.Id)
            return Programme.NotValid("timeZone", $"is {draft.TimeZone.Id}, but the ledger's days are those of {before.TimeZone.Id}");
        if (Gone(before, draft) is { } gone)
            return Programme.NotValid("tiers", $"has no tier '{gone}', which members may hold, and does not name its replacedBy");
        if (versions.NextAfter(day) is { } next && Gone(draft, versions.On(next).Programme) is { } later)
            return Programme.NotValid("tiers", $"has a tier '{later}' that the version from {next:yyyy-MM-dd} on neither has nor replaces");
        return RuleFault(versions, draft);
    }

    /// <summary>A tier that is there before and neither there nor replaced after.</summary>
    private static string? Gone(Programme before, Programme after) =>
        before.Tiers.Select(t => t.Code).FirstOrDefault(code => after.LevelOf(code) is null && !after.Replaced.ContainsKey(code));

    // A rule means the same for ever, whether the version that has it was the last or the first.
    private static Refusal? RuleFault(ProgrammeVersions versions, Programme draft)
    {
        var rules = draft.WrittenEarning?.Rules ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var earlier in versions.ByDay)
            {
                if (earlier.Programme.WrittenEarning?.Rules?.FirstOrDefault(rule => rule.Id == rules[i].Id) is { } known && !IsSame(known, rules[i]))
                    return Programme.NotValid($"earning.rules[{i}].id", $"'{rules[i].Id}' is another rule in version {earlier.Number}");
            }
        }

        return null;
    }

    // However it is written: 100 is 100.00, and fields may come in any order.
    private static bool IsSame(EarningRuleFile one, EarningRuleFile other) =>
        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(one, Compact), JsonSerializer.SerializeToElement(other, Compact));
}
