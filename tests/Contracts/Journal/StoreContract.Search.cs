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
    public async Task A_name_is_found_in_every_spelling_of_its_script()
    {
        await using var stores = await OpenAsync();
        (string Name, string Query)[] spelt =
        [
            ("İpek", "ipek"), ("İPEK", "ipek"), ("Ipek", "İPEK"), ("Diyarbakır", "DİYARBAKIR"), ("Παππάς", "ΠΑΠΠΑΣ"), ("ΠΑΠΠΑΣ", "παππας"),
            ("\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e", "김"), ("ＳＭＩＴＨ", "smith"), ("أحمد", "احمد"), ("Müller", "Mueller"), ("Mueller", "Müller"), ("ﾀﾅｶ", "タナ"),
        ];
        var members = new List<MemberId>();
        foreach (var (name, _) in spelt)
            members.Add(await EnrolAsync(stores, members.Count + 1, new Profile(null, name)));
        foreach (var ((_, query), member) in spelt.Zip(members))
            Assert.Contains(member, await stores.Search.FindAsync(query, 10));
    }

    [ContractFact]
    public async Task A_phone_number_is_found_however_it_is_written()
    {
        await using var stores = await OpenAsync();
        var abroad = await EnrolAsync(stores, 1, new Profile("Ada", null, null, "+41 (0)79 123 45 67"));
        var home = await EnrolAsync(stores, 2, new Profile("Eve", null, null, "079 123 45 67"));
        var other = await EnrolAsync(stores, 3, new Profile("Bob", null, null, "+49 79 123 45 67"));
        Assert.Equal([abroad, home], (await stores.Search.FindAsync("+41791234567", 10)).OrderBy(member => member.Value));
        Assert.Equal([abroad, home], (await stores.Search.FindAsync("0041 (0)79 123 45 67", 10)).OrderBy(member => member.Value));
        Assert.Equal([abroad, home, other], (await stores.Search.FindAsync("(079) 123-45-67", 10)).OrderBy(member => member.Value));
        Assert.Empty(await stores.Search.FindAsync("+4179123456", 10));
    }

    [ContractFact]
    public async Task Keys_that_an_earlier_engine_made_otherwise_are_made_anew()
    {
        MemberId ada;
        await using (var stores = await OpenAsync())
        {
            ada = await EnrolAsync(stores, 1, new Profile("Ada", "Müller", null, "+41 79 123 45 67"));
            await EnrolAsync(stores, 2, new Profile("Eve", "Berg"));
            Assert.Equal(0, await stores.CompleteSearch());
        }

        await TamperAsync("UPDATE persons SET family_key = 'mueller', phone_key = '41791234567' WHERE phone_key IS NOT NULL");
        await TamperAsync("UPDATE engine_facts SET value = '1' WHERE name = 'search-keys'");
        await using var again = await OpenAsync();
        Assert.Empty(await again.Search.FindAsync("079 123 45 67", 10));

        Assert.Equal(1, await again.CompleteSearch());

        Assert.Equal([ada], await again.Search.FindAsync("079 123 45 67", 10));
        Assert.Equal([ada], await again.Search.FindAsync("muller", 10));
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
