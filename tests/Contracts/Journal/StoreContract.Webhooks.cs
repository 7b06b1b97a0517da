using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly DateTimeOffset HookMade = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [ContractFact]
    public async Task A_subscription_is_kept_as_it_was_made()
    {
        await using var stores = await OpenAsync();
        var made = Hook("w-1") with
        {
            Kinds = ["tierUpgraded", "profileChanged"],
            Tiers = ["gold"],
            Secrets = [new WebhookSecret("CfDJ8_new", null), new WebhookSecret("CfDJ8_old", HookMade.AddHours(24))],
            Begins = new Dictionary<EventStream, long> { [EventStream.Ledger] = 41, [EventStream.Persons] = 7 },
        };
        Same(made, await stores.Webhooks.AddAsync(made));
        Same(made, await stores.Webhooks.FindAsync("w-1"));
        Same(made, Assert.Single(await stores.Webhooks.LoadAsync()));
        Assert.Null(await stores.Webhooks.FindAsync("w-2"));
    }

    [ContractFact]
    public async Task An_id_that_is_taken_keeps_its_first_subscription()
    {
        await using var stores = await OpenAsync();
        await stores.Webhooks.AddAsync(Hook("w-1"));
        Assert.Equal("https://crm.example/w-1", (await stores.Webhooks.AddAsync(Hook("w-1") with { Url = "https://other.example/", Token = "other" }))!.Url);
    }

    [ContractFact]
    public async Task There_are_no_more_subscriptions_than_may_be()
    {
        await using var stores = await OpenAsync();
        for (var number = 0; number < IWebhookStore.MaxSubscriptions; number++)
            Assert.NotNull(await stores.Webhooks.AddAsync(Hook($"w-{number}")));
        Assert.Null(await stores.Webhooks.AddAsync(Hook("one-more")));
        Assert.NotNull(await stores.Webhooks.AddAsync(Hook("w-5")));
        await stores.Webhooks.DeleteAsync("w-5");
        Assert.NotNull(await stores.Webhooks.AddAsync(Hook("one-more")));
    }

    [ContractFact]
    public async Task What_changes_of_a_subscription_and_what_its_receiver_does_are_kept_apart()
    {
        await using var stores = await OpenAsync();
        var made = (await stores.Webhooks.AddAsync(Hook("w-1")))!;
        var health = new WebhookHealth
        {
            FailingSince = HookMade.AddMinutes(1),
            LastSuccess = HookMade.AddMinutes(2),
            LastError = new WebhookFailure(HookMade.AddMinutes(3), 410, null),
            Hour = [new WebhookMinute(HookMade, 7, 0), new WebhookMinute(HookMade.AddMinutes(1), 0, 3)],
        };
        await stores.Webhooks.NoteAsync("w-1", health);
        await stores.Webhooks.SwitchAsync("w-1", "gone");
        await stores.Webhooks.ChangeAsync(made with { Url = "https://new.example/", Kinds = ["spendRecorded"], Health = new WebhookHealth { Disabled = "never" } });
        var kept = (await stores.Webhooks.FindAsync("w-1"))!;
        Assert.Equal(("https://new.example/", "spendRecorded"), (kept.Url, Assert.Single(kept.Kinds)));
        Assert.Equal(health.Hour, kept.Health.Hour);
        Assert.Equal(health with { Hour = kept.Health.Hour, Disabled = "gone" }, kept.Health);
        // Noted late by a process that has not heard of it yet.
        await stores.Webhooks.NoteAsync("w-1", health);
        Assert.Equal("gone", (await stores.Webhooks.FindAsync("w-1"))!.Health.Disabled);
        await stores.Webhooks.SwitchAsync("w-1", null);
        kept = (await stores.Webhooks.FindAsync("w-1"))!;
        Assert.Equal((null, null, health.LastError), (kept.Health.Disabled, kept.Health.FailingSince, kept.Health.LastError));
        // One that has ended does not come back by what is noted late.
        await stores.Webhooks.DeleteAsync("w-1");
        await stores.Webhooks.NoteAsync("w-1", health);
        await stores.Webhooks.ChangeAsync(made);
        Assert.Null(await stores.Webhooks.FindAsync("w-1"));
    }

    [ContractFact]
    public async Task Dead_deliveries_are_listed_in_order_revived_and_forgotten()
    {
        await using var stores = await OpenAsync();
        var hooks = stores.Webhooks;
        await hooks.KeepDeadAsync("w-1", Dead(EventStream.Ledger, 9));
        await hooks.KeepDeadAsync("w-1", Dead(EventStream.Persons, 3) with { Version = null, LastStatus = null, LastError = "timeout" });
        await hooks.KeepDeadAsync("w-1", Dead(EventStream.Ledger, 3));
        await hooks.KeepDeadAsync("w-2", Dead(EventStream.Ledger, 4) with { At = HookMade.AddDays(1) });
        var all = await hooks.DeadAsync("w-1", null, 10);
        Assert.Equal([(EventStream.Ledger, 3L), (EventStream.Persons, 3L), (EventStream.Ledger, 9L)], all.Select(dead => (dead.Stream, dead.Sequence)));
        Assert.Equal(Dead(EventStream.Persons, 3) with { Version = null, LastStatus = null, LastError = "timeout" }, all[1]);
        Assert.Equal([all[1]], await hooks.DeadAsync("w-1", all[0], 1));
        Assert.Equal([all[2]], await hooks.DeadAsync("w-1", all[1], 10));
        Assert.Equal(all[2], await hooks.FindDeadAsync("w-1", EventStream.Ledger, 9));
        Assert.Null(await hooks.FindDeadAsync("w-1", EventStream.Airport, 9));
        Assert.Equal([("w-1", 3L), ("w-2", 1L)], (await hooks.CountDeadAsync()).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        // Dead once more: the later attempt counts.
        await hooks.KeepDeadAsync("w-1", Dead(EventStream.Ledger, 9) with { Attempts = 11, LastStatus = 404 });
        Assert.Equal((11, 404), (await hooks.FindDeadAsync("w-1", EventStream.Ledger, 9)) is { } again ? (again.Attempts, again.LastStatus) : default);
        await hooks.ReviveAsync("w-1", EventStream.Ledger, 9);
        Assert.Null(await hooks.FindDeadAsync("w-1", EventStream.Ledger, 9));
        await hooks.ForgetDeadAsync(HookMade.AddHours(1));
        Assert.Equal(["w-2"], (await hooks.CountDeadAsync()).Keys);
        await hooks.DeleteAsync("w-2");
        Assert.Empty(await hooks.CountDeadAsync());
    }

    [ContractFact]
    public async Task Replays_are_kept_under_their_ids_until_they_are_through()
    {
        await using var stores = await OpenAsync();
        var hooks = stores.Webhooks;
        var replay = new WebhookReplay("w-1", "r-1", "token-1", 5, 90, HookMade, HookMade.AddDays(1), "ADA1815", HookMade.AddHours(1), "claim");
        Assert.Equal(replay, await hooks.AddReplayAsync(replay));
        Assert.Equal(replay, await hooks.AddReplayAsync(replay with { Token = "token-2", To = 91 }));
        var plain = new WebhookReplay("w-1", "r-2", "token-3", 1, 2, null, null, null, HookMade.AddHours(2), "claim");
        await hooks.AddReplayAsync(plain);
        Assert.Equal([replay, plain], await hooks.ReplaysAsync());
        await hooks.EndReplayAsync(replay);
        Assert.Equal([plain], await hooks.ReplaysAsync());
        Assert.True((await hooks.FindReplayAsync("w-1", "r-1"))!.IsDone);
        for (var number = 1; number < IWebhookStore.MaxReplays; number++)
            Assert.NotNull(await hooks.AddReplayAsync(plain with { Id = $"more-{number}", Token = $"more-{number}" }));
        Assert.Null(await hooks.AddReplayAsync(plain with { Id = "too-many", Token = "too-many" }));
        // What is through makes room.
        await hooks.EndReplayAsync(plain);
        Assert.NotNull(await hooks.AddReplayAsync(plain with { Id = "too-many", Token = "too-many" }));
    }

    private static WebhookSubscription Hook(string id) => new(
        id, $"https://crm.example/{id}", [], [], "CRM", [new WebhookSecret("CfDJ8_x", null)], new Dictionary<EventStream, long>(), HookMade, "claim", "token-" + id);

    private static DeadDelivery Dead(EventStream stream, long sequence) => new(stream, sequence, "ADA1815", sequence, 10, 500, null, HookMade);

    private static void Same(WebhookSubscription expected, WebhookSubscription? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Id, expected.Url, expected.Description, expected.CreatedAt, expected.Claim, expected.Token), (actual.Id, actual.Url, actual.Description, actual.CreatedAt, actual.Claim, actual.Token));
        Assert.Equal(expected.Kinds, actual.Kinds);
        Assert.Equal(expected.Tiers, actual.Tiers);
        Assert.Equal(expected.Secrets, actual.Secrets);
        Assert.Equal(expected.Begins, actual.Begins);
        Assert.Null(actual.Health.Disabled);
    }
}
