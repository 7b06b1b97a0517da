using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Journal.Tests;

/// <content>What each store is asked, so that all it says is heard.</content>
public sealed partial class TransactSqlTextTests
{
    private static readonly Dictionary<string, Func<RecordingTables, Task>> Calls = new(StringComparer.Ordinal)
    {
        [nameof(SqlFacts)] = async tables =>
        {
            await new SqlFacts(tables).ReadAsync("a");
            await new SqlFacts(tables).WriteAsync("a", "b");
        },
        [nameof(SqlPartners)] = async tables =>
        {
            var partners = new SqlPartners(tables, new CommitSignal());
            var day = Samples.Day;
            var purchase = new PartnerPurchase { TransactionId = new TransactionId("t"), Date = day, Amount = 1, Converted = 1, Version = 1 };
            var order = new PartnerOrder
            {
                OrderId = "o", Partner = "miles", Terms = 1, Kind = PartnerOrderKind.Earn, Member = Samples.Member(1), State = PartnerOrderState.Planned, Points = 1, Purchase = purchase,
                CreatedAt = Samples.At, UpdatedAt = Samples.At,
            };
            var told = new StreamEntry(Samples.Member(1), day, Samples.At, null, OrderChanged.Of(order));
            await partners.LoadAsync();
            await partners.FindAsync("miles", 1);
            await partners.KeepAsync(new PartnerRecord("miles", 1, new PartnerFile { Scheme = "miles", Connector = "http" }, Samples.At));
            await partners.AddAsync(order, "earn", told);
            var held = new HeldOrder(order, 1);
            await partners.ChangeAsync(held, order with { State = PartnerOrderState.Sent, DoneOn = day, Lost = 1, LostOn = day }, new OrderClaim(Samples.At, Samples.At), told);
            await partners.ChangeAsync(held, order, null, null);
            await partners.DueAsync(Samples.At, Samples.At, 10);
            await partners.ReleaseAllAsync();
            await partners.ListAsync(new OrderQuery(PartnerOrderState.Due, Samples.Member(1), "miles"), held, 10);
            await partners.OfTransactionsAsync([new TransactionId("t"), new TransactionId("u")]);
            await partners.CountAsync();
            await partners.SumAsync(day, day);
            await partners.MovementsAsync(day, day, null, 10);
            await partners.AddPreviewAsync(new PartnerPreview("p", "miles", 1, PartnerDirection.Burn, 1, 1, "EUR", Samples.At));
            await partners.FindPreviewAsync("p");
            await Assert.ThrowsAsync<JournalUnavailableException>(() => partners.AddEventAsync(new PartnerEvent(new PurchaseEvent(new EventId("e"), new TransactionId("t"), PurchaseEventKind.Paid, day), Samples.Member(1), Samples.At)));
            await partners.EventsAsync(new TransactionId("t"));
            await partners.ForgetAsync(Samples.At, Samples.At);
        },
        [nameof(SqlRates)] = async tables =>
        {
            await new SqlRates(tables).LoadAsync();
            await new SqlRates(tables).SaveAsync(Samples.Day, new Dictionary<string, decimal> { ["EUR"] = 0.93m });
        },
        [nameof(SqlSnapshots)] = async tables =>
        {
            await new SqlSnapshots(tables).LoadAsync(Samples.Member(1));
            await new SqlSnapshots(tables).SaveAsync(Snapshot);
        },
        [nameof(SqlPersons)] = async tables =>
        {
            await new SqlPersons(tables, new UnreadableRows(NullLogger.Instance)).FindAsync(Samples.Member(1));
            await new SqlPersons(tables, new UnreadableRows(NullLogger.Instance)).SaveAsync(Samples.Person(Samples.Member(1)));
            await new SqlPersons(tables, new UnreadableRows(NullLogger.Instance)).SaveConsentAsync(Samples.Member(1), new Consent(true, Samples.At));
            await new SqlPersons(tables, new UnreadableRows(NullLogger.Instance)).ReadHeldMembersAsync(null, 10);
        },
        [nameof(SqlPersonChanges)] = async tables =>
        {
            var changes = new SqlPersonChanges(tables, new UnreadableRows(NullLogger.Instance), new CommitSignal());
            var person = Samples.Person(Samples.Member(1)) with { ProfileVersion = 2 };
            var told = new StreamEntry(person.Member, Samples.Day, Samples.At, null, new ProfileChanged(["email"], 2, "crm"));
            await changes.ChangeProfileAsync(new ProfileWrite(person, 1, told, null));
            await changes.ChangeProfileAsync(new ProfileWrite(person, 1, told, new ProfileAnswer("c", person.Member, "claim", "hash", 2, ["email"], Samples.At)));
            await changes.ChangeConsentAsync(new Consent(true, Samples.At), told);
            await changes.FindAsync("c");
            await changes.ReadChangedAsync(new ChangedMember(null, 0), 10);
        },
        [nameof(SqlStreams)] = async tables =>
        {
            var streams = new SqlStreams(tables, new UnreadableRows(NullLogger.Instance));
            await streams.ReadPageAsync(StreamNames.Persons, 0, 10);
            await streams.ReadMemberAsync(StreamNames.Persons, Samples.Member(1), 0, 10);
            tables.Answers.Enqueue(new List<long> { 1 });
            await streams.LastSequenceAsync(StreamNames.Persons);
        },
        [nameof(SqlFollowers)] = async tables =>
        {
            var followers = new SqlFollowers(tables, isOwn: false);
            var done = new Dictionary<string, StreamPosition>(StringComparer.Ordinal);
            await followers.SaveAsync("f", new Dictionary<string, long>(), [new MemberAside(Samples.Member(1), done, 1, Samples.At, "away")], [Samples.Member(2)]);
            await followers.LeaseAsync("f", "me", Samples.At, Samples.At);
            tables.Answers.Enqueue(new List<string> { "{}" });
            await followers.LoadAsync("f");
            await followers.ForgetAsync("f");
        },
        [nameof(SqlWebhooks)] = WebhooksAsync,
        [nameof(SqlFinance)] = FinanceAsync,
        [nameof(SqlNumbers)] = async tables =>
        {
            var numbers = new SqlNumbers(tables);
            var number = new MemberNumber(Samples.Member(1), "n1", "card", "1001", Samples.At);
            await numbers.LoadSchemesAsync();
            await numbers.SaveSchemeAsync(new NumberScheme("card", NumberKind.Card, "[0-9]{4}", NumberCheck.None, ["1001", "1002"], ["1", "2"], 1, ["LH"]));
            await numbers.FindAsync([new SchemeNumber("card", "1001"), new SchemeNumber("card", "1002")]);
            await numbers.ReadMembersAsync([Samples.Member(1), Samples.Member(2)]);
            await numbers.AddAsync(number, 1);
            await numbers.RemoveAsync(number.Member, number.NumberId);
            await numbers.ReserveAsync([number]);
        },
        [nameof(SqlBenefitUses)] = async tables =>
        {
            var uses = new SqlBenefitUses(tables);
            await uses.AddAsync(new BenefitUse("u", Samples.Member(1), "lounge", Samples.Day, "gold", null, 1, null, Samples.At, "claim"), new BenefitLimit("year", 4));
            await uses.SumAsync(Samples.Day, Samples.Day);
            await uses.ReadMemberAsync(Samples.Member(1), 10);
            await uses.ForgetBeforeAsync(Samples.Day);
            tables.Statements.Add(SqlBenefitUses.Leave(Samples.Member(1)));
        },
        [nameof(SqlStandings)] = async tables =>
        {
            var standings = new SqlStandings(tables);
            await standings.VersionsAsync([Samples.Member(1)]);
            await standings.KeepAsync(
                [new Standing(Samples.Member(1), 1, "gold", Samples.Day, null, 1, null, null)],
                [new TierMove(Samples.Member(1), Samples.Day, true), new TierMove(Samples.Member(1), Samples.Day, false)]);
            foreach (var list in Enum.GetValues<MemberList>())
            {
                tables.Answers.Enqueue(new List<long> { 1 });
                await standings.CountAsync(list, Samples.Day);
                foreach (var order in Enum.GetValues<MemberOrder>())
                    await standings.ReadAsync(new MemberListQuery(list, Samples.Day, "gold", order, order == MemberOrder.Spend), new ListedMember(Samples.Member(1), 7), 10);
            }

            tables.Statements.Add(SqlStandings.Leave(Samples.Member(1)));
        },
        [nameof(SqlCards)] = async tables =>
        {
            var cards = new SqlCards(tables);
            await cards.RevisionAsync();
            await cards.AddLinkAsync(new CardLink("hash", Samples.Member(1), Samples.At, Samples.At), Samples.At);
            await cards.BindAsync("hash", new NewCardDevice("device", "hash", "Phone", Samples.At));
            await cards.ReadDevicesAsync(Samples.Member(1));
            await cards.RevokeAsync(Samples.Member(1), "device", Samples.At);
            await cards.UsedAsync("device", Samples.At);
            tables.Statements.AddRange(SqlCards.Leave(Samples.Member(1)));
        },
        [nameof(SqlPairings)] = async tables =>
        {
            var pairings = new SqlPairings(tables);
            await pairings.AddAsync(new Pairing("id", "CODE", "hash", "till", null, null, Samples.At, Samples.At));
            await pairings.ConfirmAsync("CODE", "till-1", Samples.At);
            await pairings.ClaimAsync("id", "claim", Samples.At);
        },
        [nameof(SqlPush)] = async tables =>
        {
            var push = new SqlPush(tables);
            var browser = new PushSubscription("id", Samples.Member(1), "https://push.example/", "key", "secret", [PushKind.Disrupted], "de", null, Samples.At);
            var message = new PushMessage("id", Samples.Member(1), PushKind.Disrupted, "airport-1", null, null, null, null, Samples.At, Samples.At, Samples.At);
            await push.KeepAsync(browser, Samples.Day);
            await push.RemoveAsync(Samples.Member(1), "id");
            await push.AnyAsync();
            await push.SubscribedAsync([Samples.Member(1)]);
            await push.ToLookAtAsync(Samples.Day, 10);
            await push.LookOnAsync([Samples.Member(1)], Samples.Day);
            await push.LookOnAsync([Samples.Member(1)], null, Samples.Day);
            await push.AddAsync([message], Samples.At);
            await push.DueAsync(Samples.At, Samples.At, 10);
            await push.TakeAsync(message, Samples.At, Samples.At);
            await push.KeepAsync(message);
            await push.ReadMessagesAsync(Samples.Member(1), 10);
            tables.Statements.AddRange(SqlPush.Leave(Samples.Member(1)));
        },
        [nameof(SqlRewards)] = RewardsAsync,
        [nameof(SearchKeyBackfill)] = async tables =>
        {
            tables.Answers.Enqueue(new List<string> { "made by an earlier version" });
            tables.Answers.Enqueue(new List<(string Member, string Profile, SearchKeys Keys, bool IsReady)>
            {
                (Samples.Member(1).Value, PersonRow.Of(Samples.Person(Samples.Member(1))).Profile, new SearchKeys(null, null, null, null), false),
            });
            await new SearchKeyBackfill(tables).RunAsync(CancellationToken.None);
        },
        [nameof(SqlMemberSearch)] = async tables =>
        {
            foreach (var query in new[] { "ada@example.org", "+41 44 123 45 67", "Ada Lovelace", "lo" })
                tables.Statements.AddRange(SearchQuery.Of(query, 10).Select(probe => probe.Query).OfType<SqlStatement>());
            await Task.CompletedTask;
        },
        [nameof(SqlAirport)] = AirportAsync,
        [nameof(SqlErasure)] = async tables =>
        {
            for (var i = 0; i < 3; i++)
                tables.Answers.Enqueue(new List<long> { 1 });
            tables.Answers.Enqueue(new List<RecordedDisruption> { Disruption });
            await new SqlErasure(tables, new SqlAirport(tables, new CommitSignal()), new UnreadableRows(NullLogger.Instance), new CommitSignal()).EraseAsync(Samples.Erased(Samples.Member(1), Samples.At));
        },
        [nameof(SqlApiKeys)] = async tables =>
        {
            var keys = new SqlApiKeys(tables);
            await keys.RevisionAsync();
            await keys.LoadAsync();
            await keys.AddAsync(new ApiKey("k", "till", ["pos"], new byte[] { 1 }, Samples.At, null));
            await keys.RevokeAsync("k", Samples.At);
            await keys.UsedAsync(new Dictionary<string, DateTimeOffset> { ["k"] = Samples.At });
        },
        [nameof(SqlTrail)] = async tables =>
        {
            tables.Answers.Enqueue(new List<TrailEnd> { new(0, "") });
            using var trail = new SqlTrail(tables);
            await Assert.ThrowsAnyAsync<Exception>(() => trail.AddAsync(new TrailEntry(TrailSource.Engine("test"), "try"), Samples.At));
        },
        [nameof(TrailTables)] = async tables =>
        {
            var trail = new TrailTables(tables);
            await trail.ReadAsync(new TrailQuery(10, 5, Samples.Member(1), "try", "me"));
            await trail.ReadAsync(new TrailQuery(10));
            tables.Answers.Enqueue(new List<TrailEnd> { new(0, "") });
            await trail.RootAsync();
            tables.Statements.AddRange(TrailRow.Insert(TrailSeal.After(new TrailEnd(0, ""), new TrailEntry(TrailSource.Engine("test"), "try"), Samples.At)));
        },
    };

    private static readonly FlightDay Flight = new(FlightDesignator.Of("LX14"), Samples.Day);

    private static RecordedDisruption Disruption => new(new Disruption(new DisruptionId("d1"), Flight, "delay", "late"), [], Samples.At, "claim");

    private static AccountSnapshot Snapshot => new(
        Samples.Member(1), 5, Samples.Day, TierStanding.Lowest(Samples.Day), [(Samples.Day, 1)], 0, Samples.Day, Samples.Day, Samples.Day, Samples.At);

    private static async Task RewardsAsync(RecordingTables tables)
    {
        var rewards = new SqlRewards(tables, new CommitSignal());
        RewardRow Row(string owner) => new(new RecordedRewards(owner, 1, Samples.At, [new CodeWrong(Samples.At, Samples.Day, new HoldId("h"))], "claim"), null);
        var key = new RewardKey("l:a", "lot/a", "lot/a", 1, "fingerprint");
        var flow = new RewardFlow(Samples.Day, LotKind.Voucher, null, 1, 0, 0, 0, 0);
        var told = new StreamEntry(Samples.Member(1), Samples.Day, Samples.At, null, new HoldEnded("h", RewardHoldState.Voided, 1, 0, "CHF", null));
        await rewards.AppendAsync(new RewardAppend([Row("lot/a")], [key, key with { Id = "k:x" }], [flow], [told]));
        await rewards.AppendAsync(new RewardAppend([Row("lot/a"), Row(Samples.Member(1).Value)], [], [flow], [told], Moved: true));
        await rewards.AppendAsync(new RewardAppend([Row(Samples.Member(1).Value)], [], [], [], OfErased: true));
        await rewards.ReadAsync("lot/a", 0, 10);
        await rewards.FindAsync("l:a");
        await rewards.ListLotsAsync(null, 10);
        await rewards.ReadDueAsync(Samples.At, 10);
        await rewards.SumAsync(Samples.Day, Samples.Day);
    }

    private static async Task WebhooksAsync(RecordingTables tables)
    {
        var webhooks = new SqlWebhooks(tables);
        var subscription = new WebhookSubscription(
            "w", "https://crm.example.org/", ["tierUpgraded"], ["gold"], "CRM", [new WebhookSecret("wrapped", null)], new Dictionary<EventStream, long>(), Samples.At, "claim", "token");
        var dead = new DeadDelivery(EventStream.Ledger, 7, Samples.Member(1).Value, 3, 10, 500, null, Samples.At);
        var replay = new WebhookReplay("w", "r", "token", 1, 9, null, null, null, Samples.At, "claim");
        await webhooks.AddAsync(subscription);
        await webhooks.LoadAsync();
        await webhooks.ChangeAsync(subscription);
        await webhooks.NoteAsync("w", new WebhookHealth());
        await webhooks.SwitchAsync("w", null);
        await webhooks.SwitchAsync("w", "gone");
        await webhooks.DeadAsync("w", dead, 10);
        await webhooks.FindDeadAsync("w", EventStream.Ledger, 7);
        await webhooks.CountDeadAsync();
        await webhooks.KeepDeadAsync("w", dead);
        await webhooks.ReviveAsync("w", EventStream.Ledger, 7);
        await webhooks.ForgetDeadAsync(Samples.At);
        await webhooks.ReplaysAsync();
        await webhooks.AddReplayAsync(replay);
        await webhooks.EndReplayAsync(replay);
        await webhooks.DeleteAsync("w");
    }

    private static async Task FinanceAsync(RecordingTables tables)
    {
        var finance = new SqlFinance(tables);
        var closing = new FinanceClosing(CivilMonth.Of(Samples.Day), "c", new FinancePosition(7, 1), Samples.At, "{}", "", "hash");
        await finance.LastAsync();
        await finance.SumsAsync(0, 1, 9);
        await finance.FirstAfterAsync(Samples.At);
        await finance.KeepAsync(
            [new FinanceSum(0, 1, 1024, Samples.At, new BenefitDays())],
            [new MemberUnearned(Samples.Member(1), 7, new UnearnedRun(Samples.Day, Samples.Day, 1, 2, 1))],
            [new EndedDays(1, 7, new HeldTiers())]);
        await finance.UnearnedAsync(Samples.Member(1), 9);
        await finance.EndsAsync([Samples.Member(1)]);
        await finance.OpenEndsAsync(10);
        tables.Answers.Enqueue(new List<long?> { 3 });
        await finance.EndsAtAsync(Samples.At);
        tables.Answers.Enqueue(new List<long?> { 3 });
        await finance.EndsAtAsync(null);
        await finance.EndedAsync(1);
        tables.Answers.Enqueue(new List<FinancePosition?> { null });
        await finance.AnsweredAsync(Samples.At);
        await finance.NoteAsync(Samples.At, new FinancePosition(7, 1));
        await finance.ClosingsAsync();
        tables.Answers.Enqueue(new List<FinanceClosing> { closing });
        await finance.CloseAsync(closing);
        await finance.ForgetSumsAsync();
        tables.Statements.Add(SqlFinance.End(Samples.Member(1), Samples.At));
    }

    private static async Task AirportAsync(RecordingTables tables)
    {
        var airport = new SqlAirport(tables, new CommitSignal());
        var place = new DisplayPlace(AirportCode.Of("ZRH"), DisplayLocation.Of("A1"));
        var checkIn = new RecordedCheckIn(
            new CheckIn(new CheckInId("c1"), Samples.Member(1), Flight, place, null), "Silver", 1, new Greeting(GreetingKind.WelcomeBack),
            Samples.At, Samples.At.AddSeconds(30), "claim");
        var disruption = Disruption;
        Assert.Null(await airport.AddAsync(checkIn));
        await Assert.ThrowsAsync<JournalDamagedException>(() => airport.AddAsync(disruption));
        await airport.FindAsync(checkIn.CheckIn.Id);
        await airport.FindAsync(disruption.Disruption.Id);
        await airport.ReadFlightAsync(checkIn.CheckIn.Flight, 10);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => airport.CountAsync(checkIn.CheckIn.Flight));
        await airport.ReadPlaceAsync(checkIn.CheckIn.Place, checkIn.At, 10);
        await airport.ReadMemberAsync(Samples.Member(1), 10);
        await airport.ReadDisruptionsAsync(Samples.Member(1), 10);
        await airport.ReadDisruptionsAsync(10);
        await airport.ForgetBeforeAsync(Samples.Day);
    }
}
