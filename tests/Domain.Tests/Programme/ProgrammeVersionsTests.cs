namespace Loyalty.Domain.Tests;

/// <summary>The examples of programme-rules.md B.</summary>
public class ProgrammeVersionsTests
{
    private static readonly Programme Second = Changed(gold: 3000, grace: 60);

    private static readonly ProgrammeVersions Three = ((ProgrammeVersions)Make.Default)
        .With(new ProgrammeVersion(2, Make.Day("2027-01-01"), Second))
        .With(new ProgrammeVersion(3, Make.Day("2027-06-01"), Changed(silver: 800, gold: 3000, grace: 60)));

    [Fact]
    public void A_higher_threshold_puts_at_risk_and_a_purchase_retains()
    {
        var live = new LiveMember(Three).Enrolled("2026-01-01");
        live.Buys("2026-03-10", 2700, "march");
        Assert.Equal((2, null), (live.On("2026-12-31").Standing.Level, live.On("2026-12-31").Standing.ReviewDate));
        Assert.Equal((2, Make.Day("2027-03-02")), (live.On("2027-01-01").Standing.Level, live.On("2027-01-01").Standing.ReviewDate));
        Assert.Equal(ChangeKind.TierRetained, live.Buys("2027-02-15", 300).Kind);
        var first = Assert.IsType<TierMoved>(live.Events[2]);
        Assert.Equal((ChangeKind.TierAtRisk, "programmeVersion"), (first.Kind, first.Reason));
        var corrected = live.Reverses("2027-02-20", "march", 500);
        Assert.Equal((ChangeKind.TierCorrected, 1, Make.Day("2026-03-10")), (corrected.Kind, corrected.Standing.Level, corrected.Standing.Since));
    }

    [Fact]
    public void A_review_has_the_threshold_and_the_grace_of_its_day()
    {
        var live = new LiveMember(((ProgrammeVersions)Make.Default).With(Three.ByDay[1])).Enrolled("2026-01-01");
        live.Buys("2026-03-10", 2700);
        live.Buys("2027-02-15", 300);
        Assert.Equal(Make.Day("2027-05-10"), live.On("2027-03-11").Standing.ReviewDate);
        Assert.Equal((1, Make.Day("2027-07-09")), (live.On("2027-05-10").Standing.Level, live.On("2027-05-10").Standing.ReviewDate));
    }

    [Fact]
    public void A_lower_threshold_lifts_on_its_day()
    {
        var live = new LiveMember(Three).Enrolled("2026-01-01");
        live.Buys("2026-09-01", 850);
        Assert.Equal(0, live.On("2027-05-31").Standing.Level);
        Assert.Contains(live.ForecastOn(Make.Day("2026-09-01")), item => item.Kind == ForecastKind.TierUpgraded && item.Date == Make.Day("2027-06-01"));
        live.Looked(Make.Day("2027-06-01"));
        var lifted = Assert.IsType<TierMoved>(live.Events[^1]);
        Assert.Equal((ChangeKind.TierUpgraded, "programmeVersion", Make.Day("2027-06-01")), (lifted.Kind, lifted.Reason, live.Account.Standing.Since));
    }

    [Fact]
    public void Accounts_with_nothing_to_change_get_no_row()
    {
        var live = new LiveMember(Three).Enrolled("2026-01-01");
        live.Buys("2026-09-01", 10);
        live.Looked(Make.Day("2028-01-01"));
        Assert.Equal(2, live.Events.Count);
    }

    [Fact]
    public void A_past_day_is_the_same_before_and_after_an_activation()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-03-10", 2700);
        var ledger = live.Ledger();
        for (var day = Make.Day("2026-01-01"); day < Make.Day("2027-01-01"); day = day.AddDays(1))
        {
            var (before, after) = (ledger.Replay(Make.Default, day), ledger.Replay(Three, day));
            Assert.Equal((before.Standing, before.Lifetime), (after.Standing, after.Lifetime));
        }

        Assert.NotEqual(ledger.Replay(Make.Default, Make.Day("2027-01-01")).Standing, ledger.Replay(Three, Make.Day("2027-01-01")).Standing);
    }

    [Fact]
    public void A_version_that_is_withdrawn_leaves_no_trace()
    {
        var withdrawn = Three.Without(2).Without(3);
        var (live, never) = (new LiveMember(withdrawn).Enrolled("2026-01-01"), new LiveMember(Make.Default).Enrolled("2026-01-01"));
        foreach (var member in new[] { live, never })
        {
            member.Buys("2026-03-10", 2700);
            member.Looked(Make.Day("2029-01-01"));
        }

        Assert.Equal(never.Events, live.Events);
        Assert.Throws<ArgumentException>(() => Three.Without(1));
        Assert.Throws<ArgumentException>(() => Three.With(new ProgrammeVersion(4, Make.Day("2027-01-01"), Second)));
    }

    [Fact]
    public void A_tier_put_in_between_is_held_since_the_next_higher_one_and_a_tier_that_is_gone_is_replaced()
    {
        var between = Parsed("""{ "name": "Ruby", "threshold": 2000 },""");
        var without = Domain.Programme.Create(
            "Test", "CHF", "Europe/Zurich", 12, 30,
            [new("Member", 0), new("Silver", 1000), new("Platinum", 5000), new(Code: "gold", ReplacedBy: "silver"), new(Code: "ruby", ReplacedBy: "silver")]).Value;
        var versions = ((ProgrammeVersions)Make.Default)
            .With(new ProgrammeVersion(2, Make.Day("2026-06-01"), between))
            .With(new ProgrammeVersion(3, Make.Day("2026-09-01"), without));
        var live = new LiveMember(versions).Enrolled("2026-01-01");
        live.Buys("2026-02-01", 1500);
        live.Buys("2026-03-01", 1500);
        var gold = live.On("2026-06-01").Standing;
        Assert.Equal((3, Make.Day("2026-03-01")), (gold.Level, gold.Since));
        Assert.Equal(["2026-01-01", "2026-02-01", "2026-03-01", "2026-03-01"], gold.HeldSince.Select(d => $"{d:yyyy-MM-dd}"));
        var silver = live.On("2026-09-01").Standing;
        Assert.Equal((1, Make.Day("2026-02-01")), (silver.Level, silver.Since));
        live.Buys("2026-10-01", 10);
        Assert.Equal(silver, live.Account.Standing);
    }

    [Fact]
    public void A_tier_keeps_the_colour_it_is_given()
    {
        var programme = Parsed("""{ "name": "Ruby", "threshold": 2000, "colour": "#B0123a" },""");
        Assert.Equal([null, null, "#B0123a", null, null], programme.Tiers.Select(t => t.Colour));
        Assert.Equal("#B0123a", ProgrammeFile.Parse(ProgrammeFile.Write(programme)).Value.Tiers[2].Colour);
        Assert.DoesNotContain("colour", ProgrammeFile.Write(Make.Default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "code": "gold", "replacedBy": "silver", "name": "Gold" }""", "tiers[2]")]
    [InlineData("""{ "code": "gold", "replacedBy": "silver", "colour": "#c9a227" }""", "tiers[2]")]
    [InlineData("""{ "name": "Gold", "threshold": 2000, "colour": "gold" }""", "tiers[2].colour")]
    [InlineData("""{ "name": "Gold", "threshold": 2000, "colour": "#c9a22" }""", "tiers[2].colour")]
    [InlineData("""{ "code": "silver", "replacedBy": "member" }""", "tiers[2].code")]
    [InlineData("""{ "code": "gold", "replacedBy": "ruby" }""", "tiers[2].replacedBy")]
    [InlineData("""{ "name": "Gold", "threshold": 2000, "code": "silver" }""", "tiers[2].code")]
    [InlineData("""{ "name": "Gold" }""", "tiers[2]")]
    public void Tiers_that_are_gone_are_checked(string tier, string field) => ProgrammeFile.Parse($$"""
        { "name": "Test", "currency": "CHF", "timeZone": "Europe/Zurich", "windowMonths": 12, "graceDays": 30,
          "tiers": [ { "name": "Member", "threshold": 0 }, { "name": "Silver", "threshold": 1000 }, {{tier}} ] }
        """).Refused("programme-not-valid", field);

    internal static Programme Changed(decimal silver = 1000, decimal gold = 2500, int grace = 30)
    {
        var file = ProgrammeFile.Write(Make.Default)
            .Replace("\"threshold\": 1000.00", FormattableString.Invariant($"\"threshold\": {silver}"), StringComparison.Ordinal)
            .Replace("\"threshold\": 2500.00", FormattableString.Invariant($"\"threshold\": {gold}"), StringComparison.Ordinal)
            .Replace("\"graceDays\": 30", FormattableString.Invariant($"\"graceDays\": {grace}"), StringComparison.Ordinal);
        return ProgrammeFile.Parse(file).Value;
    }

    private static Programme Parsed(string tier)
    {
        var file = ProgrammeFile.Write(Make.Default);
        var gold = file.LastIndexOf('{', file.IndexOf("\"Gold\"", StringComparison.Ordinal));
        return ProgrammeFile.Parse(file.Insert(gold, tier)).Value;
    }
}
