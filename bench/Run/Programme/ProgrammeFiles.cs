namespace Loyalty.Bench;

/// <summary>Programme files: the built-in programme with earning rules, or as a draft that changes its ladder.</summary>
internal static class ProgrammeFiles
{
    /// <summary>The built-in programme with another threshold of Gold and another grace: what a rehearsal has to do with.</summary>
    public static string Draft => Text(earning: null)
        .Replace("\"threshold\": 2500", "\"threshold\": 3000", StringComparison.Ordinal)
        .Replace("\"graceDays\": 30", "\"graceDays\": 60", StringComparison.Ordinal);

    /// <summary>Writes a programme.</summary>
    /// <param name="earning">What stands in <c>earning</c>, without its braces; null for no such field.</param>
    /// <returns>The path.</returns>
    public static async Task<string> WriteAsync(string folder, string name, string? earning)
    {
        var path = Path.Combine(folder, $"programme-{name}.json");
        await File.WriteAllTextAsync(path, Text(earning));
        return path;
    }

    /// <summary>
    /// Fifty rules as a programme may have them: what does not count, what does, campaigns of routes, weekdays and amounts in groups,
    /// holds. The load is asked about all of them; two bonuses match its flights of 10 CHF and more, so that parts are stored.
    /// </summary>
    public static string FiftyRules()
    {
        var rules = new List<string>();
        void Add(int count, Func<int, string> rule) => rules.AddRange(Enumerable.Range(1, count).Select(rule));
        Add(8, i => $$"""{ "id": "deny-{{i}}", "effect": "deny", "when": { "product": ["gift-card-{{i}}", "tobacco-{{i}}"] } }""");
        Add(2, i => $$"""{ "id": "deny-part-{{i}}", "effect": "deny", "components": ["tax-{{i}}"], "when": { "type": ["flight"] } }""");
        Add(5, i => $$"""{ "id": "allow-{{i}}", "effect": "allow", "when": { "type": ["partner"], "merchant": ["shop-{{i}}"] } }""");
        Add(20, i => $$"""{ "id": "route-{{i}}", "effect": "bonus", "group": "promo", "percent": 50, "when": { "route": ["ZRH-A{{i:D2}}", "GVA-A{{i:D2}}"] } }""");
        Add(5, i => $$"""{ "id": "fare-{{i}}", "effect": "bonus", "group": "cabin", "percent": {{10 * i}}, "when": { "fareClass": ["{{(char)('A' + i)}}"] } }""");
        Add(3, i => $$"""{ "id": "old-{{i}}", "effect": "bonus", "group": "promo", "percent": 100, "from": "202{{i}}-06-01", "to": "202{{i}}-06-30" }""");
        rules.Add("""{ "id": "every", "effect": "bonus", "group": "promo", "percent": 5, "when": { "type": ["flight"], "amountFrom": 10 } }""");
        rules.Add("""{ "id": "capped", "effect": "bonus", "group": "promo", "percent": 10, "when": { "amountFrom": 10 }, "cap": { "amount": 200, "per": "month" } }""");
        Add(5, i => $$"""{ "id": "hold-{{i}}", "effect": "hold", "when": { "type": ["partner"], "partner": ["hotel-{{i}}"] }, "until": { "after": ["purchase"], "days": {{10 * i}} } }""");
        return $$"""
            "groups": [ { "id": "tier", "mode": "best" }, { "id": "cabin", "mode": "best" }, { "id": "promo", "mode": "sum" } ],
            "rules": [ {{string.Join(",\n", rules)}} ]
            """;
    }

    private static string Text(string? earning) => $$"""
        { "name": "Spend Recognition", "currency": "CHF", "timeZone": "Europe/Zurich", "windowMonths": 12, "graceDays": 30,
          "tiers": [
            { "name": "Member", "threshold": 0, "benefits": ["member-fares", "app-features", "birthday-bonus"] },
            { "name": "Silver", "threshold": 1000, "partnerBonusPercent": 10, "benefits": ["priority-boarding", "extra-bag", "dedicated-check-in"],
              "yearlyBenefitCost": { "low": 20, "high": 40 } },
            { "name": "Gold", "threshold": 2500, "partnerBonusPercent": 25, "benefits": ["lounge", "premium-seat", "priority-rebooking", "fast-track"],
              "yearlyBenefitCost": { "low": 100, "high": 200 } },
            { "name": "Platinum", "threshold": 5000, "partnerBonusPercent": 50,
              "benefits": ["companion-lounge", "guaranteed-seat", "dedicated-line", "surprise-upgrades"], "yearlyBenefitCost": { "low": 300, "high": 500 } } ]
          {{(earning is null ? "" : $", \"earning\": {{ {earning} }}")}} }
        """;
}
