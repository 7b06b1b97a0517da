namespace Loyalty.Domain.Tests;

/// <summary>The numbers of programme-rules.md D.</summary>
public sealed class BenefitReportTests
{
    private readonly HeldMembers _held = new(Make.Default);

    [Fact]
    public void A_Silver_since_the_21st_of_November_costs_what_the_rules_say()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-11-21");
        member.Buys("2026-11-21", 1000);
        member.Buys("2027-06-01", 1000);
        member.Looked(Make.Day("2028-01-02"));
        _held.Add(member.Events);

        Assert.Equal([new BenefitLine(1, 1, 10, 55, 110)], _held.Month("2026-11", "2026-12-01").Tiers);
        Assert.Equal([new BenefitLine(1, 1, 31, 170, 339)], _held.Month("2026-12", "2027-01-01").Tiers);
        var lows = Enumerable.Range(1, 12).Select(m => _held.Month($"2027-{m:00}", "2028-01-01").Tiers.Single(t => t.Level == 1).Low).ToList();
        Assert.Equal([170, 153, 170, 165, 169, 165, 170, 170, 164, 170, 164, 170], lows);
        Assert.Equal(2000, lows.Sum());
    }

    [Fact]
    public void A_running_month_counts_the_days_that_are_over()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-11-21");
        member.Buys("2026-11-21", 1000);
        _held.Add(member.Events);

        Assert.Empty(_held.Month("2026-11", "2026-11-21").Tiers);
        Assert.Equal(1, _held.Month("2026-11", "2026-11-22").Tiers.Single().Days);
        Assert.Equal(9, _held.Month("2026-11", "2026-11-30").Tiers.Single().Days);
        Assert.Empty(_held.Month("2026-12", "2026-11-30").Tiers);
    }

    [Fact]
    public void A_Gold_for_twelve_days_costs_what_the_rules_say()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-12-20");
        member.Buys("2026-12-20", 2500);
        _held.Add(member.Events);

        Assert.Equal([new BenefitLine(1, 2, 12, 329, 658)], _held.Month("2026-12", "2027-03-01").Tiers);
    }

    [Fact]
    public void What_a_correction_no_longer_gives_is_unearned_in_its_month_and_stays_held()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-02-01");
        member.Buys("2026-02-11", 1000, "a");
        member.Reverses("2026-02-20", "a");
        _held.Add(member.Events);

        var report = _held.Month("2026-02", "2026-03-01");
        Assert.Equal([(0, 19L), (1, 9L)], report.Tiers.Select(t => (t.Level, t.Days)));
        Assert.Equal([new UnearnedLine("silver", 9, 49, 99)], report.Unearned);
        Assert.Equal((49, 99), (report.Low, report.High));
    }

    [Fact]
    public void Days_of_an_earlier_month_are_unearned_in_the_month_of_the_correction_and_only_once()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-01-01");
        member.Buys("2026-01-11", 1000, "a");
        member.Buys("2026-02-01", 600, "b");
        member.Reverses("2026-02-20", "a", 500);
        member.Reverses("2026-03-05", "a");
        member.Reverses("2026-03-06", "b");
        _held.Add(member.Events);

        // Without 500.00 of January it is Silver from 1 February on, and stays so on the 20th.
        Assert.Empty(_held.Month("2026-01", "2026-04-01").Unearned);
        Assert.Equal(21, _held.Month("2026-02", "2026-04-01").Unearned.Single().Days);
        Assert.Equal(32, _held.Month("2026-03", "2026-04-01").Unearned.Single().Days);
        Assert.Equal(53, _held.Days.Unearned.Days.Sum(d => d.Days));
        Assert.Equal(21 + 32, _held.Month("2026-01", "2026-04-01").Tiers.Single(t => t.Level == 1).Days
            + _held.Month("2026-02", "2026-04-01").Tiers.Single(t => t.Level == 1).Days
            + _held.Month("2026-03", "2026-04-01").Tiers.Single(t => t.Level == 1).Days);
    }

    [Fact]
    public void The_cost_of_unearned_days_is_the_held_tiers_less_the_replays()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-03-01");
        member.Buys("2026-03-01", 1000, "a");
        member.Buys("2026-03-01", 1500, "b");
        member.Reverses("2026-03-11", "b");
        _held.Add(member.Events);

        // 10 days of Gold, 2.74 to 5.48, in place of Silver's 0.55 to 1.10.
        Assert.Equal([new UnearnedLine("gold", 10, 219, 438)], _held.Month("2026-03", "2026-04-01").Unearned);
    }

    [Fact]
    public void A_late_row_of_a_closed_month_is_an_adjustment_of_the_first_open_one()
    {
        var first = new LiveMember(Make.Default).Enrolled("2026-11-21");
        first.Buys("2026-11-21", 1000);
        _held.Add(first.Events);
        var closed = _held.Month("2026-11", "2026-12-01");
        var known = new BenefitDays();
        known.Add(_held.Days);

        var late = new LiveMember(Make.Default).Enrolled("2026-11-11");
        late.Buys("2026-11-16", 1000);
        _held.Add(late.Events);
        var december = _held.Month("2026-12", "2027-01-01", known, "2026-11");

        Assert.Equal([new BenefitLine(1, 1, 62, 340, 679)], december.Tiers);
        Assert.Equal(
            [
                new AdjustmentLine(CivilMonth.Parse("2026-11")!.Value, new BenefitLine(1, 0, 5, 0, 0)),
                new AdjustmentLine(CivilMonth.Parse("2026-11")!.Value, new BenefitLine(1, 1, 15, 82, 164)),
            ],
            december.Adjustments.OrderBy(a => a.Line.Level));
        // Closed and adjusted is what is known now.
        var now = _held.Month("2026-11", "2027-01-01");
        Assert.Equal(now.Low, closed.Low + december.Adjustments.Sum(a => a.Line.Low));
        Assert.Equal(now.High, closed.High + december.Adjustments.Sum(a => a.Line.High));
        Assert.Equal(december.Low, december.Whole.Sum(l => l.Low));
        // The month after it tells it no more.
        var then = new BenefitDays();
        then.Add(_held.Days);
        Assert.Empty(_held.Month("2027-01", "2027-02-01", then, "2026-11", "2026-12").Adjustments);
    }

    [Fact]
    public void An_import_of_older_rows_tells_anew_what_is_dated_after_them()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-01-01");
        member.Buys("2026-01-10", 2500);
        member.Looked(Make.Day("2027-03-01"));
        var known = member.Events.Count;
        Assert.Null(member.AskedToImport(Make.Purchase("late", 2500, "2026-12-01"), Make.Day("2027-03-01")).Refusal);
        member.Looked(Make.Day("2027-03-01"));
        Assert.True(member.Events.Count > known);
        _held.Add(member.Events);

        // Platinum since December and Gold after it; without the row it was Silver from 10 February on.
        var days = Enumerable.Range(1, 2).SelectMany(m => _held.Month($"2027-0{m}", "2027-03-01").Tiers).Where(t => t.Days > 0).ToList();
        Assert.All(days, t => Assert.True(t.Level >= 2));
        Assert.Equal(59, days.Sum(t => t.Days));
    }

    [Fact]
    public void History_from_before_the_enrolment_counts_from_the_enrolment_on()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-06-10");
        Assert.Null(member.AskedToImport(Make.Purchase("old", 1000, "2026-03-01"), Make.Day("2026-06-10")).Refusal);
        member.Looked(Make.Day("2026-07-01"));
        _held.Add(member.Events);

        Assert.Empty(_held.Month("2026-03", "2026-07-01").Tiers);
        Assert.Equal([new BenefitLine(1, 1, 21, 115, 230)], _held.Month("2026-06", "2026-07-01").Tiers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_days_end_with_the_eve_of_the_erasure(bool known)
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-11-01");
        member.Buys("2026-11-11", 1000);
        member.Looked(Make.Day("2028-01-01"));
        _held.Add(member.Events, Make.Day("2026-11-21"), known);

        Assert.Equal([(0, 10L), (1, 10L)], _held.Month("2026-11", "2027-01-01").Tiers.Select(t => (t.Level, t.Days)));
        Assert.All(Enumerable.Range(0, 14).Select(m => Make.Day("2026-12-15").AddMonths(m)), day =>
            Assert.DoesNotContain(_held.Month(CivilMonth.Of(day).ToString(), "2028-03-01").Tiers, t => t.Days != 0));
    }

    [Fact]
    public void A_version_parts_the_days_and_has_its_own_costs()
    {
        var dearer = Domain.Programme.Create("Test", "CHF", "Europe/Zurich", 12, 30, [
            new("Member", 0), new("Bronze", 500, YearlyBenefitCost: new CostRange(1, 2)), new("Silver", 1000, YearlyBenefitCost: new CostRange(30, 60)),
            new(Code: "gold", ReplacedBy: "silver"), new(Code: "platinum", ReplacedBy: "silver")]).Value;
        var versions = ((ProgrammeVersions)Make.Default).With(new ProgrammeVersion(2, Make.Day("2026-11-16"), dearer));
        var member = new LiveMember(versions).Enrolled("2026-11-01");
        member.Buys("2026-11-01", 2500);
        var held = new HeldMembers(versions);
        held.Add(member.Events);

        Assert.Equal(
            [new BenefitLine(1, 2, 15, BenefitCost.Of(100, 15, 2026, versions.Currency), BenefitCost.Of(200, 15, 2026, versions.Currency)), new BenefitLine(2, 2, 15, 123, 247)],
            held.Month("2026-11", "2026-12-01").Tiers);
        Assert.Equal([(2, 2, 31L)], held.Month("2026-12", "2027-01-01").Tiers.Select(t => (t.Version, t.Level, t.Days)));
    }
}
