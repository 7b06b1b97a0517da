namespace Loyalty.Domain.Tests;

/// <summary>The examples of programme-rules.md A.2 and A.3, to the minor unit.</summary>
public partial class EarningRulesTests
{
    private static readonly ExchangeRates Rates = Make.Rates(("2026-01-01", "EUR", 0.9402m));

    private const string TwoGroups = """
        "groups": [ { "id": "tier", "mode": "best"LAST }, { "id": "promo", "mode": "sum" } ],
        "rules": [
          { "id": "hotel", "effect": "bonus", "group": "tier", "percent": 10 },
          { "id": "double", "effect": "bonus", "group": "promo", "percent": 100CAP },
          { "id": "app", "effect": "bonus", "group": "promo", "percent": 5 } ]
        """;

    [Fact]
    public void Without_rules_all_components_are_eligible()
    {
        var posting = Posted(Make.Default, Flight());
        Assert.Equal((45_130, 45_130, 48_000L), (posting.Converted, posting.Counted, posting.Eligible));
        Assert.Empty(posting.Earned!.Excluded);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "groups": [ { "id": "tier", "mode": "best" }, { "id": "promo", "mode": "sum" } ], "lists": { "x": ["y"] }, "rules": [] """)]
    public void Earning_without_a_rule_is_as_if_it_were_not_there_and_is_written_as_it_was(string earning)
    {
        var programme = With(earning);
        Assert.Null(Posted(programme, Make.Purchase("a", 90, "2026-06-10")).Earned);
        Assert.Contains("\"earning\":", ProgrammeFile.Write(programme), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LX0014", "ZRH", "LHR", 200)]
    [InlineData("LX14", "ZRH", "CDG", 150)]
    [InlineData("LX15", "ZRH", "LHR", 150)]
    [InlineData("TRAIN", "ZRH", null, 100)]
    [InlineData(null, null, null, 100)]
    public void Flights_and_routes_are_compared_as_they_are_meant(string? flight, string? origin, string? destination, long counted)
    {
        var programme = With("""
            "groups": [ { "id": "promo", "mode": "sum" } ],
            "rules": [
              { "id": "flight", "effect": "bonus", "group": "promo", "percent": 50, "when": { "flight": ["LX14"] } },
              { "id": "route", "effect": "bonus", "group": "promo", "percent": 50, "when": { "route": ["ZRH-LHR"] } } ]
            """);
        var details = new PurchaseDetails { Flight = flight, Origin = origin, Destination = destination };
        Assert.Equal(counted, Posted(programme, Make.Purchase("a", 1, "2026-06-10") with { Details = details }).Counted);
        Assert.Equal(100, Posted(programme, Make.Purchase("b", 1, "2026-06-10")).Counted);
    }

    [Fact]
    public void A_component_that_is_denied_takes_no_part()
    {
        var posting = Posted(With("""
            "rules": [ { "id": "no-tax", "effect": "deny", "components": ["tax"], "when": { "type": ["flight"] } } ]
            """), Flight());
        Assert.Equal((45_130, 37_608, 37_608), (posting.Converted, posting.Earned!.Base, posting.Counted));
        Assert.Equal([new Excluded("tax", 8_000, "no-tax")], posting.Earned.Excluded);
        Assert.Equal(40_000, posting.Eligible);
    }

    [Theory]
    [InlineData("", "", 76_670, "8334 33335 1666")]
    [InlineData(", \"last\": true", "", 41_669, "8334")]
    [InlineData("", ", \"cap\": { \"amount\": 200, \"per\": \"month\" }", 48_335, "8334 5000 1666")]
    public void Groups_are_walked_in_order_and_a_cap_cuts_its_own_part(string last, string cap, long counted, string parts)
    {
        var programme = With(TwoGroups.Replace("LAST", last, StringComparison.Ordinal).Replace("CAP", cap, StringComparison.Ordinal));
        var memory = new EarningMemory(IsFirst: false, [new CapUse("double", "2026-06", 15_000)]);
        var posting = Posting.Of(Partner(333.35m, "2026-06-10"), Make.Day("2026-06-10"), programme, Rates, levelHeld: 2, memory).Value;
        Assert.Equal(counted, posting.Counted);
        Assert.Equal(parts, string.Join(' ', posting.Earned!.Parts.Select(p => p.Amount)));
        Assert.Equal("tier-bonus", posting.Earned.Parts[0].Rule);
        Assert.Equal(33_335 + posting.Earned.Parts.Sum(p => p.Amount), posting.Counted);
    }

    [Fact]
    public void A_product_on_the_deny_list_counts_nothing_and_is_recorded_all_the_same()
    {
        var programme = With("""
            "lists": { "no-earn-goods": ["gift-card", "tobacco"] },
            "rules": [ { "id": "no-goods", "effect": "deny", "when": { "product": { "inList": "no-earn-goods" } } } ]
            """);
        var posting = Posted(programme, Make.Purchase("a", 90, "2026-06-10") with { Details = new PurchaseDetails { Product = "tobacco" } });
        Assert.Equal((9_000, 0), (posting.Converted, posting.Counted));
        Assert.Equal([new Excluded(null, 9_000, "no-goods")], posting.Earned!.Excluded);
    }

    [Fact]
    public void Where_allow_rules_speak_of_a_type_one_must_match()
    {
        var programme = With("""
            "rules": [ { "id": "own", "effect": "allow", "when": { "type": ["flight"], "flights": [ { "carrier": "LX", "from": 1, "to": 1999 } ] } } ]
            """);
        long Counted(string? flight, PurchaseType type = PurchaseType.Flight) => Posted(
            programme, Make.Purchase("a", 90, "2026-06-10", type) with { Details = new PurchaseDetails { Flight = flight } }).Counted;
        Assert.Equal((9_000, 0, 0, 0), (Counted("LX14"), Counted("LX2000"), Counted("BA14"), Counted(null)));
        Assert.Equal(9_000, Counted(null, PurchaseType.Ancillary));
    }

    [Theory]
    [InlineData("2026-05-31", 0)]
    [InlineData("2026-06-10", 9_000)]
    public void The_end_of_an_allow_rule_does_not_let_everything_in(string to, long counted) => Assert.Equal(counted, Posted(
        With($$"""
            "rules": [ { "id": "own", "effect": "allow", "to": "{{to}}", "when": { "type": ["flight"] } } ]
            """),
        Make.Purchase("a", 90, "2026-06-10", PurchaseType.Flight)).Counted);

    [Theory]
    [InlineData("LX0014", 0)]
    [InlineData("LX14", 0)]
    [InlineData("LX140", 9_000)]
    [InlineData("14", 0)]
    [InlineData("", 9_000)]
    public void A_flight_is_the_same_with_leading_zeros(string flight, long counted) => Assert.Equal(counted, Posted(
        With("""
            "rules": [ { "id": "no", "effect": "deny", "when": { "flight": ["LX014", "14"] } } ]
            """),
        Make.Purchase("a", 90, "2026-06-10", PurchaseType.Flight) with { Details = new PurchaseDetails { Flight = flight } }).Counted);

    [Fact]
    public void Why_a_rule_adds_nothing_is_told()
    {
        var programme = With("""
            "groups": [ { "id": "tier", "mode": "best" }, { "id": "promo", "mode": "sum", "last": true }, { "id": "late", "mode": "sum" } ],
            "rules": [
              { "id": "weak", "effect": "bonus", "group": "tier", "percent": 5 },
              { "id": "june", "effect": "bonus", "group": "promo", "percent": 5, "from": "2026-06-01", "to": "2026-06-30" },
              { "id": "flights", "effect": "bonus", "group": "promo", "percent": 5, "when": { "type": ["flight"] } },
              { "id": "full", "effect": "bonus", "group": "promo", "percent": 5, "cap": { "amount": 10, "per": "campaign" } },
              { "id": "late", "effect": "bonus", "group": "late", "percent": 5 } ]
            """);
        var missed = new List<MissedRule>();
        var memory = new EarningMemory(IsFirst: false, [new CapUse("full", "campaign", 1_000)], Missed: missed);
        var posting = Posting.Of(Partner(100, "2026-07-01"), Make.Day("2026-07-01"), programme, Rates, levelHeld: 2, memory).Value;
        Assert.Equal(12_500, posting.Counted);
        Assert.Equal(
            ["weak BetterInGroup", "june NotInDates", "flights NotMatching", "full CapReached", "late GroupEnded"],
            missed.Select(m => $"{m.Rule} {m.Why}"));
    }

    [Fact]
    public void A_reversal_of_the_tax_alone_takes_nothing_and_a_full_one_leaves_nothing()
    {
        var live = new LiveMember(With("""
            "rules": [ { "id": "no-tax", "effect": "deny", "components": ["tax"] } ]
            """), Rates).Enrolled("2026-01-01");
        live.Buys("2026-06-10", Flight());
        var tax = Reverse(live, "r1", ("tax", 80m));
        Assert.Equal((0, 37_608), (tax.CountedTaken, live.Account.Lifetime));
        live.Asked(Make.Reversal("r2", "lx", 100), Make.Day("2026-06-12")).Refused("components-required", "components");
        live.Asked(Make.Reversal("r2", "lx") with { Components = [("tax", 0.01m)] }, Make.Day("2026-06-12")).Refused("exceeds-purchase", "components");
        live.Asked(Make.Reversal("r2", "lx") with { Components = [("fuel", 1)] }, Make.Day("2026-06-12")).Refused("components-not-valid", "components");
        live.Asked(Make.Reversal("r2", "lx", 99) with { Components = [("base", 100)] }, Make.Day("2026-06-12")).Refused("components-not-valid", "components");
        Assert.Equal(12_536, Reverse(live, "r3", ("base", 133.33m)).CountedTaken);
        live.Reverses("2026-06-13", "lx");
        Assert.Equal((0, 0), (live.Account.Lifetime, live.On("2026-06-13").Spend));
    }

    [Theory]
    [InlineData("base:400,tax:79.99")]
    [InlineData("base:400,base:80")]
    [InlineData("base:560,tax:-80")]
    [InlineData("base:400,tax:80.001")]
    [InlineData(":480")]
    public void Components_that_are_not_sane_are_refused(string written)
    {
        var parts = written.Split(',').Select(p => p.Split(':')).Select(p => ((string?)p[0], decimal.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture)));
        var components = Component.From([.. parts], Currency.Of("EUR"));
        if (components.Refusal is null)
        {
            var purchase = Flight() with { Details = new PurchaseDetails { Components = components.Value } };
            Posting.Of(purchase, Make.Day("2026-06-10"), Make.Default, Rates, 0).Refused("components-not-valid", "components");
        }
        else
        {
            components.Refused("components-not-valid", "components");
        }
    }

    private static SpendReversed Reverse(LiveMember live, string id, params (string? Code, decimal Amount)[] components) =>
        (SpendReversed)live.Asked(Make.Reversal(id, "lx") with { Components = components }, Make.Day("2026-06-11")).Value.Change;

    private static Purchase Flight() => new(
        new TransactionId("lx"), PurchaseType.Flight, Make.Money(480, "EUR"), Make.Day("2026-06-10"),
        Details: new PurchaseDetails { Components = [new Component("base", 40_000), new Component("tax", 8_000)] });

    private static Purchase Partner(decimal amount, string date) => Make.Purchase("p", amount, date, PurchaseType.Partner);

    private static Posting Posted(Programme programme, Purchase purchase) =>
        Posting.Of(purchase, Make.Day("2026-06-10"), programme, Rates, levelHeld: 0).Value;

    internal static Programme With(string earning) => Earning(earning).Value;

    internal static Checked<Programme> Earning(string earning) => ProgrammeFile.Parse(
        ProgrammeFile.Write(Make.Default)[..^1].TrimEnd('}', '\n') + $", \"earning\": {{ {earning} }} }}");
}
