using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly DateOnly Listed = new(2026, 11, 21);

    [ContractFact]
    public async Task A_list_has_whom_it_is_of_in_its_order_page_by_page()
    {
        await using var stores = await OpenAsync();
        await stores.Standings.KeepAsync(
            [
                Stands(1) with { Enrolled = Listed, Spend = 900 },
                Stands(2) with { Enrolled = Listed.AddDays(-6), Tier = "gold", Spend = 700, Missing = null },
                Stands(3) with { Enrolled = Listed.AddDays(-7), Spend = 800, Missing = 5 },
            ],
            []);

        Assert.Equal(2, await stores.Standings.CountAsync(MemberList.Enrolled, Listed.AddDays(-6)));
        Assert.Equal([1, 2], await ListedAsync(stores, new MemberListQuery(MemberList.Enrolled, Listed.AddDays(-6), null, MemberOrder.Date, true)));
        Assert.Equal([2, 3, 1], await ListedAsync(stores, new MemberListQuery(MemberList.All, Listed, null, MemberOrder.Spend, false)));
        Assert.Equal([3, 1, 2], await ListedAsync(stores, new MemberListQuery(MemberList.All, Listed, null, MemberOrder.Missing, false)));
        Assert.Equal([2], await ListedAsync(stores, new MemberListQuery(MemberList.All, Listed, "gold", MemberOrder.Date, false)));
    }

    [ContractFact]
    public async Task A_later_look_replaces_an_earlier_one_and_moves_keep_their_last_day()
    {
        await using var stores = await OpenAsync();
        var member = Samples.Member(1);
        await stores.Standings.KeepAsync([Stands(1) with { Version = 3, Review = Listed, NearUntil = Listed }], [new TierMove(member, Listed, true)]);
        await stores.Standings.KeepAsync([Stands(1) with { Version = 2, Review = null }], [new TierMove(member, Listed.AddDays(-1), true), new TierMove(member, Listed.AddDays(-2), false)]);

        Assert.Equal(3, (await stores.Standings.VersionsAsync([member, Samples.Member(2)]))[member]);
        Assert.Equal(1, await stores.Standings.CountAsync(MemberList.AtRisk, Listed));
        Assert.Equal(1, await stores.Standings.CountAsync(MemberList.NearNextTier, Listed));
        Assert.Equal(0, await stores.Standings.CountAsync(MemberList.NearNextTier, Listed.AddDays(1)));
        Assert.Equal(1, await stores.Standings.CountAsync(MemberList.Risen, Listed));
        Assert.Equal(0, await stores.Standings.CountAsync(MemberList.Dropped, Listed.AddDays(-1)));
        Assert.Equal(1, await stores.Standings.CountAsync(MemberList.Dropped, Listed.AddDays(-2)));
    }

    [ContractFact]
    public async Task Who_is_erased_is_on_no_list_also_when_they_were_looked_at_before()
    {
        await using var stores = await OpenAsync();
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled()) with { Person = person });
        await stores.Standings.KeepAsync([Stands(1)], []);
        await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At));
        Assert.Equal(0, await stores.Standings.CountAsync(MemberList.All, Listed));

        await stores.Standings.KeepAsync([Stands(1)], []);
        Assert.Equal(0, await stores.Standings.CountAsync(MemberList.All, Listed));
    }

    private static Standing Stands(long number) => new(Samples.Member(number), 1, "member", Listed, null, 0, 1_000, null);

    private static async Task<IEnumerable<int>> ListedAsync(OpenStores stores, MemberListQuery query)
    {
        var found = new List<int>();
        ListedMember? after = null;
        while (await stores.Standings.ReadAsync(query, after, 1) is { Count: > 0 } page)
        {
            after = page[^1];
            found.Add(Enumerable.Range(1, 3).Single(number => Samples.Member(number) == page[^1].Member));
        }

        return found;
    }
}
