namespace Loyalty.Domain.Tests;

/// <summary>History import: rows are posted on their own purchase date as if live then.</summary>
public partial class AccountDecisionsTests
{
    private static readonly DateOnly Today = Make.Day("2026-11-21");

    [Fact]
    public void Imported_rows_give_the_tier_history_they_would_have_given_live()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        Import(live, "2026-01-10", 2600, "a", today: "2028-01-01");
        Import(live, "2026-06-01", 300, "b", today: "2028-01-01");
        Import(live, "2027-02-01", 500, "c", today: "2028-01-01");
        Import(live, "2027-03-01", 200, "d", today: "2028-01-01");
        live.Looked(Make.Day("2028-01-01"));
        Assert.Equal(
            [
                (TierChangeKind.Upgraded, "2026-01-10"), (TierChangeKind.AtRisk, "2027-01-11"), (TierChangeKind.Dropped, "2027-02-10"),
                (TierChangeKind.AtRisk, "2027-02-10"), (TierChangeKind.Retained, "2027-03-01"), (TierChangeKind.AtRisk, "2027-06-02"),
                (TierChangeKind.Dropped, "2027-07-02"),
            ],
            live.Moves.Select(m => (m.Kind, m.Date.ToString("yyyy-MM-dd"))));
        Assert.All(live.Ledger().Entries, e => Assert.Equal(e.Posting.Date, e.Posting.PostedOn));
    }

    [Fact]
    public void A_row_older_than_the_last_posting_is_refused_and_nothing_changes()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        Import(live, "2025-03-01", 100, "a");
        var before = live.Account.ToSnapshot();
        live.AskedToImport(Make.Purchase("b", 100, "2025-02-28"), Today).Refused("older-than-last-posting", "date");
        Same.Snapshot(before, live.Account.ToSnapshot());
    }

    [Fact]
    public void A_row_of_the_day_of_the_last_posting_is_accepted()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        Import(live, "2025-03-01", 100, "a");
        Assert.Equal(Make.Day("2025-03-01"), Import(live, "2025-03-01", 100, "b").PostedOn);
    }

    [Fact]
    public void A_row_of_tomorrow_is_posted_today_and_one_of_the_day_after_is_refused()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        Assert.Equal(Today, Import(live, "2026-11-22", 100, "a").PostedOn);
        live.AskedToImport(Make.Purchase("b", 100, "2026-11-23"), Today).Refused("date-in-future", "date");
    }

    [Fact]
    public void With_the_clock_set_back_a_row_is_never_posted_before_the_last_posting()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        live.Buys("2026-11-22", 100);
        Assert.Equal(Make.Day("2026-11-22"), Import(live, "2026-11-22", 100, "a").PostedOn);
        Same.AsReplayed(live);
    }

    [Fact]
    public void A_second_import_reopens_what_time_did_without_its_rows()
    {
        var live = new LiveMember(Make.Default).Enrolled("2024-01-01");
        Import(live, "2024-01-10", 2600, "a");
        live.Looked(Today);
        Assert.Equal(0, live.Account.Standing.Level);

        // In December 2024 the member was Gold; that they are Member today was reckoned without this purchase.
        Import(live, "2024-12-01", 100, "b");
        var corrected = Assert.IsType<TierMoved>(live.Events[^2]);
        Assert.Equal((TierChangeKind.Corrected, 0, 2), (corrected.TierChange!.Kind, corrected.TierChange.From.Level, corrected.TierChange.To.Level));
        Assert.NotNull(corrected.Reason);
        Assert.Equal(Make.Day("2024-12-01"), live.Account.Day);
        Assert.Equal(Make.Day("2024-01-10"), live.Account.Standing.Since);
    }

    [Fact]
    public void Partner_rows_earn_the_bonus_of_the_tier_held_then_not_of_today()
    {
        var live = new LiveMember(Make.Default).Enrolled("2024-01-01");
        Import(live, "2024-01-10", 2600, "a");
        live.Looked(Today);
        var posting = ImportRow(live, Make.Purchase("p", 100, "2024-06-01", PurchaseType.Partner), Today);
        Assert.Equal((25m, 12500L), (posting.BonusPercent, posting.Counted));
    }

    [Fact]
    public void A_member_enrolled_after_their_rows_began_with_the_first_of_them()
    {
        var late = new LiveMember(Make.Default).Enrolled(Today);
        Import(late, "2025-12-01", 100, "a");
        Assert.Equal((Make.Day("2025-12-01"), Make.Day("2025-12-01")), (late.Account.Standing.Since, late.Account.Standing.HeldSince[0]));
        Import(late, "2026-02-01", 2600, "b");
        Assert.Equal([Make.Day("2025-12-01"), Make.Day("2026-02-01"), Make.Day("2026-02-01")], late.Account.Standing.HeldSince.ToArray());
        Assert.Equal(Today, late.Account.EnrolledOn);
        Same.AsReplayed(late);
    }

    [Fact]
    public void A_late_enrolled_member_whose_first_row_upgrades_began_with_it_too()
    {
        var late = new LiveMember(Make.Default).Enrolled(Today);
        Import(late, "2026-02-01", 2600, "a");
        Assert.All(late.Account.Standing.HeldSince, day => Assert.Equal(Make.Day("2026-02-01"), day));
        Assert.All(late.Moves.Single().From.HeldSince, day => Assert.Equal(Make.Day("2026-02-01"), day));
        Same.AsReplayed(late);
    }

    [Fact]
    public void Import_gives_any_history_as_if_live() =>
        Seeded.Check(Histories.Imports, history =>
        {
            var live = Lived(history, history.Enrolled);
            var imported = new LiveMember(history.Programme).Enrolled(history.Enrolled);
            ImportAll(imported, history, 0, history.Steps.Count);
            Ends(live, imported, history);
            Assert.Equal(live.Events, imported.Events);
        });

    [Fact]
    public void Two_imports_with_the_account_advanced_between_end_as_one() =>
        Seeded.Check(Histories.Imports, history =>
        {
            var live = Lived(history, history.Enrolled);
            var imported = new LiveMember(history.Programme).Enrolled(history.Enrolled);
            var half = history.Steps.Count / 2;
            ImportAll(imported, history, 0, half);
            imported.Looked(history.LastDay.AddDays(300));
            ImportAll(imported, history, half, history.Steps.Count);
            Ends(live, imported, history);
            Same.AsReplayed(imported);
        });

    [Fact]
    public void Importing_for_a_member_who_enrolled_later_ends_as_if_enrolled_on_the_first_row() =>
        Seeded.Check(Histories.Imports, history =>
        {
            if (history.Steps is [])
                return;
            var live = Lived(history, history.Dated().First().Day);
            var late = new LiveMember(history.Programme).Enrolled(history.LastDay.AddDays(7));
            ImportAll(late, history, 0, history.Steps.Count);
            Ends(live, late, history);
            Same.AsReplayed(late);
        });

    [Fact]
    public void What_was_taken_back_after_it_had_left_does_not_count_in_a_history_reopened_before_that()
    {
        var live = new LiveMember(Make.Default).Enrolled("2024-01-01");
        Import(live, "2024-01-10", 1000, "a");
        Import(live, "2024-06-01", 300, "b");
        live.Reverses("2026-11-21", "a");
        Import(live, "2024-07-01", 100, "c");
        Assert.Equal((40_000, 0), (live.On("2024-07-01").Spend, live.Account.Standing.Level));
    }

    [Fact]
    public void A_reversal_between_two_imports_leaves_what_the_ledger_gives() =>
        Seeded.Check(Histories.Imports, history =>
        {
            var live = new LiveMember(history.Programme).Enrolled(history.Enrolled);
            var half = history.Steps.Count / 2;
            ImportAll(live, history, 0, half);
            live.Looked(history.LastDay.AddDays(300));
            if (half > 0)
                live.Asked(Make.Reversal("r", $"tx-{half / 2}"), history.LastDay.AddDays(300)).Value.ToString();
            foreach (var (index, day, step) in history.Dated().Skip(half))
            {
                ImportRow(live, History.PurchaseOf(index, day, (Buys)step), history.LastDay.AddDays(300));
                Same.AsReplayed(live);
            }

            live.Looked(history.LastDay.AddDays(600));
            Same.AsReplayed(live);
        });

    private static LiveMember Lived(History history, DateOnly enrolled)
    {
        var live = new LiveMember(history.Programme).Enrolled(enrolled);
        foreach (var (index, day, step) in history.Dated())
            live.Asked(History.PurchaseOf(index, day, (Buys)step), day).Value.ToString();
        return live;
    }

    private static void ImportAll(LiveMember member, History history, int from, int to)
    {
        foreach (var (index, day, step) in history.Dated().Take(to).Skip(from))
            ImportRow(member, History.PurchaseOf(index, day, (Buys)step), history.LastDay.AddDays(300));
    }

    private static void Ends(LiveMember live, LiveMember imported, History history)
    {
        var end = history.LastDay.AddDays(300);
        live.Looked(end);
        imported.Looked(end);
        Same.Future(live, imported, end);
    }

    private static Posting Import(LiveMember live, string date, decimal amount, string id, string today = "2026-11-21") =>
        ImportRow(live, Make.Purchase(id, amount, date), Make.Day(today));

    private static Posting ImportRow(LiveMember live, Purchase row, DateOnly today) =>
        ((SpendRecorded)live.AskedToImport(row, today).Value.Change).Posting;
}
