using System.Text.Json;
using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class ImportTests
{
    private static readonly PageRequest All = new(1000, null);

    [Fact]
    public async Task Rows_are_posted_as_if_live_then_and_the_account_is_advanced_to_today()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2027-07-05");

        var outcome = await ImportAsync(host, Rows(("a", 2600, "2026-01-10"), ("b", 300, "2026-06-01"), ("c", 500, "2027-02-01"), ("d", 200, "2027-03-01")));

        Assert.Equal((4, 0, 0), (outcome.Accepted, outcome.Duplicates, outcome.Errors.Count));
        Assert.Equal(
            [
                "2026-01-10 TierUpgraded Member-Gold", "2027-01-11 TierAtRisk Gold-Gold", "2027-02-10 TierDropped Gold-Silver",
                "2027-02-10 TierAtRisk Silver-Silver", "2027-03-01 TierRetained Silver-Silver", "2027-06-02 TierAtRisk Silver-Silver",
                "2027-07-02 TierDropped Silver-Member",
            ],
            await HistoryAsync(host));
    }

    [Fact]
    public async Task The_same_rows_again_are_duplicates_and_change_nothing()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2026-12-01");
        var rows = Rows(("a", 2600, "2026-01-10"), ("b", 300, "2026-06-01"));
        await ImportAsync(host, rows);
        var before = JsonSerializer.Serialize((await host.Account("MEMBER1").GetMember()).Value);

        var again = await ImportAsync(host, rows);

        Assert.Equal((0, 2, 0), (again.Accepted, again.Duplicates, again.Errors.Count));
        Assert.Equal(before, JsonSerializer.Serialize((await host.Account("MEMBER1").GetMember()).Value));
    }

    [Fact]
    public async Task Two_files_come_out_as_one_would_have()
    {
        await using var one = await SiloHost.StartAsync();
        await using var two = await SiloHost.StartAsync();
        await one.MoveToAsync("2027-07-05");
        await two.MoveToAsync("2027-07-05");
        var rows = Rows(("a", 2600, "2026-01-10"), ("b", 300, "2026-06-01"), ("c", 2500, "2026-12-01"), ("d", 200, "2027-03-01"));

        await ImportAsync(one, rows);
        await ImportAsync(two, rows[..2]);
        Assert.Equal("Member", (await two.Account("MEMBER1").GetStatus(new StatusQuery())).Value!.Tier.Name);
        await ImportAsync(two, rows[2..]);

        Assert.Equal(await TierAsync(one), await TierAsync(two));
        Assert.Equal("Gold", (await two.Account("MEMBER1").GetStatus(new StatusQuery())).Value!.Tier.Name);
    }

    [Fact]
    public async Task A_bad_row_is_named_and_the_good_ones_are_kept()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2026-12-01");

        var outcome = await ImportAsync(host, Rows(("a", 10, "2026-03-01"), ("b", 10, "2026-02-01"), ("a", 10, "2026-03-01"), ("a", 11, "2026-03-02"), ("c", 10, "2026-12-09"), ("d", 10, "2026-04-01")));

        Assert.Equal((2, 1), (outcome.Accepted, outcome.Duplicates));
        Assert.Equal(
            [(2, "older-than-last-posting"), (4, "transaction-id-reused"), (5, "date-in-future")],
            outcome.Errors.Select(e => (e.Line, e.Code)));
    }

    [Fact]
    public async Task A_transaction_of_another_member_is_refused_and_the_rest_goes_in()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2026-12-01");
        await (await host.EnrolAsync("OTHER")).RecordPurchase(HostUnderTest.Francs("b", 10));

        var outcome = await ImportAsync(host, Rows(("a", 10, "2026-03-01"), ("b", 10, "2026-03-02"), ("c", 10, "2026-03-03")));

        Assert.Equal((2, 0), (outcome.Accepted, outcome.Duplicates));
        Assert.Equal("transaction-id-reused", Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public async Task A_member_with_no_good_row_is_not_enrolled()
    {
        await using var host = await SiloHost.StartAsync();

        await ImportAsync(host, Rows(("a", 10, "2027-01-01")));

        Assert.Equal("unknown-member", (await host.Account("MEMBER1").GetStatus(new StatusQuery())).Refusal?.Code);
    }

    [Fact]
    public async Task A_member_who_enrolled_before_the_import_keeps_their_account()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2026-12-01");
        await host.EnrolAsync("MEMBER1");

        await ImportAsync(host, Rows(("a", 1200, "2026-03-01")));

        var status = (await host.Account("MEMBER1").GetStatus(new StatusQuery())).Value!;
        Assert.Equal(("Silver", new DateOnly(2026, 3, 1), "Ada L."), (status.Tier.Name, status.Tier.Since, status.Name));
        Assert.Equal("Member", (await host.Account("MEMBER1").GetStatus(new StatusQuery(new DateOnly(2026, 3, 1), host.Time.GetUtcNow().AddDays(-1)))).Value?.Tier.Name ?? "Member");
    }

    [Fact]
    public async Task More_rows_than_one_append_takes_go_in_whole()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2027-12-01");
        var rows = Enumerable.Range(0, 2500)
            .Select(i => ($"t{i}", 1m + i, new DateOnly(2026, 1, 1).AddDays(i / 4).ToString("yyyy-MM-dd")))
            .ToArray();

        var outcome = await ImportAsync(host, Rows(rows));

        Assert.Equal(2500, outcome.Accepted);
        Assert.Equal(rows.Sum(r => r.Item2), (await host.Account("MEMBER1").GetStatus(new StatusQuery())).Value!.Spend.Lifetime);
    }

    [Fact]
    public async Task An_import_cut_short_is_completed_by_the_next_sweep()
    {
        await using var host = await SiloHost.StartAsync();
        await host.MoveToAsync("2027-01-20");
        await host.Sweep.BeginImportAsync();
        await host.Account("MEMBER1").Import(Rows(("a", 2600, "2026-01-10")));
        await host.RestartAsync();

        await host.Sweep.SweepAsync();

        Assert.Equal(["Enrolled", "TierUpgraded", "TierAtRisk"], (await host.Journal.ReadAccountAsync(MemberId.Of("MEMBER1"), 0, 10)).Select(r => r.Event.Kind.ToString()));
    }

    private static async Task<ImportOutcome> ImportAsync(SiloHost host, IReadOnlyList<ImportRow> rows)
    {
        var before = await host.Sweep.BeginImportAsync();
        var outcome = await host.Account("MEMBER1").Import(rows);
        await host.Sweep.CompleteImportAsync(before);
        return outcome;
    }

    private static ImportRow[] Rows(params (string Id, decimal Amount, string Date)[] rows) =>
        [.. rows.Select((row, i) => new ImportRow(i + 1, HostUnderTest.Francs(row.Id, row.Amount, date: row.Date)))];

    private static async Task<string[]> HistoryAsync(SiloHost host) =>
        [
            .. (await host.Account("MEMBER1").GetHistory(All)).Value!.Items
                .Reverse()
                .Select(h => $"{h.Date:yyyy-MM-dd} {h.Kind} {h.From}-{h.To}"),
        ];

    private static async Task<string> TierAsync(SiloHost host)
    {
        var status = (await host.Account("MEMBER1").GetStatus(new StatusQuery())).Value!;
        var told = new { status.Tier, Spend = status.Spend with { LastUpdated = default }, status.NextTierReviewDate, status.Benefits };
        return JsonSerializer.Serialize(told);
    }
}
