using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly NumberScheme Card =
        new("card", NumberKind.Card, "[0-9]{4}", NumberCheck.Mod7, ["1001", "1012"], ["1", "A"], 2, ["LH", "LX"]);

    [ContractFact]
    public async Task A_scheme_is_kept_as_it_was_given_and_in_place_of_the_one_before()
    {
        await using (var stores = await OpenAsync())
        {
            Assert.True(await stores.Numbers.SaveSchemeAsync(Card with { PerMember = 1 }));
            Assert.True(await stores.Numbers.SaveSchemeAsync(Card));
            for (var more = 1; more < INumberStore.MaxSchemes; more++)
                Assert.True(await stores.Numbers.SaveSchemeAsync(Card with { Id = $"card-{more}" }));
            Assert.False(await stores.Numbers.SaveSchemeAsync(Card with { Id = "one-too-many" }));
            Assert.True(await stores.Numbers.SaveSchemeAsync(Card));
        }

        await using var again = await OpenAsync();
        Assert.Equal(INumberStore.MaxSchemes, (await again.Numbers.LoadSchemesAsync()).Count);
        Assert.Null(await again.Numbers.FindSchemeAsync("one-too-many"));
        var kept = (await again.Numbers.FindSchemeAsync("card"))!;
        Assert.Equal(Card with { Examples = kept.Examples, CounterExamples = kept.CounterExamples, Airlines = kept.Airlines }, kept);
        Assert.Equal(Card.Examples, kept.Examples);
        Assert.Equal(Card.CounterExamples, kept.CounterExamples);
        Assert.Equal(Card.Airlines, kept.Airlines);
    }

    [ContractFact]
    public async Task A_number_is_one_members_in_its_scheme()
    {
        await using var stores = await OpenAsync();
        var first = Number(1, "card", "1001");
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(first, 2));
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(Number(1, "card", "1001"), 2));
        Assert.Equal(NumberGiven.Taken, await stores.Numbers.AddAsync(Number(2, "card", "1001"), 2));
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(Number(2, "crm", "1001"), 2));
        var second = Number(1, "card", "1012");
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(second, 2));
        Assert.Equal(NumberGiven.TooMany, await stores.Numbers.AddAsync(Number(1, "card", "1023"), 2));

        Assert.Equal([first, second], await stores.Numbers.ReadMemberAsync(Samples.Member(1)));
        Assert.Equal(first, await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")));
        Assert.Null(await stores.Numbers.FindAsync(new SchemeNumber("card", "1023")));
        Assert.Equal(
            [(1, "card"), (2, "crm")],
            (await stores.Numbers.FindAsync([new SchemeNumber("crm", "1001"), new SchemeNumber("card", "1001"), new SchemeNumber("no", "1001")]))
                .Select(found => (found.Member == Samples.Member(1) ? 1 : 2, found.Scheme)));
        Assert.Equal(3, (await stores.Numbers.ReadMembersAsync([Samples.Member(2), Samples.Member(1), Samples.Member(3)])).Count);

        await stores.Numbers.RemoveAsync(Samples.Member(2), first.NumberId);
        Assert.NotNull(await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")));
        await stores.Numbers.RemoveAsync(Samples.Member(1), first.NumberId);
        Assert.Null(await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")));
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(Number(2, "card", "1001"), 2));
    }

    [ContractFact]
    public async Task The_one_number_of_a_scheme_gives_way_to_the_next_unless_that_is_anothers()
    {
        await using var stores = await OpenAsync();
        await stores.Numbers.AddAsync(Number(1, "card", "1001"), 1);
        await stores.Numbers.AddAsync(Number(2, "card", "1012"), 1);
        Assert.Equal(NumberGiven.Taken, await stores.Numbers.AddAsync(Number(1, "card", "1012"), 1));
        Assert.Equal("1001", (await stores.Numbers.ReadMemberAsync(Samples.Member(1))).Single().Number);
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(Number(1, "card", "1023"), 1));
        Assert.Equal("1023", (await stores.Numbers.ReadMemberAsync(Samples.Member(1))).Single().Number);
        Assert.Null(await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")));
    }

    [ContractFact]
    public async Task A_member_has_ten_numbers_at_most()
    {
        await using var stores = await OpenAsync();
        var given = new List<NumberGiven>();
        for (var i = 0; i <= NumberScheme.MaxOfMember; i++)
            given.Add(await stores.Numbers.AddAsync(Number(1, $"s{i}", "1001"), 1));
        Assert.Equal([.. Enumerable.Repeat(NumberGiven.Given, NumberScheme.MaxOfMember), NumberGiven.TooMany], given);
    }

    [ContractFact]
    public async Task Of_many_who_want_a_number_at_once_one_has_it()
    {
        await using var stores = await OpenAsync();
        var given = await Task.WhenAll(Enumerable.Range(1, 50).Select(member => stores.Numbers.AddAsync(Number(member, "card", "1001"), 1)));
        Assert.Single(given, NumberGiven.Given);
        Assert.All(given.Where(one => one != NumberGiven.Given), one => Assert.Equal(NumberGiven.Taken, one));
    }

    [ContractFact]
    public async Task What_is_kept_for_an_enrolment_is_the_members_once_the_person_is_held()
    {
        await using var stores = await OpenAsync();
        var (one, two) = (Number(1, "card", "1001"), Number(1, "crm", "77"));
        Assert.Equal((NumberGiven.Given, 0), await stores.Numbers.ReserveAsync([one, two]));
        Assert.Null(await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")));
        Assert.Equal((NumberGiven.Awaited, 1), await stores.Numbers.ReserveAsync([Number(2, "x", "1"), Number(2, "crm", "77")]));
        Assert.Empty(await stores.Numbers.ReadMemberAsync(Samples.Member(2)));

        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()) with { Person = Samples.Person(Samples.Member(1)) });
        Assert.Equal([one, two], await stores.Numbers.ReadMemberAsync(Samples.Member(1)));
        Assert.Equal((NumberGiven.Taken, 1), await stores.Numbers.ReserveAsync([Number(2, "x", "1"), Number(2, "crm", "77")]));
        await stores.Numbers.ReleaseAsync([one, two]);
        Assert.Equal(2, (await stores.Numbers.ReadMemberAsync(Samples.Member(1))).Count);
    }

    [ContractFact]
    public async Task What_was_kept_for_an_enrolment_that_was_broken_off_is_free_again_after_a_while()
    {
        await using var stores = await OpenAsync();
        await stores.Numbers.ReserveAsync([Number(1, "card", "1001")]);
        Assert.Equal(NumberGiven.Awaited, await stores.Numbers.AddAsync(Number(2, "card", "1001"), 1));
        var later = Number(2, "card", "1001") with { At = Samples.At + INumberStore.ReservedFor + TimeSpan.FromSeconds(1) };
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(later, 1));
        Assert.Equal(Samples.Member(2), (await stores.Numbers.FindAsync(new SchemeNumber("card", "1001")))!.Member);
    }

    [ContractFact]
    public async Task Numbers_go_with_the_person_and_do_not_come_back()
    {
        await using var stores = await OpenAsync();
        await AppendedAsync(stores.Journal, Samples.Append(Samples.Member(1), 0, Samples.Enrolled()) with { Person = Samples.Person(Samples.Member(1)) });
        await stores.Numbers.AddAsync(Number(1, "card", "1001"), 1);
        await stores.Erasure.EraseAsync(Samples.Erased(Samples.Member(1), Samples.At));
        Assert.Empty(await stores.Numbers.ReadMemberAsync(Samples.Member(1)));
        Assert.True(await stores.Erasure.IsErasedAsync(Samples.Member(1)));
        Assert.Equal(NumberGiven.Erased, await stores.Numbers.AddAsync(Number(1, "card", "1001"), 1));
        Assert.Equal(NumberGiven.Given, await stores.Numbers.AddAsync(Number(2, "card", "1001"), 1));
    }

    private static MemberNumber Number(int member, string scheme, string number) =>
        new(Samples.Member(member), MemberNumber.NewId(), scheme, number, Samples.At);
}
