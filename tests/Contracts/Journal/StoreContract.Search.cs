using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task Members_are_found_by_number_name_address_and_phone()
    {
        await using var stores = await OpenAsync();
        var ada = await EnrolAsync(stores, 1, new Profile("Ada", "Lövelace", "Ada@Example.org", "+41 44 000 00 00"));
        var jean = await EnrolAsync(stores, 2, new Profile("Jean-Pierre", "O’Brien", "jp@example.org"));
        var eve = await EnrolAsync(stores, 3, new Profile("Eve", "van der Berg"));
        var imported = Samples.Member(4);
        await AppendedAsync(stores.Journal, Samples.Append(imported, 0, Samples.Enrolled(), Samples.Recorded("t-1"), Samples.Recorded("t-2")));

        async Task FindsAsync(string query, params MemberId[] expected) => Assert.Equal(expected, await stores.Search.FindAsync(query, 10));
        await FindsAsync("love", ada);
        await FindsAsync("LÖVE", ada);
        await FindsAsync("Ada Lov", ada);
        await FindsAsync("lovelace, a", ada);
        await FindsAsync("  ada@example.ORG ", ada);
        await FindsAsync("0041 44 000 00 00", ada);
        await FindsAsync("obrien", jean);
        await FindsAsync("jean pierre o'b", jean);
        await FindsAsync("Van der B", eve);
        await FindsAsync("eve van der", eve);
        await FindsAsync(imported.Value, imported);
        await FindsAsync(imported.Value[..11] + " ", imported);
        await FindsAsync("0000", ada, jean, eve, imported);
        Assert.Empty(await stores.Search.FindAsync("ada@example", 10));
        Assert.Empty(await stores.Search.FindAsync("lace", 10));
        Assert.Empty(await stores.Search.FindAsync("%", 10));
        Assert.Empty(await stores.Search.FindAsync("a' OR 1=1", 10));
        Assert.Equal([ada, jean], await stores.Search.FindAsync("0000", 2));
    }

    [ContractFact]
    public async Task Who_changed_is_found_by_what_is_new_alone()
    {
        await using var stores = await OpenAsync();
        var ada = await EnrolAsync(stores, 1, new Profile("Ada", "Lovelace", "ada@example.org"));

        await stores.Persons.SaveAsync(new Person(ada, new Profile("Ada", "King"), null));

        Assert.Equal([ada], await stores.Search.FindAsync("king", 10));
        Assert.Empty(await stores.Search.FindAsync("lovelace", 10));
        Assert.Empty(await stores.Search.FindAsync("ada@example.org", 10));
    }

    [ContractFact]
    public async Task Members_of_an_engine_without_a_search_are_found_once_it_is_completed()
    {
        var members = new List<MemberId>();
        await using (var stores = await OpenAsync())
        {
            for (var i = 0; i < 1_100; i++)
                members.Add(await EnrolAsync(stores, i, new Profile($"Given{i:0000}", "Müller")));
        }

        await MakePersonsUnkeyedAsync();
        await using var again = await OpenAsync();
        Assert.Empty(await again.Search.FindAsync("muller", 10));

        Assert.Equal(1_100, await again.CompleteSearch());

        Assert.Equal(members.Take(1000), await again.Search.FindAsync("muller", 1000));
        Assert.Equal([members[77]], await again.Search.FindAsync("given0077", 10));
        Assert.Equal(0, await again.CompleteSearch());
    }

    [ContractFact]
    public async Task What_was_due_after_each_change_is_known()
    {
        await using var stores = await OpenAsync();
        var (one, two) = (Samples.Member(1), Samples.Member(2));
        var due = Samples.Day.AddYears(1);
        await AppendedAsync(stores.Journal, Samples.Append(one, 0, Samples.Enrolled(), Samples.Recorded("a", due: due), Samples.Recorded("b", due: due.AddDays(5))));
        for (var i = 0; i < 20; i++)
            await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(10 + i), 0, Samples.Enrolled()));

        Assert.Equal(
            [due.AddDays(5), null, due, null, null],
            await stores.DueHistory.DueAtAsync([(one, 3), (one, 1), (one, 2), (one, 4), (two, 1)]));
    }

    private static async Task<MemberId> EnrolAsync(OpenStores stores, long number, Profile profile)
    {
        var member = Samples.Member(number);
        await AppendedAsync(stores.Journal, Samples.Append(member, 0, Samples.Enrolled()) with { Person = new Person(member, profile, "f1n9er") });
        return member;
    }
}
