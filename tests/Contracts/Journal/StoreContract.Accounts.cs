using Loyalty.Grains;

namespace Loyalty.Contracts;

// What an account is woken with.
public abstract partial class StoreContract
{
    [ContractFact]
    public async Task An_account_comes_with_its_snapshot_what_followed_and_the_person()
    {
        await using var stores = await OpenAsync();
        var person = await BoughtAsync(stores, purchases: 20);
        var all = await AccountAsync(stores.Journal, person.Member);

        await IsLoadedAsync(after: 0);
        foreach (var version in new[] { 3, 8, 20, 21 })
        {
            await stores.Snapshots.SaveAsync(Snapshot(version));
            await IsLoadedAsync(version);
        }

        // What has been appended last may stand elsewhere than what came before it.
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 21, Samples.Recorded("last")));
        all = await AccountAsync(stores.Journal, person.Member);
        await IsLoadedAsync(after: 21);

        async Task IsLoadedAsync(int after)
        {
            var stored = await stores.Accounts.LoadAsync(person.Member, 1000);
            Assert.Equal((after == 0 ? null : (long?)after, person), (stored.Snapshot?.Version, stored.Person));
            Assert.Equal(all.Skip(after), stored.Events);
            Assert.Equal(all.Skip(after).Take(2), (await stores.Accounts.LoadAsync(person.Member, 2)).Events);
        }
    }

    [ContractFact]
    public async Task Of_who_is_not_enrolled_an_account_has_at_most_the_person()
    {
        await using var stores = await OpenAsync();
        var person = await BoughtAsync(stores, purchases: 1);
        var (nobody, held) = (Samples.Member(2), Samples.Person(Samples.Member(3)));
        await stores.Persons.SaveAsync(held);

        foreach (var (member, expected) in new[] { (nobody, null), (held.Member, held) })
        {
            var stored = await stores.Accounts.LoadAsync(member, 1000);
            Assert.Null(stored.Snapshot);
            Assert.Empty(stored.Events);
            Assert.Equal(expected, stored.Person);
        }

        await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At));
        Assert.Equal(Samples.At, (await stores.Accounts.LoadAsync(person.Member, 1000)).Person!.ErasedAt);
    }

    [ContractFact]
    public async Task A_snapshot_that_cannot_be_read_is_passed_over()
    {
        await using var stores = await OpenAsync();
        var person = await BoughtAsync(stores, purchases: 5);
        var all = await AccountAsync(stores.Journal, person.Member);
        foreach (var change in new[] { "format = 99", "format = 2, body = (SELECT body FROM journal WHERE sequence = 1)" })
        {
            await stores.Snapshots.SaveAsync(Snapshot(4));
            await TamperAsync($"UPDATE snapshots SET {change}");
            var stored = await stores.Accounts.LoadAsync(person.Member, 1000);
            Assert.Null(stored.Snapshot);
            Assert.Equal(all, stored.Events);
        }
    }

    [ContractFact]
    public async Task What_cannot_be_read_of_an_account_is_told_by_what_it_is()
    {
        await using var stores = await OpenAsync();
        var person = await BoughtAsync(stores, purchases: 2);
        await TamperAsync("UPDATE persons SET profile = '[]'");
        Assert.Equal(0, (await Assert.ThrowsAsync<JournalDamagedException>(() => stores.Accounts.LoadAsync(person.Member, 1000))).Version);
        Assert.Null(Assert.Single(stores.Unreadable.Rows).Sequence);

        await stores.Persons.SaveAsync(person);
        Assert.Equal(person, (await stores.Accounts.LoadAsync(person.Member, 1000)).Person);
        Assert.Empty(stores.Unreadable.Rows);

        await TamperAsync("UPDATE journal SET type = 'tier-moved.9' WHERE sequence = 2");
        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(() => stores.Accounts.LoadAsync(person.Member, 1000));
        Assert.Equal((person.Member.Value, 2L), (damaged.Member, damaged.Version));
    }

    private static async Task<Person> BoughtAsync(OpenStores stores, int purchases)
    {
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled()) with { Person = person });
        for (var version = 1; version <= purchases; version++)
            await AppendedAsync(stores.Journal, Samples.Append(person.Member, version, Samples.Recorded($"t{version}")));
        return person;
    }
}
