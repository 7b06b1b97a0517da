using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class JournalContract
{
    [ContractFact]
    public async Task An_account_is_read_in_pages_after_a_version()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        Assert.Empty(await journal.ReadAccountAsync(Samples.Member(1), 0, 10));
        await AppendedAsync(journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()));
        await AppendedAsync(journal, Samples.Append(Samples.Member(2), 0, Samples.Enrolled()));
        for (var version = 1; version < 10; version++)
            await AppendedAsync(journal, Samples.Purchase(Samples.Member(1), version));

        Assert.Equal([4L, 5, 6], (await journal.ReadAccountAsync(Samples.Member(1), 3, 3)).Select(e => e.Version));
        Assert.Equal([9L, 10], (await journal.ReadAccountAsync(Samples.Member(1), 8, 3)).Select(e => e.Version));
        Assert.Empty(await journal.ReadAccountAsync(Samples.Member(1), 10, 3));
        Assert.Single(await journal.ReadAccountAsync(Samples.Member(2), 0, 3));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => journal.ReadAllAsync(0, 0));
    }

    [ContractFact]
    public async Task Members_come_in_the_order_of_their_ids_each_once()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        Assert.Empty(await journal.ReadMembersAsync(null, 10));
        var members = new[] { "B001", "A999", "ZZZZ", "A01X", "AAAA", "100000000016", "A01XY", "M555" }.Select(MemberId.Of).ToList();
        foreach (var member in members)
            await AppendedAsync(journal, Samples.Append(member, 0, Samples.Enrolled()));
        for (var version = 1; version < 5; version++)
        {
            foreach (var member in members.Take(3))
                await AppendedAsync(journal, Samples.Purchase(member, version));
        }

        var expected = members.OrderBy(member => member.Value, StringComparer.Ordinal).ToList();
        Assert.Equal(expected, await journal.ReadMembersAsync(null, 100));
        var paged = new List<MemberId>();
        while (await journal.ReadMembersAsync(paged.Count == 0 ? null : paged[^1], 3) is { Count: > 0 } page)
            paged.AddRange(page);
        Assert.Equal(expected, paged);
        Assert.Equal(expected.Skip(2), await journal.ReadMembersAsync(expected[1], 100));
        Assert.Equal(expected.Skip(3), await journal.ReadMembersAsync(MemberId.Of("A01YX"), 100));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => journal.ReadMembersAsync(null, 0));
    }

    [ContractFact]
    public async Task Command_keys_are_found_and_free_ones_are_not()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        var events = Samples.OneOfEach("x");
        await AppendedAsync(journal, Samples.Append(Samples.Member(1), 0, [.. events]));

        var found = await journal.FindAsync(
        [
            CommandKey.OfEnrolment("k-x"), CommandKey.Of(new TransactionId("t-x")), CommandKey.Of(new ReversalId("r-x")),
            CommandKey.Of(new TransactionId("r-x")), CommandKey.OfEnrolment("free"),
        ]);
        Assert.Equal(events[..3], found.OrderBy(e => e.Version).Select(e => e.Event));
        Assert.Empty(await journal.FindAsync([]));
    }

    [ContractFact]
    public async Task Due_members_come_by_day_and_in_pages()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        var day = new DateOnly(2027, 1, 1);
        for (var i = 0; i < 30; i++)
        {
            // Ten days with three members each, and each member once more without a due date.
            var recorded = Samples.Recorded($"t{i}", due: day.AddDays(i % 10));
            await AppendedAsync(journal, Samples.Append(Samples.Member(i), 0, Samples.Enrolled(), recorded, Samples.Recorded($"u{i}")));
        }

        var (after, through) = (day.AddDays(2), day.AddDays(5));
        var expected = Enumerable.Range(0, 30).Where(i => i % 10 is >= 3 and <= 5).OrderBy(i => i % 10).ThenBy(i => i).Select(i => Samples.Member(i)).ToList();
        Assert.Equal(expected, await DueAsync(journal, new DueQuery(after, through, 0, null, 100)));
        Assert.Equal(expected, await DueAsync(journal, new DueQuery(after, through, 0, null, 2)));
        Assert.Equal(expected, await DueAsync(journal, new DueQuery(after, through, 0, null, 3)));
        Assert.Empty(await DueAsync(journal, new DueQuery(day.AddDays(9), day.AddYears(9), 0, null, 100)));
        Assert.Empty(await DueAsync(journal, new DueQuery(DateOnly.MinValue, day.AddDays(-1), 0, null, 100)));

        var half = await journal.LastSequenceAsync() / 2;
        var later = Enumerable.Range(15, 15).OrderBy(i => i % 10).ThenBy(i => i).Select(i => Samples.Member(i)).ToList();
        Assert.Equal(later, await DueAsync(journal, new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, half, null, 100)));
        Assert.Equal(later, await DueAsync(journal, new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, half, null, 2)));
        Assert.Empty(await DueAsync(journal, new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, half * 2, null, 2)));
    }

    [ContractFact]
    public async Task Shares_of_what_is_due_make_up_all_of_it_and_have_nothing_in_common()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        for (var i = 0; i < 40; i++)
            await AppendedAsync(journal, Samples.Append(Samples.Member(i), 0, Samples.Recorded($"t{i}", due: Samples.Day.AddDays(i % 3))));

        var query = new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 7);
        var shares = new List<MemberId>();
        for (var number = 0; number < 4; number++)
        {
            var share = await DueAsync(journal, query with { Share = new DueShare(number, 4) });
            Assert.Equal(share, await DueAsync(journal, query with { Share = new DueShare(number, 4), Limit = 2 }));
            Assert.NotEmpty(await DueAsync(journal, query with { Share = new DueShare(number, 4), AfterSequence = 20 }));
            shares.AddRange(share);
        }

        Assert.Equal((await DueAsync(journal, query)).OrderBy(member => member.Value), shares.OrderBy(member => member.Value));
    }

    [ContractFact]
    public async Task A_member_with_many_due_days_comes_once_on_a_page()
    {
        await using var stores = await OpenJournalAsync();
        var journal = stores.Journal;
        var purchases = Enumerable.Range(0, 20).Select(i => Samples.Recorded($"t{i}", due: Samples.Day.AddDays(i % 4))).ToArray<AccountEvent>();
        await AppendedAsync(journal, Samples.Append(Samples.Member(1), 0, [Samples.Enrolled(), .. purchases]));
        await AppendedAsync(journal, Samples.Append(Samples.Member(2), 0, Samples.Enrolled(), Samples.Recorded("last", due: Samples.Day.AddDays(9))));

        var query = new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 100);
        Assert.Equal([Samples.Member(1), Samples.Member(2)], await DueAsync(journal, query));
        Assert.Equal([Samples.Member(1), Samples.Member(2)], (await DueAsync(journal, query with { Limit = 5 })).Distinct());
    }

    [ContractFact]
    public async Task A_check_passes_and_heeds_its_token()
    {
        await using var stores = await OpenJournalAsync();
        await stores.Journal.CheckAsync(CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stores.Journal.CheckAsync(new CancellationToken(canceled: true)));
    }

    protected static async Task<List<MemberId>> DueAsync(IJournal journal, DueQuery query)
    {
        var members = new List<MemberId>();
        while (true)
        {
            var page = await journal.ReadDueAsync(query);
            Assert.True(page.Members.Count <= query.Limit);
            Assert.Equal(page.Members.Count, page.Members.Distinct().Count());
            members.AddRange(page.Members);
            if (page.Next is null)
                return members;
            query = query with { Cursor = page.Next };
        }
    }
}
