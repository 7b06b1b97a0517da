using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly DateTimeOffset LinkMade = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [ContractFact]
    public async Task A_link_is_bound_to_the_first_device_alone_and_to_it_again()
    {
        await using var stores = await OpenAsync();
        await stores.Cards.AddLinkAsync(Link("one", 1), LinkMade);
        var (bound, first) = await stores.Cards.BindAsync("one", Device("phone-1"));
        Assert.Equal(("phone-1", Samples.Member(1), "Phone"), (bound!.DeviceId, first!.Member, first.Name));

        var (other, second) = await stores.Cards.BindAsync("one", Device("phone-2"));
        Assert.Equal("phone-1", other!.DeviceId);
        Assert.Null(second);
        Assert.Equal(first, (await stores.Cards.BindAsync("one", Device("phone-1"))).Device);
        Assert.Null((await stores.Cards.BindAsync("none", Device("phone-3"))).Link);
    }

    [ContractFact]
    public async Task A_link_that_is_over_binds_nobody_and_a_new_one_ends_the_one_before()
    {
        await using var stores = await OpenAsync();
        await stores.Cards.AddLinkAsync(Link("one", 1), LinkMade);
        var (over, late) = await stores.Cards.BindAsync("one", Device("phone-1") with { At = LinkMade.AddMinutes(10) });
        Assert.Null(over!.DeviceId);
        Assert.Null(late);
        await stores.Cards.AddLinkAsync(Link("two", 1), LinkMade);
        Assert.Null((await stores.Cards.BindAsync("one", Device("phone-1"))).Link);
        Assert.NotNull((await stores.Cards.BindAsync("two", Device("phone-1"))).Device);
    }

    [ContractFact]
    public async Task A_device_is_revoked_for_good_and_the_eleventh_takes_the_place_of_the_first()
    {
        await using var stores = await OpenAsync();
        for (var number = 0; number <= ICardStore.MaxDevices; number++)
        {
            await stores.Cards.AddLinkAsync(Link($"link-{number}", 1), LinkMade);
            await stores.Cards.BindAsync($"link-{number}", Device($"phone-{number}") with { At = LinkMade.AddSeconds(number) });
        }

        var revision = await stores.Cards.RevisionAsync();
        await stores.Cards.RevokeAsync(Samples.Member(2), "phone-5", LinkMade);
        await stores.Cards.RevokeAsync(Samples.Member(1), "phone-7", LinkMade.AddMinutes(1));
        await stores.Cards.UsedAsync("phone-8", LinkMade.AddDays(2));
        Assert.NotEqual(revision, await stores.Cards.RevisionAsync());
        var devices = await stores.Cards.ReadDevicesAsync(Samples.Member(1));
        Assert.Equal(["phone-0", "phone-7"], devices.Where(device => device.RevokedAt is not null).Select(device => device.Id));
        Assert.Equal(LinkMade.AddDays(2), (await stores.Cards.FindDeviceAsync("phone-8"))!.UsedAt);
        // Bound to it still, and no way back in.
        Assert.NotNull((await stores.Cards.BindAsync("link-7", Device("phone-7"))).Device!.RevokedAt);
    }

    [ContractFact]
    public async Task Of_who_is_erased_no_link_and_no_device_is_left()
    {
        await using var stores = await OpenAsync();
        var person = Samples.Person(Samples.Member(1));
        await AppendedAsync(stores.Journal, Samples.Append(person.Member, 0, Samples.Enrolled()) with { Person = person });
        await stores.Cards.AddLinkAsync(Link("one", 1), LinkMade);
        await stores.Cards.BindAsync("one", Device("phone-1"));
        await stores.Cards.AddLinkAsync(Link("two", 1), LinkMade);
        await stores.Erasure.EraseAsync(Samples.Erased(person.Member, Samples.At));
        Assert.True(await stores.Erasure.IsErasedAsync(person.Member));
        Assert.Empty(await stores.Cards.ReadDevicesAsync(person.Member));
        Assert.Null((await stores.Cards.BindAsync("two", Device("phone-2"))).Link);
    }

    [ContractFact]
    public async Task A_pairing_is_confirmed_under_one_name_and_handed_over_once()
    {
        await using var stores = await OpenAsync();
        var made = new Pairing("id-1", "ABC234", "hash", "display", "ZRH", "A1", LinkMade, LinkMade.AddMinutes(15));
        Assert.Equal(made, await stores.Pairings.AddAsync(made));
        Assert.Null(await stores.Pairings.AddAsync(made with { Id = "id-2" }));
        Assert.Null((await stores.Pairings.ClaimAsync("id-1", "early", LinkMade))!.Claim);
        Assert.Equal("gate-a1", (await stores.Pairings.ConfirmAsync("ABC234", "gate-a1", LinkMade))!.Name);
        Assert.Equal("gate-a1", (await stores.Pairings.ConfirmAsync("ABC234", "other", LinkMade))!.Name);
        Assert.Equal("first", (await stores.Pairings.ClaimAsync("id-1", "first", LinkMade))!.Claim);
        Assert.Equal("first", (await stores.Pairings.ClaimAsync("id-1", "second", LinkMade))!.Claim);
        Assert.Null(await stores.Pairings.ConfirmAsync("NONE22", "x", LinkMade));
        // What is over goes with the next that asks.
        await stores.Pairings.AddAsync(made with { Id = "id-3", Code = "XYZ234", AskedAt = LinkMade.AddMinutes(16), ExpiresAt = LinkMade.AddMinutes(31) });
        Assert.Null(await stores.Pairings.FindAsync("id-1"));
    }

    private static CardLink Link(string hash, long member) => new(hash, Samples.Member(member), LinkMade, LinkMade.AddMinutes(10));

    private static NewCardDevice Device(string id) => new(id, $"hash of {id}", "Phone", LinkMade.AddMinutes(1));
}
