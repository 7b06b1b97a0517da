using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>What every host owes its callers, whatever runtime stands behind it.</summary>
public abstract class HostContract : IAsyncLifetime
{
    protected HostUnderTest Host { get; private set; } = null!;

    /// <summary>Starts a host on an empty ledger, its clock at 2026-01-10 noon in Zurich.</summary>
    protected abstract Task<HostUnderTest> StartAsync();

    public async Task InitializeAsync() => Host = await StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [ContractFact]
    public async Task Turns_of_one_member_never_overlap()
    {
        var account = await Host.EnrolAsync("MEMBER1");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))));

        Assert.Equal(0, Host.Journal.OverlapsOfOneMember);
        Assert.Equal(Enumerable.Range(2, 100).Select(v => (long)v), receipts.Select(r => r.Value!.Version).Order());
        Assert.Equal(100m, (await account.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }

    [ContractFact]
    public async Task Different_members_go_in_parallel()
    {
        var accounts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Host.EnrolAsync($"MEMBER{i}")));
        Host.Journal.Hold();

        var purchases = accounts.Select((account, i) => account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).ToList();

        await Eventually.IsTrue(() => Host.Journal.Waiting == 20, "twenty members are at the journal at once");
        Host.Journal.Release();
        Assert.All(await Task.WhenAll(purchases), r => Assert.NotNull(r.Value));
    }

    [ContractFact]
    public async Task Nothing_is_answered_or_published_before_it_is_durable()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        Host.Journal.Hold();

        var purchase = account.RecordPurchase(HostUnderTest.Francs("t1", 3000));
        await Eventually.IsTrue(() => Host.Journal.Waiting == 1, "the purchase is at the journal");

        Assert.False(purchase.IsCompleted);
        Assert.Single(Host.Hub.Changes);
        Assert.Empty(await Host.Journal.FindAsync([CommandKey.Of(new TransactionId("t1"))]));
        Host.Journal.Release();
        Assert.Equal("Gold", (await purchase).Value!.Status.Tier.Name);
    }

    [ContractFact]
    public async Task Reply_push_and_journal_row_carry_the_same_version()
    {
        var account = await Host.EnrolAsync("MEMBER1");

        var receipt = (await account.RecordPurchase(HostUnderTest.Francs("t1", 2600))).Value!;

        var pushed = Host.Hub.Of(MemberId.Of("MEMBER1"))[^1];
        var row = Assert.Single(await Host.Journal.FindAsync([CommandKey.Of(new TransactionId("t1"))]));
        Assert.Equal((2, 2, 2), (receipt.Version, pushed.Version, row.Version));
        Assert.Equal(ChangeKind.TierUpgraded, pushed.Kind);
        Assert.Equal(Json(receipt.Status), Json(pushed.Status));
        Assert.Equal(Json(receipt.TierChange), Json(pushed.TierChange));
    }

    [ContractFact]
    public async Task Same_command_twice_has_one_effect_and_one_answer()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        var first = await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));
        await account.RecordPurchase(HostUnderTest.Francs("t2", 5000));
        await Host.MoveToAsync("2026-03-01");

        var again = await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));

        Assert.True(again.IsRepeat);
        Assert.False(first.IsRepeat);
        Assert.Equal(Json(first.Value), Json(again.Value));
        Assert.Equal(7600m, (await account.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }

    [ContractFact]
    public async Task Same_command_at_once_from_many_callers_has_one_effect()
    {
        var account = await Host.EnrolAsync("MEMBER1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => account.RecordPurchase(HostUnderTest.Francs("t1", 10))));

        Assert.Equal(1, answers.Count(a => !a.IsRepeat));
        Assert.Single(answers.Select(a => Json(a.Value)).Distinct());
    }

    [ContractFact]
    public async Task An_id_used_for_something_else_is_refused_and_changes_nothing()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        var other = await Host.EnrolAsync("MEMBER2");
        await account.RecordPurchase(HostUnderTest.Francs("t1", 10));

        Assert.Equal("transaction-id-reused", (await account.RecordPurchase(HostUnderTest.Francs("t1", 11))).Refusal?.Code);
        Assert.Equal("transaction-id-reused", (await other.RecordPurchase(HostUnderTest.Francs("t1", 10))).Refusal?.Code);
        Assert.Equal(2, (await account.GetStatus(new StatusQuery())).Value!.Version);
        Assert.Equal(1, (await other.GetStatus(new StatusQuery())).Value!.Version);
    }

    [ContractFact]
    public async Task State_is_rebuilt_after_passivation_and_after_a_restart()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));
        await account.RecordPurchase(HostUnderTest.Francs("t2", 100, PurchaseType.Partner));
        await account.ReversePurchase(new ReversalRequest(new ReversalId("r1"), new TransactionId("t1"), 200m, "refund"));
        var live = Json((await account.GetMember()).Value);

        await Host.PassivateAllAsync();
        Assert.Equal(live, Json((await account.GetMember()).Value));

        await Host.RestartAsync();
        Assert.Equal(live, Json((await Host.Account("MEMBER1").GetMember()).Value));
    }

    [ContractFact]
    public async Task A_lost_answer_is_found_again_under_the_same_id()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        Host.Journal.LoseNextAnswer();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => account.RecordPurchase(HostUnderTest.Francs("t1", 2600)));
        var again = await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));

        Assert.True(again.IsRepeat);
        Assert.Equal(2, again.Value!.Version);
        Assert.Equal(2600m, (await account.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }

    [ContractFact]
    public async Task A_command_that_is_turned_away_has_no_effect_and_the_next_one_works()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        Host.Journal.RefuseNext();

        await Assert.ThrowsAsync<EngineBusyException>(() => account.RecordPurchase(HostUnderTest.Francs("t1", 10)));

        Assert.Equal(1, (await account.GetStatus(new StatusQuery())).Value!.Version);
        Assert.Equal(2, (await account.RecordPurchase(HostUnderTest.Francs("t1", 10))).Value!.Version);
    }

    [ContractFact]
    public async Task Another_writer_of_the_same_account_is_noticed_and_the_command_decided_anew()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        var elsewhere = await AccountHistory.LedgerAsync(Host.Journal, MemberId.Of("MEMBER1"));
        Assert.Empty(elsewhere.Entries);
        var behind = new LoyaltyAccount(MemberId.Of("MEMBER1"));
        await foreach (var recorded in AccountHistory.ReadAsync(Host.Journal, MemberId.Of("MEMBER1")))
            behind.Apply(recorded.Event, recorded.At);
        var decision = AccountDecisions.Record(behind, HostUnderTest.Francs("else", 2000), new DateOnly(2026, 1, 10), Host.Programme, ExchangeRates.None);
        await Host.Journal.AppendAsync(new JournalAppend(behind.MemberId, behind.Version, decision.Value.Events, Host.Time.GetUtcNow()));

        var receipt = (await account.RecordPurchase(HostUnderTest.Francs("here", 600))).Value!;

        Assert.Equal(3, receipt.Version);
        Assert.Equal(2600m, receipt.Status.Spend.CurrentPeriod);
        Assert.Equal("Gold", receipt.Status.Tier.Name);
    }

    [ContractFact]
    public async Task An_expiry_visit_is_harmless_when_repeated()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));
        await Host.MoveToAsync("2027-01-11");
        var once = Json((await account.GetHistory(new PageRequest(100, null))).Value);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => account.Visit()));
        await Host.Sweep.SweepAsync();

        Assert.Equal(once, Json((await account.GetHistory(new PageRequest(100, null))).Value));
        Assert.Contains("tierAtRisk", once, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Expiry_happens_and_is_published_with_nobody_asking()
    {
        await (await Host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("t1", 2600));
        await Host.PassivateAllAsync();

        await Host.MoveToAsync("2027-02-11");

        var kinds = Host.Hub.Of(MemberId.Of("MEMBER1")).Select(c => (c.Kind, c.Status.AsOf, c.Version)).ToList();
        Assert.Equal(
            [
                (ChangeKind.Enrolled, new DateOnly(2026, 1, 10), 1),
                (ChangeKind.TierUpgraded, new DateOnly(2026, 1, 10), 2),
                (ChangeKind.TierAtRisk, new DateOnly(2027, 1, 11), 3),
                (ChangeKind.TierDropped, new DateOnly(2027, 2, 10), 4),
                (ChangeKind.TierAtRisk, new DateOnly(2027, 2, 10), 5),
            ],
            kinds);
    }

    [ContractFact]
    public async Task A_drain_ends_what_was_accepted_and_takes_nothing_new()
    {
        var account = await Host.EnrolAsync("MEMBER1");
        Host.Journal.Hold();
        var accepted = account.RecordPurchase(HostUnderTest.Francs("t1", 10));
        await Eventually.IsTrue(() => Host.Journal.Waiting == 1, "the purchase is at the journal");

        var drain = Host.DrainAsync();
        await Assert.ThrowsAnyAsync<EngineBusyException>(() => account.RecordPurchase(HostUnderTest.Francs("t2", 10)));
        Assert.False(drain.IsCompleted);
        Host.Journal.Release();

        await drain;
        Assert.Equal(2, (await accepted).Value!.Version);
        Assert.Single(await Host.Journal.FindAsync([CommandKey.Of(new TransactionId("t1")), CommandKey.Of(new TransactionId("t2"))]));
    }

    protected static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonOptions);

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
