using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

// What has been changed behind the engine's back.
public abstract partial class StoreContract
{
    /// <summary>The column of keys, as the dialect writes its name.</summary>
    protected virtual string KeyColumn => "key";

    [ContractFact]
    public async Task A_row_that_has_changed_is_told_to_whoever_reads_it_and_passed_over_by_who_reads_all()
    {
        var members = Enumerable.Range(1, 3).Select(i => Samples.Member(i)).ToList();
        await using var stores = await OpenAsync();
        foreach (var member in members)
            await AppendedAsync(stores.Journal, Samples.Append(member, 0, Samples.Enrolled(), Samples.Recorded($"t-{member}"), Samples.Moved()));
        var written = await AllAsync(stores.Journal);
        Assert.All(written, row => Assert.True(row.HasChecksum));

        // The second member's purchase becomes the first one's, and the third member's enrolment another kind of event.
        await TamperAsync("UPDATE journal SET body = (SELECT other.body FROM journal other WHERE other.sequence = 2) WHERE sequence = 5");
        await TamperAsync("UPDATE journal SET type = 'tier-moved.9' WHERE sequence = 7");
        var page = await stores.Journal.ReadPageAsync(0, 100);
        Assert.Equal(written.Where(row => row.Sequence is not 5 and not 7), page.Events);
        Assert.Equal(
            [(members[1].Value, 5L, 2L), (members[2].Value, 7L, 1L)],
            page.Unreadable.Select(row => (row.Member, row.Sequence!.Value, row.Version)));
        Assert.Equal((9L, false), (page.Through, page.IsFull));
        Assert.Equal([5L, 7L], stores.Unreadable.Rows.Select(row => row.Sequence!.Value));

        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(() => stores.Journal.ReadAccountAsync(members[1], 0, 10));
        Assert.Equal((members[1].Value, 2L, 5L), (damaged.Member, damaged.Version, damaged.Sequence));
        await Assert.ThrowsAsync<JournalDamagedException>(() => stores.Journal.ReadAllAsync(0, 10));
        Assert.Equal(3, (await stores.Journal.ReadAccountAsync(members[0], 0, 10)).Count);
        Assert.Equal(members, await stores.Journal.ReadMembersAsync(null, 10));
    }

    [ContractFact]
    public async Task Every_column_of_a_row_is_checked()
    {
        await using var stores = await OpenAsync();
        string[] changes = ["version = 7", "due = NULL", "checksum = checksum + 1", "[key] = NULL", "member = '100000000099'", "version = version"];
        for (var i = 1; i <= changes.Length; i++)
            await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(i), 0, Samples.Enrolled($"k{i}") with { Due = Samples.Day }));
        for (var i = 1; i <= changes.Length; i++)
            await TamperAsync($"UPDATE journal SET {changes[i - 1].Replace("[key]", KeyColumn, StringComparison.Ordinal)} WHERE sequence = {i}");
        var page = await stores.Journal.ReadPageAsync(0, 10);
        Assert.Equal([1L, 2, 3, 4, 5], page.Unreadable.Select(row => row.Sequence!.Value));
        Assert.Equal(Samples.Member(6), Assert.Single(page.Events).Member);
    }

    [ContractFact]
    public async Task A_page_of_rows_goes_on_behind_one_that_is_gone()
    {
        await using var stores = await OpenAsync();
        for (var i = 1; i <= 6; i++)
            await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(i), 0, Samples.Enrolled()));
        await TamperAsync("DELETE FROM journal WHERE sequence = 3");
        var first = await stores.Journal.ReadPageAsync(0, 3);
        Assert.Equal([1L, 2L, 4L], first.Events.Select(row => row.Sequence));
        Assert.Equal(("", 3L), (Assert.Single(first.Unreadable).Member, first.Unreadable[0].Sequence!.Value));
        Assert.True(first.IsFull);
        var next = await stores.Journal.ReadPageAsync(first.Through, 3);
        Assert.Equal([5L, 6L], next.Events.Select(row => row.Sequence));
        Assert.False(next.IsFull);
    }

    [ContractFact]
    public async Task A_person_who_cannot_be_read_is_named_and_the_others_are_there()
    {
        await using var stores = await OpenAsync();
        var (broken, sound) = (Samples.Member(1), Samples.Member(2));
        foreach (var member in new[] { broken, sound })
            await AppendedAsync(stores.Journal, Samples.Append(member, 0, Samples.Enrolled()) with { Person = Samples.Person(member) });
        await TamperAsync($"UPDATE persons SET profile = '{{\"givenName\":5}}' WHERE member = '{broken}'");
        await Assert.ThrowsAsync<JournalDamagedException>(() => stores.Persons.FindAsync(broken));
        Assert.NotNull(await stores.Persons.FindAsync(sound));
        var row = Assert.Single(stores.Unreadable.Rows);
        Assert.Equal((broken.Value, (long?)null), (row.Member, row.Sequence));
        Assert.Equal([broken, sound], await stores.Persons.ReadHeldMembersAsync(null, 10));

        // Once it is mended it is no longer named.
        await TamperAsync($"UPDATE persons SET profile = '{{}}' WHERE member = '{broken}'");
        Assert.NotNull(await stores.Persons.FindAsync(broken));
        Assert.Empty(stores.Unreadable.Rows);
    }
}
