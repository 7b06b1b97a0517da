using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_browser_is_kept_once_and_the_eleventh_takes_the_place_of_the_first()
    {
        await using var stores = await OpenAsync();
        for (var number = 0; number <= IPushStore.MaxSubscriptions; number++)
            await stores.Push.KeepAsync(Browser($"b-{number}", 1) with { AddedAt = LinkMade.AddSeconds(number) }, Samples.Day);
        Assert.Equal(Enumerable.Range(1, IPushStore.MaxSubscriptions).Select(number => $"b-{number}"), (await stores.Push.ReadAsync(Samples.Member(1))).Select(one => one.Id));

        var again = await stores.Push.KeepAsync(Browser("b-5", 1) with { Kinds = [PushKind.Disrupted], Language = "fr", AddedAt = LinkMade.AddDays(1) }, Samples.Day);
        Assert.Equal((LinkMade.AddSeconds(5), "fr", PushKind.Disrupted), (again!.AddedAt, again.Language, again.Kinds.Single()));
        Assert.True(await stores.Push.AnyAsync());
        Assert.Equal([Samples.Member(1)], await stores.Push.SubscribedAsync([Samples.Member(1), Samples.Member(2)]));
        foreach (var one in await stores.Push.ReadAsync(Samples.Member(1)))
            await stores.Push.RemoveAsync(Samples.Member(1), one.Id);
        Assert.False(await stores.Push.AnyAsync());
    }

    [ContractFact]
    public async Task A_message_is_kept_once_for_its_cause_taken_by_one_and_replaced_by_the_next_of_its_kind()
    {
        await using var stores = await OpenAsync();
        await stores.Push.KeepAsync(Browser("b-1", 1), Samples.Day);
        var first = Told("b-1", 1, "ledger-7");
        await stores.Push.AddAsync([first, first with { MadeAt = LinkMade.AddHours(1) }, Told("none", 1, "ledger-7")], LinkMade.AddDays(-1));
        Assert.Empty(await stores.Push.DueAsync(LinkMade.AddSeconds(-1), LinkMade, 10));
        var (due, to) = Assert.Single(await stores.Push.DueAsync(LinkMade, LinkMade, 10));
        Assert.Equal(first, due);
        Assert.Equal("https://push.example/b-1", to.Endpoint);
        Assert.True(await stores.Push.TakeAsync(due, LinkMade, LinkMade.AddSeconds(30)));
        Assert.False(await stores.Push.TakeAsync(due, LinkMade.AddSeconds(1), LinkMade.AddSeconds(31)));
        Assert.Empty(await stores.Push.DueAsync(LinkMade, LinkMade.AddSeconds(1), 10));
        // Whoever had it is gone.
        Assert.True(await stores.Push.TakeAsync(due, LinkMade.AddSeconds(30), LinkMade.AddSeconds(60)));

        await stores.Push.AddAsync([Told("b-1", 1, "ledger-9")], LinkMade.AddDays(-1));
        await stores.Push.KeepAsync(due with { Attempts = 1, NextAt = LinkMade.AddMinutes(5) });
        await stores.Push.AddAsync([first], LinkMade.AddDays(-1));
        Assert.Equal(
            [("ledger-7", PushState.Replaced), ("ledger-9", PushState.Waiting)],
            (await stores.Push.ReadMessagesAsync(Samples.Member(1), 10)).Select(one => (one.Cause, one.State)).Order());
        await stores.Push.KeepAsync(due.Ended(PushState.Sent, LinkMade.AddSeconds(5)));
        Assert.Contains(await stores.Push.ReadMessagesAsync(Samples.Member(1), 10), one => one is { State: PushState.Sent, NextAt: null } && one.EndedAt == LinkMade.AddSeconds(5));

        // What is old goes with the next that comes; with the browser goes all.
        await stores.Push.AddAsync([Told("b-1", 1, "ledger-11") with { Kind = PushKind.Disrupted, MadeAt = LinkMade.AddDays(2) }], LinkMade.AddDays(1));
        Assert.Equal("ledger-11", Assert.Single(await stores.Push.ReadMessagesAsync(Samples.Member(1), 10)).Cause);
        await stores.Push.RemoveAsync(Samples.Member(1), "b-1");
        Assert.Empty(await stores.Push.ReadMessagesAsync(Samples.Member(1), 10));
    }

    [ContractFact]
    public async Task Who_is_to_be_looked_at_is_told_by_day_and_a_day_that_was_set_anew_stays()
    {
        await using var stores = await OpenAsync();
        var (today, later) = (Samples.Day, Samples.Day.AddDays(1));
        await stores.Push.KeepAsync(Browser("b-1", 1), later);
        await stores.Push.KeepAsync(Browser("b-2", 2), today);
        Assert.Equal([Samples.Member(2)], await stores.Push.ToLookAtAsync(today, 10));
        await stores.Push.LookOnAsync([Samples.Member(2)], later);
        await stores.Push.LookOnAsync([Samples.Member(2)], today);
        await stores.Push.LookOnAsync([Samples.Member(2)], null, instead: later);
        Assert.Equal([Samples.Member(2)], await stores.Push.ToLookAtAsync(today, 10));
        await stores.Push.LookOnAsync([Samples.Member(1), Samples.Member(2)], null);
        Assert.Empty(await stores.Push.ToLookAtAsync(later.AddYears(1), 10));
    }

    [ContractFact]
    public async Task Of_who_is_erased_no_browser_and_no_message_is_left_and_none_comes()
    {
        await using var stores = await OpenAsync();
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled()) with { Person = person });
        await stores.Push.KeepAsync(Browser("b-1", 1), Samples.Day);
        await stores.Push.AddAsync([Told("b-1", 1, "ledger-7")], LinkMade.AddDays(-1));
        await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At));
        Assert.True(await stores.Erasure.IsErasedAsync(person.Member));
        Assert.Null(await stores.Push.KeepAsync(Browser("b-2", 1), Samples.Day));
        await stores.Push.AddAsync([Told("b-1", 1, "ledger-8")], LinkMade.AddDays(-1));
        Assert.Empty(await stores.Push.ReadAsync(person.Member));
        Assert.Empty(await stores.Push.ReadMessagesAsync(person.Member, 10));
    }

    private static PushSubscription Browser(string id, long member) => new(
        id, Samples.Member(member), $"https://push.example/{id}", "key", "secret", [PushKind.TierReached, PushKind.RiskIn7Days], "de", "Phone", LinkMade);

    private static PushMessage Told(string subscription, long member, string cause) => new(
        subscription, Samples.Member(member), PushKind.TierReached, cause, 7, "Gold", Samples.Day, "LX14", LinkMade, LinkMade, LinkMade.AddDays(1));
}
