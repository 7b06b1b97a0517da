using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly DateTimeOffset KeyMade = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [ContractFact]
    public async Task Keys_are_kept_in_the_order_they_were_made()
    {
        await using var stores = await OpenAsync();
        Assert.Null(await stores.ApiKeys.RevisionAsync());
        var (first, second) = (Key("b0", KeyMade), Key("a0", KeyMade.AddSeconds(1)) with { ExpiresAt = KeyMade.AddDays(1), Scopes = ["display:ZRH", "pos"] });
        await stores.ApiKeys.AddAsync(second);
        await stores.ApiKeys.AddAsync(first);

        var kept = await stores.ApiKeys.LoadAsync();
        Assert.Equal(["b0", "a0"], kept.Select(key => key.Id));
        Assert.Equal(second.Scopes, kept[1].Scopes);
        Assert.Equal(second.Hash.ToArray(), kept[1].Hash.ToArray());
        Assert.Equal(second with { Scopes = kept[1].Scopes, Hash = kept[1].Hash }, kept[1]);
    }

    [ContractFact]
    public async Task A_key_whose_id_is_taken_changes_nothing()
    {
        await using var stores = await OpenAsync();
        await stores.ApiKeys.AddAsync(Key("a0", KeyMade));
        await stores.ApiKeys.AddAsync(Key("a0", KeyMade) with { Name = "intruder" });
        Assert.Equal("till-7", Assert.Single(await stores.ApiKeys.LoadAsync()).Name);
    }

    [ContractFact]
    public async Task A_key_is_revoked_once_and_everybody_can_see_that_something_changed()
    {
        await using var stores = await OpenAsync();
        await stores.ApiKeys.AddAsync(Key("a0", KeyMade));
        var before = await stores.ApiKeys.RevisionAsync();
        await stores.ApiKeys.RevokeAsync("a0", KeyMade.AddHours(1));
        Assert.NotEqual(before, await stores.ApiKeys.RevisionAsync());
        await stores.ApiKeys.RevokeAsync("a0", KeyMade.AddHours(2));
        await stores.ApiKeys.RevokeAsync("ff", KeyMade);
        Assert.Equal(KeyMade.AddHours(1), Assert.Single(await stores.ApiKeys.LoadAsync()).RevokedAt);
    }

    [ContractFact]
    public async Task The_last_use_only_moves_forward_and_is_no_change()
    {
        await using var stores = await OpenAsync();
        await stores.ApiKeys.AddAsync(Key("a0", KeyMade));
        var before = await stores.ApiKeys.RevisionAsync();
        await stores.ApiKeys.UsedAsync(new Dictionary<string, DateTimeOffset> { ["a0"] = KeyMade.AddHours(2), ["ff"] = KeyMade });
        await stores.ApiKeys.UsedAsync(new Dictionary<string, DateTimeOffset> { ["a0"] = KeyMade.AddHours(1) });
        Assert.Equal(KeyMade.AddHours(2), Assert.Single(await stores.ApiKeys.LoadAsync()).LastUsedAt);
        Assert.Equal(before, await stores.ApiKeys.RevisionAsync());
    }

    private static ApiKey Key(string id, DateTimeOffset made) => new(id, "till-7", ["pos"], new byte[] { 1, 2, 3 }, made, ExpiresAt: null);
}
