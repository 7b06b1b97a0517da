using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Partners over HTTP, against a real engine and a partner that is a server of its own (F-4).</summary>
public abstract partial class PartnersContract
{
    protected const string Start = "2026-11-21T10:00:00Z", Number = "992000000000125", Pin = "48213", Token = "sandbox-token-of-miles-and-more";

    protected const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Settings of the journal.</summary>
    protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task The_example_of_a_return_period()
    {
        await using var engine = await StartAsync();
        await engine.BuyAsync(Member, "t-1", 250);
        await OrderAsync(engine, "planned");
        // Nothing waits at the account: the order has a clock of its own.
        var receipt = await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-1", @event = "shipped", date = "2026-11-24" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("date-in-future", receipt.GetProperty("code").GetString());
        await ClockAsync(engine, "2026-11-24T10:00:00Z");
        await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-1", @event = "shipped", date = "2026-11-24" }, HttpStatusCode.Created);
        await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-1", @event = "shipped", date = "2026-11-24" }, HttpStatusCode.OK);
        await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-2", @event = "shipped", date = "2026-11-23" }, HttpStatusCode.OK);
        await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-1", @event = "shipped", date = "2026-11-23" }, HttpStatusCode.Conflict);
        await engine.SendAsync(HttpMethod.Post, Events, new { eventId = "e-3", @event = "flown", date = "2026-11-23" }, HttpStatusCode.Conflict);
        Assert.Equal("2026-12-24", (await OrderAsync(engine, "planned")).GetProperty("dueOn").GetString());
        await ClockAsync(engine, "2026-12-01T10:00:00Z");
        await ReverseAsync(engine, "t-1", "r-1", 40.50m);
        await Eventually.IsTrue(async () => (await OrderAsync(engine, "planned")).GetProperty("points").GetInt64() == 209, "the order knows of the reversal");
        await ClockAsync(engine, "2026-12-23T22:59:59Z");
        Assert.Equal(0, Partner.Calls);

        // Everything due has happened when the clock answers.
        await ClockAsync(engine, "2026-12-24T10:00:00Z");
        var sent = await OrderAsync(engine, "sent");
        Assert.Equal((209, "2026-12-24", 0), (sent.GetProperty("points").GetInt64(), sent.GetProperty("doneOn").GetString(), sent.GetProperty("lost").GetInt64()));
        var credited = Assert.Single(Partner.Entries);
        Assert.Equal((SandboxDeed.Credited, Number, 209), (credited.Deed, credited.Number, credited.Points));

        await ClockAsync(engine, "2026-12-30T10:00:00Z");
        await ReverseAsync(engine, "t-1", "r-2", 9.50m);
        await Eventually.IsTrue(async () => (await OrderAsync(engine, "sent")).GetProperty("lost").GetInt64() == 9, "9 points are lost");
        var month = (await engine.GetAsync("/v1/finance/partners?month=2026-12")).GetProperty("partners")[0];
        Assert.Equal(
            ("miles-and-more", 209, 9, 1.99m),
            (month.GetProperty("partner").GetString(), month.GetProperty("points").GetInt32(), month.GetProperty("lost").GetInt32(), month.GetProperty("price")[0].GetProperty("amount").GetDecimal()));
        var csv = await engine.Http.GetStringAsync("/v1/exports/partner-orders?month=2026-12");
        Assert.Contains($"2026-12-24,miles-and-more,{sent.GetProperty("orderId").GetString()},sent,{Member},t-1,209,1.9855,CHF,,", csv, StringComparison.Ordinal);
        Assert.Contains(",lost,", csv, StringComparison.Ordinal);

        var events = (await engine.GetAsync("/v1/events?stream=orders")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("order").GetProperty("state").GetString());
        Assert.Equal(["planned", "due", "sending", "sent", "sent"], events);
        Assert.Equal(1, Partner.Calls);
    }

    [ContractFact]
    public async Task What_is_taken_back_in_time_is_cancelled_and_what_does_not_match_is_not_planned()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync("GRACE1906");
        await engine.BuyAsync("GRACE1906", "t-none", 250);
        await engine.SendAsync(HttpMethod.Post, $"/v1/members/{Member}/purchases", new { transactionId = "t-hotel", type = "partner", amount = 100, currency = "CHF" }, HttpStatusCode.Created);
        await engine.BuyAsync(Member, "t-1", 250);
        await OrderAsync(engine, "planned");
        await ReverseAsync(engine, "t-1", "r-1", null);
        Assert.Equal("reversed", (await OrderAsync(engine, "cancelled")).GetProperty("reason").GetString());
        Assert.Single((await engine.GetAsync("/v1/partner-orders")).GetProperty("items").EnumerateArray());
        Assert.Equal(0, Partner.Calls);
    }

    // The table of the rules, for every fault: five seconds later it is sent again, or asked for, or a person settles it.
    [ContractFact]
    public async Task A_fault_is_met_by_what_the_partner_can()
    {
        await using var engine = await StartAsync(holds: false);
        var (now, number) = (DateTimeOffset.Parse(Start, CultureInfo.InvariantCulture), 0);
        foreach (var (isIdempotent, canAsk) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            foreach (var fault in new[] { SandboxFault.FailBefore, SandboxFault.FailAfter, SandboxFault.CutBefore, SandboxFault.CutAfter, SandboxFault.Undecided })
            {
                await PutPartnerAsync(engine, isIdempotent, canAsk, holds: false);
                Partner.Behaviour = new SandboxBehaviour([fault], IsIdempotent: isIdempotent, CanAsk: canAsk);
                var (calls, done) = (Partner.Calls, Partner.Entries.Count);
                await engine.BuyAsync(Member, $"t-{++number}", 100 + number);
                if (isIdempotent || canAsk)
                {
                    await Eventually.IsTrue(async () => await ItemsAsync(engine, "sending") is [var one] && one.GetProperty("nextAttempt").GetDateTimeOffset() > now, "the attempt has failed");
                    await ClockAsync(engine, now.AddSeconds(4.4));
                    Assert.Equal(calls + 1, Partner.Calls);
                    await ClockAsync(engine, now = now.AddSeconds(5.6));
                }
                else
                {
                    await OrderAsync(engine, "unknown");
                    await SettleAsync(engine, wasDone: Partner.Entries.Count > done);
                }

                await Eventually.IsTrue(async () => (await ItemsAsync(engine, "sent")).Count == number, $"{fault} is met with {isIdempotent} and {canAsk}");
                Assert.Equal(number, Partner.Entries.Count);
            }
        }

        Assert.Equal(number, Partner.Entries.Select(entry => entry.OrderId).Distinct().Count());
    }

    [ContractFact]
    public async Task A_refusal_ends_an_order_and_the_next_one_goes_on()
    {
        await using var engine = await StartAsync(holds: false);
        Partner.Behaviour = new SandboxBehaviour(RefusedNumbers: [Number]);
        await engine.BuyAsync(Member, "t-1", 250);
        Assert.Equal("unknown-number", (await OrderAsync(engine, "refused")).GetProperty("reason").GetString());
        Partner.Behaviour = new SandboxBehaviour();
        await engine.BuyAsync(Member, "t-2", 100);
        await OrderAsync(engine, "sent");
    }

    [ContractFact]
    public async Task Orders_of_a_member_go_one_at_a_time_and_in_order()
    {
        await using var engine = await StartAsync(holds: false);
        Partner.Behaviour = new SandboxBehaviour([SandboxFault.FailBefore]);
        await engine.BuyAsync(Member, "t-1", 100);
        await OrderAsync(engine, "sending");
        await engine.BuyAsync(Member, "t-2", 200);
        await engine.BuyAsync(Member, "t-3", 300);
        await Eventually.IsTrue(async () => (await ItemsAsync(engine, "due")).Count == 2, "the others wait");
        Assert.Empty(Partner.Entries);
        await ClockAsync(engine, "2026-11-21T10:00:06Z");
        await Eventually.IsTrue(() => Partner.Entries.Count == 3, "all are sent");
        Assert.Equal([100L, 200L, 300L], Partner.Entries.Select(entry => entry.Points));
    }

    [ContractFact]
    public async Task Killed_at_any_point_every_order_reaches_the_partner_once()
    {
        await using var engine = await StartAsync(isIdempotent: false, holds: false);
        var random = new Random(21);
        var faults = new[] { SandboxFault.None, SandboxFault.FailBefore, SandboxFault.FailAfter, SandboxFault.CutAfter, SandboxFault.CutBefore };
        Partner.Behaviour = new SandboxBehaviour([.. Enumerable.Range(0, 60).Select(_ => faults[random.Next(faults.Length)])], SlowMilliseconds: 20, IsIdempotent: false);
        var now = DateTimeOffset.Parse(Start, CultureInfo.InvariantCulture);
        const int rounds = 6, purchases = 10;
        for (var i = 0; i < purchases; i++)
        {
            await engine.EnrolAsync($"MEMBER{i}");
            await engine.SendAsync(HttpMethod.Put, $"/v1/members/MEMBER{i}/numbers/miles-and-more", new { number = $"99200000000100{i}" }, HttpStatusCode.OK);
        }

        for (var round = 0; round < rounds; round++)
        {
            var calls = Partner.Calls;
            for (var i = 0; i < purchases; i++)
                await engine.BuyAsync($"MEMBER{i}", $"t-{round}-{i}", 10 + i);
            // What failed before waits for its time, and holds up its member: time goes on, and the kill does not wait for what that brings about.
            var moving = ClockAsync(engine, now += TimeSpan.FromHours(6));
            await Eventually.IsTrue(() => Partner.Calls > calls || moving.IsCompleted, "something is under way");
            await engine.KillAsync();
            await Record.ExceptionAsync(() => moving);
            await engine.StartAgainAsync();
        }

        await Eventually.IsTrue(
            async () =>
            {
                await ClockAsync(engine, now += TimeSpan.FromHours(6));
                return (await ItemsAsync(engine, "sent")).Count == rounds * purchases;
            },
            "all are sent");
        var credited = Partner.Entries.Where(entry => entry.Deed == SandboxDeed.Credited).ToList();
        Assert.Equal(rounds * purchases, credited.Count);
        Assert.Equal(credited.Count, credited.Select(entry => entry.OrderId).Distinct().Count());
        Assert.Equal(rounds * Enumerable.Range(10, purchases).Sum(), credited.Sum(entry => entry.Points));
    }

    private static async Task SettleAsync(EngineProcess engine, bool wasDone)
    {
        var orderId = (await OrderAsync(engine, "unknown")).GetProperty("orderId").GetString();
        var path = $"/v1/partner-orders/{orderId}/resolution";
        await engine.SendAsync(HttpMethod.Post, path, new { outcome = wasDone ? "sent" : "notSent", reason = "Asked by telephone" }, HttpStatusCode.OK);
        Assert.Equal(orderId, (await engine.GetAsync("/v1/trail?action=partner-order-settled")).GetProperty("items")[0].GetProperty("subject").GetString());
        await Eventually.IsTrue(async () => (await ItemsAsync(engine, "sent")).Any(order => order.GetProperty("orderId").GetString() == orderId), "it is settled");
        await engine.SendAsync(HttpMethod.Post, path, new { outcome = "sent", reason = "Again" }, HttpStatusCode.Conflict);
    }

    [ContractFact]
    public async Task An_erasure_cancels_what_is_not_sent()
    {
        await using var engine = await StartAsync();
        await engine.BuyAsync(Member, "t-1", 250);
        await OrderAsync(engine, "planned");
        using var erased = await engine.Http.DeleteAsync($"/v1/members/{Member}");
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal("erased", (await OrderAsync(engine, "cancelled")).GetProperty("reason").GetString());
        await ClockAsync(engine, "2028-01-01T10:00:00Z");
        Assert.Equal(0, Partner.Calls);
    }

    [ContractFact]
    public async Task A_partner_that_is_not_sane_is_refused_with_the_field()
    {
        await using var engine = await StartAsync();
        foreach (var (field, body) in new (string, object)[]
        {
            ("connector", new { scheme = "miles-and-more", connector = "ftp" }),
            ("scheme", new { scheme = "no-such", connector = "http" }),
            ("earn.pointsPerUnit", new { scheme = "miles-and-more", connector = "http", earn = new { pointsPerUnit = 0 } }),
            ("earn.when.type", new { scheme = "miles-and-more", connector = "http", earn = new { pointsPerUnit = 1, when = new { type = new[] { "cruise" } } } }),
            ("burn.pin", new { scheme = "miles-and-more", connector = "http", burn = new { pointsPerUnit = 1, currency = "EUR", pin = "(a)\\1" } }),
        })
        {
            var problem = await engine.SendAsync(HttpMethod.Put, "/v1/partners/other", body, HttpStatusCode.UnprocessableEntity);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        }

        await engine.SendAsync(HttpMethod.Put, "/v1/partners/other", new { scheme = "miles-and-more", connector = "http", erne = 1 }, HttpStatusCode.BadRequest);
        var partner = (await engine.GetAsync("/v1/partners")).GetProperty("items")[0];
        Assert.Equal(("miles-and-more", true), (partner.GetProperty("partner").GetString(), partner.GetProperty("configured").GetBoolean()));
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqlitePartnersTests : PartnersContract
{
    protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

/// <summary>On PostgreSQL.</summary>
[RunsOnPostgres]
public sealed class PostgresPartnersTests : PartnersContract
{
    protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
