namespace Loyalty.Domain.Tests;

/// <summary>Rules that are not sane are refused with the path of the field.</summary>
public partial class EarningRulesTests
{
    [Theory]
    [InlineData("", "rules[0].effect", """{ "id": "a", "effect": "give" }""")]
    [InlineData("", "rules[0].id", """{ "id": "A", "effect": "deny" }""")]
    [InlineData("", "rules[0].id", """{ "id": "", "effect": "deny" }""")]
    [InlineData("", "rules[0].id", """{ "id": "tier-bonus", "effect": "deny" }""")]
    [InlineData("", "rules[1].id", """{ "id": "a", "effect": "deny" }, { "id": "a", "effect": "allow" }""")]
    [InlineData("", "rules[0].group", """{ "id": "a", "effect": "bonus", "group": "other", "percent": 1 }""")]
    [InlineData("", "rules[0].group", """{ "id": "a", "effect": "bonus", "percent": 1 }""")]
    [InlineData("", "rules[0].percent", """{ "id": "a", "effect": "bonus", "group": "tier" }""")]
    [InlineData("", "rules[0].percent", """{ "id": "a", "effect": "bonus", "group": "tier", "percent": 100.005 }""")]
    [InlineData("", "rules[0].percent", """{ "id": "a", "effect": "bonus", "group": "tier", "percent": -1 }""")]
    [InlineData("", "rules[1].percent", """{ "id": "a", "effect": "bonus", "group": "promo", "percent": 9000 }, { "id": "b", "effect": "bonus", "group": "promo", "percent": 1000 }""")]
    [InlineData("", "rules[0].percent", """{ "id": "a", "effect": "deny", "percent": 1 }""")]
    [InlineData("", "rules[0].cap.amount", """{ "id": "a", "effect": "bonus", "group": "tier", "percent": 1, "cap": { "amount": 0.001, "per": "month" } }""")]
    [InlineData("", "rules[0].cap.per", """{ "id": "a", "effect": "bonus", "group": "tier", "percent": 1, "cap": { "amount": 1, "per": "day" } }""")]
    [InlineData("", "rules[0].to", """{ "id": "a", "effect": "deny", "from": "2026-02-01", "to": "2026-01-31" }""")]
    [InlineData("", "rules[0].by", """{ "id": "a", "effect": "deny", "by": "posting" }""")]
    [InlineData("", "rules[0].until", """{ "id": "a", "effect": "hold" }""")]
    [InlineData("", "rules[0].until.after", """{ "id": "a", "effect": "hold", "until": { "after": ["sent"], "days": 1 } }""")]
    [InlineData("", "rules[0].until.days", """{ "id": "a", "effect": "hold", "until": { "after": ["paid"], "days": -1 } }""")]
    [InlineData("", "rules[0].atMost", """{ "id": "a", "effect": "hold", "until": { "after": ["paid"] }, "then": "cancel" }""")]
    [InlineData("", "rules[0].then", """{ "id": "a", "effect": "hold", "until": { "after": ["paid"] }, "atMost": 1, "then": "wait" }""")]
    [InlineData("", "rules[0].dated", """{ "id": "a", "effect": "hold", "until": { "after": ["paid"] }, "dated": "posting" }""")]
    [InlineData("", "rules[0].components", """{ "id": "a", "effect": "allow", "components": ["tax"] }""")]
    [InlineData("", "rules[0].when.type", """{ "id": "a", "effect": "deny", "when": { "type": ["train"] } }""")]
    [InlineData("", "rules[0].when.colour", """{ "id": "a", "effect": "deny", "when": { "colour": ["red"] } }""")]
    [InlineData("", "rules[0].when.product.inList", """{ "id": "a", "effect": "deny", "when": { "product": { "inList": "none" } } }""")]
    [InlineData("", "rules[0].when.product", """{ "id": "a", "effect": "deny", "when": { "product": "bag" } }""")]
    [InlineData("", "rules[0].when.weekdays", """{ "id": "a", "effect": "deny", "when": { "weekdays": [0] } }""")]
    [InlineData("", "rules[0].when.tiers", """{ "id": "a", "effect": "deny", "when": { "tiers": ["bronze"] } }""")]
    [InlineData("", "rules[0].when.flights", """{ "id": "a", "effect": "deny", "when": { "flights": [ { "carrier": "LX", "from": 9, "to": 1 } ] } }""")]
    [InlineData("", "rules[0].when.segment", """{ "id": "a", "effect": "deny", "when": { "segment": "vip" } }""")]
    [InlineData(""" "lists": { "x": [""] },""", "lists.x", """{ "id": "a", "effect": "deny" }""")]
    [InlineData(""" "groups": [ { "id": "promo", "mode": "sum" }, { "id": "tier", "mode": "best" } ],""", "groups[1]", """{ "id": "a", "effect": "deny" }""")]
    [InlineData(""" "groups": [ { "id": "promo", "mode": "most" } ],""", "groups[0].mode", """{ "id": "a", "effect": "deny" }""")]
    public void What_is_not_sane_is_refused_and_the_path_named(string before, string field, string rules)
    {
        if (before.Length == 0)
            before = """ "groups": [ { "id": "promo", "mode": "sum" } ],""";
        Earning($"{before} \"rules\": [ {rules} ]").Refused("programme-not-valid", $"earning.{field}");
    }

    [Theory]
    [InlineData("\"to\": \"2026-05-31\"", "\"from\": \"2026-06-01\"", true)]
    [InlineData("\"to\": \"2026-06-01\"", "\"from\": \"2026-06-01\"", false)]
    [InlineData("\"to\": \"2026-05-31\", \"by\": \"service\"", "\"from\": \"2026-06-01\"", false)]
    public void Percents_are_together_only_where_their_days_are(string first, string second, bool isSane)
    {
        var earning = Earning($$"""
            "groups": [ { "id": "promo", "mode": "sum" } ],
            "rules": [ { "id": "a", "effect": "bonus", "group": "promo", "percent": 6000, {{first}} },
                       { "id": "b", "effect": "bonus", "group": "promo", "percent": 6000, {{second}} } ]
            """);
        Assert.Equal(isSane ? null : "earning.rules[1].percent", earning.Refusal?.Field);
    }

    [Fact]
    public void There_are_at_most_50_groups_as_they_are_written()
    {
        string Groups(int count) => $"\"groups\": [ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{ \"id\": \"g{i}\", \"mode\": \"sum\" }}"))} ]";
        Assert.Null(Earning(Groups(50)).Refusal);
        Earning(Groups(51)).Refused("programme-not-valid", "earning.groups");
    }

    [Fact]
    public void There_are_at_most_500_rules_and_100000_values_in_a_list()
    {
        string Rules(int count) => $"\"rules\": [ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{ \"id\": \"r{i}\", \"effect\": \"deny\" }}"))} ]";
        string List(int count) => $"\"lists\": {{ \"l\": [ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{i}\""))} ] }}";
        Assert.Null(Earning(Rules(500)).Refusal);
        Earning(Rules(501)).Refused("programme-not-valid", "earning.rules");
        Assert.Null(Earning(List(100_000)).Refusal);
        Earning(List(100_001)).Refused("programme-not-valid", "earning.lists.l");
    }

    [Fact]
    public void Rules_are_written_as_they_were_read()
    {
        var programme = With("""
            "lists": { "goods": ["gift"] }, "groups": [ { "id": "promo", "mode": "sum" } ],
            "rules": [ { "id": "a", "effect": "bonus", "group": "promo", "percent": 12.5, "from": "2026-06-01", "when": { "product": { "notInList": "goods" } } } ]
            """);
        var written = ProgrammeFile.Write(programme);
        Assert.Equal(written, ProgrammeFile.Write(ProgrammeFile.Parse(written).Value));
        Assert.Contains("\"notInList\": \"goods\"", written, StringComparison.Ordinal);
    }
}
