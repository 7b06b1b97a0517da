using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class AccountAuditorTests
{
    [Fact]
    public async Task A_sound_ledger_has_no_difference_and_is_walked_in_pages()
    {
        await using var host = await SiloHost.StartAsync();
        for (var i = 0; i < 25; i++)
            await (await host.EnrolAsync($"MEMBER{i:D2}")).RecordPurchase(HostUnderTest.Francs($"t{i}", 100 * i));
        await host.MoveToAsync("2027-06-01");

        var pages = await PagesAsync(host, limit: 10);

        Assert.Equal([10, 10, 5], pages.Select(page => page.Accounts));
        Assert.Equal(await host.Journal.LastSequenceAsync(), pages.Sum(page => page.Events));
        Assert.Equal(25, pages.Sum(page => page.Live));
        Assert.All(pages, page => Assert.Empty(page.Differences));
    }

    [Fact]
    public async Task An_audit_wakes_no_account()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        Assert.Equal(1, (await Auditor(host).CheckAsync(null, 10, CancellationToken.None)).Live);
        await host.PassivateAllAsync();

        Assert.Equal((1, 0), await Auditor(host).CheckAsync(null, 10, CancellationToken.None) is var page ? (page.Accounts, page.Live) : default);
        Assert.Equal(0, host.LiveCount);
    }

    [Fact]
    public async Task Rows_that_are_missing_changed_or_moved_are_named_by_member_and_version()
    {
        await using var host = await SiloHost.StartAsync();
        for (var i = 1; i <= 4; i++)
        {
            var account = await host.EnrolAsync($"MEMBER{i}");
            for (var t = 0; t < 3; t++)
                await account.RecordPurchase(HostUnderTest.Francs($"t{i}-{t}", 10));
        }

        await host.PassivateAllAsync();
        host.Damage("DELETE FROM journal WHERE member = 'MEMBER1' AND version = 3");
        host.Damage("UPDATE journal SET body = x'7B7D' WHERE member = 'MEMBER2' AND version = 2");
        host.Damage("UPDATE journal SET type = (SELECT type FROM journal WHERE version = 1), body = (SELECT body FROM journal WHERE version = 1) WHERE member = 'MEMBER3' AND version = 4");

        var page = await Auditor(host).CheckAsync(null, 10, CancellationToken.None);

        Assert.Equal(4, page.Accounts);
        Assert.Equal(
            [("MEMBER1", 3L, "row"), ("MEMBER2", 2L, "row"), ("MEMBER3", 4L, "row")],
            page.Differences.Select(d => (d.MemberId, d.Version, d.What)));
        Assert.Null(await Auditor(host).CheckAsync(MemberId.Of("NOBODY")));
        Assert.Empty((await Auditor(host).CheckAsync(MemberId.Of("MEMBER4")))!.Differences);
    }

    [Fact]
    public async Task A_snapshot_that_lies_is_named_and_so_is_the_actor_that_believed_it()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        for (var i = 2; i <= LoyaltyAccountGrain.SnapshotEvery; i++)
            await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1));
        await host.PassivateAllAsync();
        var snapshot = (await host.Store.Snapshots.LoadAsync(MemberId.Of("MEMBER1")))!;
        await host.Store.Snapshots.SaveAsync(snapshot with { Lifetime = 777 });
        await account.GetStatus(new StatusQuery());

        var page = await Auditor(host).CheckAsync(null, 10, CancellationToken.None);

        Assert.Equal((1, 1), (page.Snapshots, page.Live));
        Assert.Equal(
            [new AuditFinding("MEMBER1", snapshot.Version, AuditedState.Snapshot, "lifetime", "19900", "777"),
             new AuditFinding("MEMBER1", snapshot.Version, AuditedState.Live, "lifetime", "19900", "777")],
            page.Differences);
    }

    [Fact]
    public async Task Tiers_of_before_a_version_are_reckoned_by_the_version_of_their_day()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("t1", 1500));
        var stricter = ProgrammeFile.Parse(ProgrammeFile.Write(host.Programme).Replace("\"threshold\": 1000", "\"threshold\": 1600")).Value;

        AccountAuditor Under(ProgrammeBook book) => new(host.Journal, host.Store.Snapshots, host.Store.Persons, host.Grains, new ProgrammeRecord(host.Store.Facts), book);
        Assert.Equal("tier", Assert.Single((await Under(new ProgrammeBook(stricter)).CheckAsync(null, 10, CancellationToken.None)).Differences).What);
        var dated = new ProgrammeBook(host.Programme);
        dated.Take(
        [
            new ActivatedVersion(1, null, default, "engine", null, "", null, null, null, host.Programme),
            new ActivatedVersion(2, new DateOnly(2030, 1, 1), default, "engine", null, "", null, null, null, stricter),
        ]);
        Assert.Empty((await Under(dated).CheckAsync(null, 10, CancellationToken.None)).Differences);
    }

    [Fact]
    public async Task A_row_of_before_checksums_whose_digits_changed_is_found_by_what_it_says_and_a_person_who_cannot_be_read_is_named()
    {
        await using var host = await SiloHost.StartAsync();
        for (var i = 1; i <= 3; i++)
            await (await host.EnrolAsync($"MEMBER{i}")).RecordPurchase(HostUnderTest.Francs($"t{i}", 1809));
        await host.PassivateAllAsync();
        host.Damage("UPDATE journal SET checksum = NULL");
        host.Damage("UPDATE engine_facts SET value = '999' WHERE name = 'checksums-after'");
        host.Damage("UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '\"counted\":180900', '\"counted\":480900') AS BLOB) WHERE member = 'MEMBER2'");
        host.Damage("INSERT INTO persons (member, profile, search_ready) VALUES ('MEMBER3', '{\"givenName\":5}', 1) ON CONFLICT DO UPDATE SET profile = excluded.profile");
        await host.RestartAsync();

        var page = await Auditor(host).CheckAsync(null, 10, CancellationToken.None);
        Assert.Equal(6, page.WithoutChecksum);
        Assert.Equal(
            [("MEMBER2", 2L, AuditedState.Ledger, "counted"), ("MEMBER3", 0L, AuditedState.Person, "row")],
            page.Differences.Where(d => d.What != "tier").Select(d => (d.MemberId, d.Version, d.In, d.What)));
        Assert.Equal(("180900", "480900"), (page.Differences[0].Expected, page.Differences[0].Found));
    }

    private static AccountAuditor Auditor(SiloHost host) =>
        new(host.Journal, host.Store.Snapshots, host.Store.Persons, host.Grains, new ProgrammeRecord(host.Store.Facts), new ProgrammeBook(host.Programme));

    private static async Task<List<AuditPage>> PagesAsync(SiloHost host, int limit)
    {
        var pages = new List<AuditPage>();
        do
        {
            var after = pages.Count == 0 ? (MemberId?)null : MemberId.Of(pages[^1].Next!);
            pages.Add(await Auditor(host).CheckAsync(after, limit, CancellationToken.None));
        }
        while (pages[^1].Next is not null);
        return pages;
    }
}
