using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

/// <summary>Random lives under random earning rules and programme versions.</summary>
internal static class RuleHistories
{
    private static readonly string[] Products = ["gift", "seat", "bag"];
    private static readonly string[] Partners = ["hotel", "car"];

    /// <summary>Rules, holds and versions.</summary>
    public static Arbitrary<History> Any => Arb.From(
        from first in Programmes
        from later in Gen.Choose(0, 3)
        from versions in Later(first, later)
        from start in Gen.Choose(0, 4000)
        from count in Gen.Choose(1, 20)
        from steps in Gen.ListOf(Steps(first), count)
        select new History(first, new DateOnly(2012, 1, 1).AddDays(start), [.. steps]) { Later = versions },
        history => history.Smaller());

    public static Gen<Programme> Programmes =>
        from currency in Gen.Elements("CHF", "JPY", "KWD")
        from tiers in Gen.Choose(2, 5)
        from programme in Programme(currency, [.. Enumerable.Range(0, tiers).Select(i => $"c{i}")], null, [])
        select programme;

    private static Gen<IReadOnlyList<(int, Programme)>> Later(Programme first, int count)
    {
        if (count == 0)
            return Gen.Constant<IReadOnlyList<(int, Programme)>>([]);
        return from before in Later(first, count - 1)
               let last = before.Count == 0 ? (0, first) : before[^1]
               from days in Gen.Choose(1, 400)
               from codes in Codes(last.Item2, count)
               from sameRules in Gen.Elements(true, false)
               from programme in Programme(first.Currency.Code, codes.Ladder, codes.Gone, sameRules ? [last.Item2.WrittenEarning] : [])
               select (IReadOnlyList<(int, Programme)>)[.. before, (last.Item1 + days, programme)];
    }

    /// <summary>The same tiers, one more in between, or one fewer.</summary>
    private static Gen<(string[] Ladder, TierDefinition? Gone)> Codes(Programme last, int count)
    {
        string[] ladder = [.. last.Tiers.Select(t => t.Code)];
        return from kind in Gen.Elements("same", "more", "fewer")
               from at in Gen.Choose(1, ladder.Length - 1)
               select kind == "more" ? ([.. ladder[..at], $"n{count}", .. ladder[at..]], null)
                   : kind == "fewer" && ladder.Length > 2
                       ? ([.. ladder[..at], .. ladder[(at + 1)..]], new TierDefinition(Code: ladder[at], ReplacedBy: ladder[at - 1]))
                       : (ladder, default(TierDefinition));
    }

    private static Gen<Programme> Programme(string currency, string[] codes, TierDefinition? gone, EarningFile?[] rules) =>
        from window in Gen.Frequency((3, Gen.Constant(12)), (1, Gen.Choose(1, 36)))
        from grace in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 90)))
        from rises in Gen.ListOf(Gen.Choose(1, 4000), codes.Length - 1)
        from bonuses in Gen.ListOf(Gen.Choose(0, 5_000), codes.Length)
        let money = Currency.Of(currency)
        from earning in rules is [var same] && NamesNoTier(same) ? Gen.Constant(same) : Gen.Frequency((1, Gen.Constant<EarningFile?>(null)), (5, Earning(codes, money)))
        select Domain.Programme.Create(
            "Random", currency, "Europe/Zurich", window, grace, [.. Rungs(codes, [.. rises], [.. bonuses], money), .. gone is null ? [] : new[] { gone }], earning).Value;

    private static bool NamesNoTier(EarningFile? file) => file?.Rules?.All(r => r.When?.ContainsKey("tiers") != true) != false;

    private static IEnumerable<TierDefinition> Rungs(string[] codes, int[] rises, int[] bonuses, Currency currency)
    {
        decimal threshold = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            threshold += i == 0 ? 0 : Money.ToDecimal(rises[i - 1], currency);
            yield return new TierDefinition($"Tier {codes[i]}", threshold, bonuses[i] / 100m, Code: codes[i]);
        }
    }

    private static Gen<EarningFile?> Earning(string[] codes, Currency currency) =>
        from count in Gen.Choose(0, 7)
        from rules in Gen.ListOf(Rule(codes, currency), count)
        from tierLast in Gen.Elements(true, false, false)
        from promoLast in Gen.Elements(true, false)
        from written in Gen.Elements(true, false)
        select (EarningFile?)new EarningFile
        {
            Lists = new Dictionary<string, IReadOnlyList<string>> { ["goods"] = ["gift", "hotel"] },
            Groups =
            [
                .. written ? [new EarningGroupFile("tier", "best", tierLast)] : Array.Empty<EarningGroupFile>(),
                new EarningGroupFile("promo", "sum", promoLast), new EarningGroupFile("extra", "best"),
            ],
            Rules = [.. rules.Select((rule, i) => rule with { Id = $"{(char)('z' - i)}-{i}" })],
        };

    private static Gen<EarningRuleFile> Rule(string[] codes, Currency currency) => Gen.Frequency(
        (1, from rule in Bare("deny", codes, currency)
            from components in Gen.Elements<string[]?>(["tax"], ["tax", "fee"], null)
            select rule with { Components = components }),
        (1, Bare("allow", codes, currency)),
        (4, from rule in Bare("bonus", codes, currency)
            from percent in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 15_000)))
            from @group in Gen.Elements("tier", "promo", "extra")
            from cap in Gen.Choose(0, 3000)
            from per in Gen.Elements(null, null, "purchase", "month", "year", "campaign")
            select rule with
            {
                Percent = percent / 100m, Group = @group, Cap = per is null ? null : new EarningCapFile(Money.ToDecimal(cap, currency), per),
            }),
        (3, from rule in Bare("hold", codes, currency)
            from after in Gen.Elements<string[]>(["purchase"], ["service"], ["paid"], ["paid", "shipped"], ["purchase", "flown"], ["service", "delivered"])
            from days in Gen.Choose(0, 60)
            from atMost in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(0, 200).Select(d => (int?)d)))
            from then in Gen.Elements("cancel", "release", null)
            from dated in Gen.Elements("purchase", "service", null)
            select rule with
            {
                Until = new HoldUntilFile(after, days), AtMost = atMost, Then = atMost is null ? null : then, Dated = dated,
            }));

    private static Gen<EarningRuleFile> Bare(string effect, string[] codes, Currency currency) =>
        from count in Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(2)))
        from conditions in Gen.ListOf(Condition(codes, currency), count)
        from dated in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from start in Gen.Choose(0, 4000)
        from dateBy in Gen.Elements(null, "purchase", "service")
        let firstDay = new DateOnly(2012, 1, 1).AddDays(start)
        select new EarningRuleFile
        {
            Id = "x",
            Effect = effect,
            When = conditions.DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value),
            From = dated is 1 or 3 ? firstDay : null,
            To = dated is 2 or 3 ? firstDay.AddDays(700) : null,
            By = dateBy,
        };

    private static Gen<(string Key, JsonElement Value)> Condition(string[] codes, Currency currency) => Gen.Frequency(
        (4, Gen.Elements<string[]>(["flight"], ["partner"], ["partner", "ancillary"], ["flight", "partner"]).Select(v => ("type", Json(v)))),
        (1, Gen.Elements(Products).Select(p => ("product", Json(new[] { p })))),
        (1, Gen.Elements<object>(new { inList = "goods" }, new { notInList = "goods" }).Select(v => ("product", Json(v)))),
        (1, Gen.Elements<object>(new { inList = "goods" }, new[] { "car" }).Select(v => ("partner", Json(v)))),
        (1, Gen.Elements(codes).Select(c => ("tiers", Json(new[] { c })))),
        (1, Gen.Choose(1, 7).Select(d => ("weekdays", Json(new[] { d, (d % 7) + 1, ((d + 1) % 7) + 1 })))),
        (1, Gen.Choose(0, 4000).Select(a => ("amountFrom", Json(Money.ToDecimal(a, currency))))),
        (1, Gen.Elements(true, false).Select(f => ("firstPurchase", Json(f)))),
        (1, Gen.Constant(("route", Json(new[] { "ZRH-LHR" })))),
        (1, Gen.Choose(1, 40).Select(n => ("flights", Json(new[] { new { carrier = "LX", from = n, to = n + 20 } })))));

    private static Gen<Step> Steps(Programme programme) => Gen.Frequency(
        (7, Purchase(programme).Select(buys => (Step)buys)),
        (2, from gap in Gap
            from which in Gen.Choose(0, 30)
            from percent in Gen.Frequency((1, Gen.Constant(100)), (2, Gen.Choose(0, 99)))
            select (Step)new TakesBack(gap, which, percent)),
        (4, from gap in Gap
            from which in Gen.Choose(0, 30)
            from kind in Gen.Elements(Enum.GetValues<PurchaseEventKind>())
            from offset in Gen.Choose(-30, 1)
            from service in Gen.Choose(-100, 200)
            select (Step)new Happens(gap, which, kind, offset, kind == PurchaseEventKind.Rebooked ? service : null)),
        (1, from gap in Gap
            from records in Gen.Elements(true, false)
            select (Step)new Looks(gap, records)));

    private static Gen<int> Gap => Gen.Frequency((4, Gen.Choose(0, 5)), (3, Gen.Choose(0, 60)), (1, Gen.Choose(0, 400)));

    private static Gen<Buys> Purchase(Programme programme) =>
        from gap in Gap
        from type in Gen.Elements(Enum.GetValues<PurchaseType>())
        from level in Gen.Choose(0, programme.TopLevel)
        from amount in Gen.Frequency(
            (6, Gen.Choose(0, (int)programme.Tiers[level].Threshold)), (2, Gen.Constant((int)programme.Tiers[level].Threshold)), (1, Gen.Choose(0, 20_000)))
        from currency in Gen.Frequency((4, Gen.Constant(programme.Currency.Code)), (1, Gen.Elements("CHF", "JPY", "KWD")))
        from offset in Gen.Frequency((3, Gen.Constant<int?>(null)), (3, Gen.Choose(-60, 1).Select(o => (int?)o)), (1, Gen.Choose(-500, -61).Select(o => (int?)o)))
        from details in Gen.Frequency((1, Gen.Constant<PurchaseDetails?>(null)), (3, Details.Select(d => (PurchaseDetails?)d)))
        from service in Gen.Frequency((2, Gen.Constant<int?>(null)), (2, Gen.Choose(-50, 200).Select(o => (int?)o)))
        from tax in Gen.Frequency((2, Gen.Constant<int?>(null)), (2, Gen.Choose(0, 100).Select(p => (int?)p)))
        from partner in Gen.Elements(null, Partners[0], Partners[1])
        select new Buys(gap, type, amount, currency, offset, partner, details, service, tax);

    private static Gen<PurchaseDetails> Details =>
        from product in Gen.Elements(null, Products[0], Products[1], Products[2])
        from flight in Gen.Choose(0, 60)
        from route in Gen.Elements(0, 1, 2)
        select new PurchaseDetails
        {
            Product = product,
            Flight = flight == 0 ? null : $"{(flight % 5 == 0 ? "BA" : "LX")}{flight}",
            Origin = route == 0 ? null : "ZRH",
            Destination = route == 0 ? null : route == 1 ? "LHR" : "JFK",
        };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
