using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_change_of_a_profile_is_told_once_with_the_ledgers_last_sequence()
    {
        await using (var stores = await OpenAsync())
        {
            var person = await EnrolledAsync(stores, 1);
            await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(2), 0, Samples.Enrolled()));
            var write = Changed(person, 1, "Grace");
            // As a commit whose answer was lost is sent again.
            await stores.PersonChanges.ChangeProfileAsync(write);
            await stores.PersonChanges.ChangeProfileAsync(write);
            Assert.Equal(write.Person, await stores.Persons.FindAsync(person.Member));

            await stores.PersonChanges.ChangeProfileAsync(Changed(person, 1, "Too late"));
            Assert.Equal(write.Person, await stores.Persons.FindAsync(person.Member));
        }

        await using var again = await OpenAsync();
        var told = Assert.Single((await again.Streams.ReadPageAsync(StreamNames.Persons, 0, 10)).Events);
        Assert.Equal((StreamNames.Persons, 1L, 2L), (told.Stream, told.Sequence, told.After));
        Assert.Equal((Samples.Member(1), Samples.Day, Samples.At, "gold"), (told.Entry.Member, told.Entry.Date, told.Entry.At, told.Entry.Tier));
        var change = Assert.IsType<ProfileChanged>(told.Entry.Event);
        Assert.Equal(["givenName"], change.Fields);
        Assert.Equal((2L, "crm"), (change.ProfileVersion, change.Source));
        Assert.Equal(1, await again.Streams.LastSequenceAsync(StreamNames.Persons));
        Assert.Equal(0, await again.Streams.LastSequenceAsync(StreamNames.Airport));
    }

    [ContractFact]
    public async Task Of_many_who_use_one_id_at_once_one_makes_a_change()
    {
        await using var stores = await OpenAsync();
        var persons = new List<Person>();
        for (var i = 1; i <= 8; i++)
            persons.Add(await EnrolledAsync(stores, i));
        var writes = persons.ConvertAll(person => Changed(person, 1, "Grace") with
        {
            Answer = new ProfileAnswer("c-1", person.Member, $"claim {person.Member}", "hash", 2, ["givenName"], Samples.At),
        });
        await Task.WhenAll(writes.Select(write => Task.Run(() => stores.PersonChanges.ChangeProfileAsync(write))));

        var kept = (await stores.PersonChanges.FindAsync("c-1"))!;
        var told = Assert.Single((await stores.Streams.ReadPageAsync(StreamNames.Persons, 0, 100)).Events);
        Assert.Equal(kept.Member, told.Entry.Member);
        Assert.Equal((kept.ProfileVersion, kept.Fingerprint, $"claim {kept.Member}"), (2, "hash", kept.Claim));
        foreach (var person in persons)
            Assert.Equal(person.Member == kept.Member ? "Grace" : "Ada", (await stores.Persons.FindAsync(person.Member))!.Profile.GivenName);
        Assert.Null(await stores.PersonChanges.FindAsync("c-2"));
    }

    [ContractFact]
    public async Task Streams_have_sequences_of_their_own_without_a_gap_whoever_writes()
    {
        await using var stores = await OpenAsync();
        var persons = new List<Person>();
        for (var i = 1; i <= 20; i++)
            persons.Add(await EnrolledAsync(stores, i));
        await Task.WhenAll(persons.Select(person => Task.Run(async () =>
        {
            await stores.PersonChanges.ChangeProfileAsync(Changed(person, 1, "Grace"));
            await stores.PersonChanges.ChangeConsentAsync(new Consent(false, Samples.At), Consented(person.Member, false));
        })).Append(Task.Run(() => stores.Airport.AddAsync(
            Told("d1", [.. persons.Select(person => person.Member)]), [.. persons.Select(person => Step(person.Member, "d1"))]))));
        await stores.Airport.AddAsync(Told("d1", persons[0].Member), [Step(persons[0].Member, "d1")]);

        var pages = new List<long>();
        for (var page = await stores.Streams.ReadPageAsync(StreamNames.Persons, 0, 7); ; page = await stores.Streams.ReadPageAsync(StreamNames.Persons, page.Through, 7))
        {
            pages.AddRange(page.Events.Select(told => told.Sequence));
            Assert.Empty(page.Unreadable);
            if (!page.IsFull)
                break;
        }

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), pages);
        Assert.Equal(20, await stores.Streams.LastSequenceAsync(StreamNames.Airport));
        var own = await stores.Streams.ReadMemberAsync(StreamNames.Persons, persons[3].Member, 0, 10);
        Assert.Equal([StreamEventKind.ProfileChanged, StreamEventKind.ConsentChanged], own.Select(told => told.Entry.Event.Kind));
        Assert.Equal("d1", Assert.IsType<DisruptionStep>(Assert.Single(await stores.Streams.ReadMemberAsync(StreamNames.Airport, persons[3].Member, 0, 10)).Entry.Event).Disruption.Value);
    }

    [ContractFact]
    public async Task Erasure_is_the_last_that_is_told_of_a_person()
    {
        await using var stores = await OpenAsync();
        var person = await EnrolledAsync(stores, 1);
        var answer = new ProfileAnswer("c-1", person.Member, "claim", "hash", 2, ["givenName"], Samples.At);
        await stores.PersonChanges.ChangeProfileAsync(Changed(person, 1, "Grace") with { Answer = answer });
        await stores.PersonChanges.ChangeConsentAsync(new Consent(true, Samples.At), Consented(person.Member, true));
        for (var again = 0; again < 2; again++)
            await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At));
        await stores.PersonChanges.ChangeConsentAsync(new Consent(false, Samples.At.AddDays(1)), Consented(person.Member, false));
        await stores.PersonChanges.ChangeProfileAsync(Changed(person, 2, "Back"));
        await stores.PersonChanges.ChangeProfileAsync(Changed(person, 1, "Back"));
        Assert.True(await stores.Erasure.IsErasedAsync(person.Member));
        await stores.Airport.AddAsync(Told("d1", person.Member), [Step(person.Member, "d1")]);

        Assert.Equal(
            [StreamEventKind.ProfileChanged, StreamEventKind.ConsentChanged, StreamEventKind.MemberErased],
            (await stores.Streams.ReadPageAsync(StreamNames.Persons, 0, 10)).Events.Select(told => told.Entry.Event.Kind));
        Assert.Empty((await stores.Streams.ReadPageAsync(StreamNames.Airport, 0, 10)).Events);
        Assert.Equal(new Person(person.Member, new Profile(), null) { ErasedAt = Samples.At }, await stores.Persons.FindAsync(person.Member));
        var kept = (await stores.PersonChanges.FindAsync("c-1"))!;
        Assert.Equal(("", ""), (kept.Claim, kept.Fingerprint));
    }

    [ContractFact]
    public async Task Members_come_in_the_order_of_their_last_change()
    {
        await using var stores = await OpenAsync();
        var persons = new List<Person>();
        for (var i = 1; i <= 5; i++)
            persons.Add(await EnrolledAsync(stores, i));
        foreach (var i in new[] { 3, 0, 2 })
            await stores.PersonChanges.ChangeProfileAsync(Changed(persons[i], 1, "Grace"));
        await stores.PersonChanges.ChangeProfileAsync(Changed(persons[3] with { ProfileVersion = 2 }, 2, "Later"));
        await stores.Erasure.EraseAsync(Samples.Erased(persons[2].Member, Samples.At));

        var unchanged = new[] { persons[1].Member, persons[4].Member }.OrderBy(member => member.Value, StringComparer.Ordinal);
        MemberId[] all = [.. unchanged, persons[0].Member, persons[3].Member];
        Assert.Equal(all, (await stores.PersonChanges.ReadChangedAsync(new ChangedMember(null, 0), 10)).Select(one => one.Member!.Value));
        Assert.Equal([(persons[3].Member, 4L)], (await stores.PersonChanges.ReadChangedAsync(new ChangedMember(null, 2), 10)).Select(one => (one.Member!.Value, one.Sequence)));
        var paged = new List<MemberId>();
        for (var last = new ChangedMember(null, 0); await stores.PersonChanges.ReadChangedAsync(last, 1) is [var one]; last = one)
            paged.Add(one.Member!.Value);
        Assert.Equal(all, paged);
    }

    private static async Task<Person> EnrolledAsync(OpenStores stores, int number)
    {
        var person = Samples.Person(Samples.Member(number));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled()) with { Person = person });
        return person;
    }

    private static ProfileWrite Changed(Person person, long before, string given)
    {
        var changed = person with { Profile = person.Profile with { GivenName = given }, ChangedAt = Samples.At, ProfileVersion = before + 1 };
        return new ProfileWrite(
            changed, before, new StreamEntry(person.Member, Samples.Day, Samples.At, "gold", new ProfileChanged(["givenName"], before + 1, "crm")), Answer: null);
    }

    private static StreamEntry Consented(MemberId member, bool shown) => new(
        member, Samples.Day, Samples.At, null, new ConsentChanged(new Dictionary<string, bool> { [ConsentChanged.DisplayRecognition] = shown }));

    private static StreamEntry Step(MemberId member, string disruption) => new(
        member, Samples.Day, Samples.At, "gold", new DisruptionStep(new DisruptionId(disruption), DisruptionStep.Announced));
}
