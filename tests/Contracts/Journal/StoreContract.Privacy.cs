using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task What_a_member_agrees_to_is_kept_beside_the_profile_and_over_its_changes()
    {
        var (no, yes) = (new Consent(false, Samples.At), new Consent(true, Samples.At.AddDays(1)));
        var person = Samples.Person(Samples.Member(1));
        await using (var stores = await OpenAsync())
        {
            await stores.Persons.SaveAsync(person);
            Assert.Null((await stores.Persons.FindAsync(person.Member))!.Consent);
            await stores.Persons.SaveConsentAsync(person.Member, no);
            await stores.Persons.SaveAsync(person with { Profile = new Profile("Grace"), ChangedAt = Samples.At });
            await stores.Persons.SaveConsentAsync(Samples.Member(2), yes);
        }

        await using var again = await OpenAsync();
        Assert.Equal(
            person with { Profile = new Profile("Grace"), ChangedAt = Samples.At, Consent = no }, await again.Persons.FindAsync(person.Member));
        Assert.Equal(new Person(Samples.Member(2), new Profile(), null) { Consent = yes }, await again.Persons.FindAsync(Samples.Member(2)));
        Assert.Equal(yes with { At = Samples.At }, (await Resaved(again, yes with { At = Samples.At })).Consent);
    }

    [ContractFact]
    public async Task An_erased_person_is_nowhere_and_stays_so()
    {
        await using var stores = await OpenAsync();
        var (person, other) = (Samples.Person(Samples.Member(1)) with { ChangedAt = Samples.At }, Samples.Person(Samples.Member(2), "Eve"));
        foreach (var one in new[] { person, other })
            await AppendedAsync(stores.Journal, Samples.Append(one.Member, 0, Samples.Enrolled()) with { Person = one });
        await stores.Persons.SaveConsentAsync(person.Member, new Consent(true, Samples.At));
        await stores.Snapshots.SaveAsync(Snapshot(3));
        await stores.Airport.AddAsync(CheckIn(1));
        await stores.Airport.AddAsync(Told("d1", person.Member, other.Member));
        await stores.Airport.AddAsync(Told("d2", other.Member));

        Assert.Equal(new ErasedRows(1, 1, 1, 1), await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At)));

        var erased = new Person(person.Member, new Profile(), null) { ErasedAt = Samples.At };
        Assert.Equal(erased, await stores.Persons.FindAsync(person.Member));
        Assert.Equal([other.Member], await stores.Persons.ReadHeldMembersAsync(null, 10));
        Assert.Empty(await stores.Search.FindAsync("ada", 10));
        Assert.Null(await stores.Snapshots.LoadAsync(person.Member));
        Assert.Null(await stores.Airport.FindAsync(CheckIn(1).CheckIn.Id));
        Assert.Equal([other.Member], (await stores.Airport.FindAsync(new DisruptionId("d1")))!.Affected.Select(one => one.Member));
        Assert.Single((await stores.Airport.FindAsync(new DisruptionId("d2")))!.Affected);
        Assert.Single(await AccountAsync(stores.Journal, person.Member));

        // Whatever comes late, under way in another process perhaps, does not bring it back.
        await stores.Persons.SaveAsync(person);
        await stores.Persons.SaveConsentAsync(person.Member, new Consent(true, Samples.At));
        Assert.Null(await stores.Airport.AddAsync(CheckIn(2)));
        Assert.Null(await stores.Airport.FindAsync(CheckIn(2).CheckIn.Id));
        Assert.Equal(new ErasedRows(0, 0, 0, 0), await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At.AddDays(1))));
        Assert.Equal(erased, await stores.Persons.FindAsync(person.Member));
        Assert.Equal(other, await stores.Persons.FindAsync(other.Member));
    }

    [ContractFact]
    public async Task Somebody_without_a_person_is_erased_too()
    {
        await using var stores = await OpenAsync();
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()));
        Assert.Equal(new ErasedRows(0, 0, 0, 0), await stores.Erasure.EraseAsync(Samples.Erased(Samples.Member(1), Samples.At)));
        Assert.Equal(Samples.At, (await stores.Persons.FindAsync(Samples.Member(1)))!.ErasedAt);
    }

    [ContractFact]
    public async Task A_member_has_their_own_check_ins_and_disruptions_the_latest_first()
    {
        await using var stores = await OpenAsync();
        foreach (var i in new[] { 2, 3, 1 })
            await stores.Airport.AddAsync(CheckIn(i));
        await stores.Airport.AddAsync(CheckIn(4) with { CheckIn = CheckIn(4).CheckIn with { Member = Samples.Member(2) } });
        await stores.Airport.AddAsync(Told("d1", Samples.Member(1), Samples.Member(2)));
        await stores.Airport.AddAsync(Told("d2", Samples.Member(2)));

        Assert.Equal(["c3", "c2"], (await stores.Airport.ReadMemberAsync(Samples.Member(1), 2)).Select(one => one.CheckIn.Id.Value));
        Assert.Equal(["d1"], (await stores.Airport.ReadDisruptionsAsync(Samples.Member(1), 9)).Select(one => one.Disruption.Id.Value));
        Assert.Empty(await stores.Airport.ReadMemberAsync(Samples.Member(3), 9));
    }

    [ContractFact]
    public async Task Members_of_whom_a_person_is_held_come_in_pages()
    {
        await using var stores = await OpenAsync();
        var members = Enumerable.Range(1, 5).Select(i => Samples.Member(i)).OrderBy(member => member.Value, StringComparer.Ordinal).ToList();
        foreach (var member in members)
            await stores.Persons.SaveAsync(Samples.Person(member));
        var first = await stores.Persons.ReadHeldMembersAsync(null, 3);
        Assert.Equal(members[..3], first);
        Assert.Equal(members[3..], await stores.Persons.ReadHeldMembersAsync(first[^1], 3));
    }

    private static async Task<Person> Resaved(OpenStores stores, Consent consent)
    {
        await stores.Persons.SaveConsentAsync(Samples.Member(2), consent);
        return (await stores.Persons.FindAsync(Samples.Member(2)))!;
    }

    private static RecordedDisruption Told(string id, params MemberId[] members) => new(
        new Disruption(new DisruptionId(id), Flight, "delay", "late"),
        [.. members.Select(member => new AffectedMember(member, "Gold", 2, null))],
        Samples.At,
        id);
}
