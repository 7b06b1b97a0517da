using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <content>What others hear of lots and holds.</content>
public abstract partial class RewardsContract
{
    [Fact]
    public async Task Whoever_watches_the_member_is_told_of_each_lot_and_hold()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await engine.EnrolAsync("BOB1815");
        await using var phone = await OfficialClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", Ada);
        await IssueAsync(engine, Voucher("b", 30.00m, "2026-12-31", owner: "BOB1815"));
        await IssueAsync(engine, Voucher("a", 30.00m, "2026-12-31"));
        await SendAsync(engine, "/v1/holds", Hold("h-1", 10.00m), 201);
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1", amount = 5.00m }, 200);
        await SendAsync(engine, "/v1/captures/c-1/refunds", new { refundId = "r-1", reason = "Back" }, 201);
        await SendAsync(engine, "/v1/holds", Hold("h-2", 10.00m), 201);
        await SendAsync(engine, "/v1/holds/h-2/void", new { }, 200);
        // Of one that nobody owned it is told when it comes into the account.
        var code = (await IssueAsync(engine, Voucher("g", 1.00m, "2026-12-31", owner: null))).Text("code");
        await SendAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code }, 200);
        await SendAsync(engine, "/v1/lots/a/revocation", new { reason = "An error" }, 200);

        string[] told =
        [
            "lotChanged a", "holdOpened h-1", "lotChanged a", "lotChanged a", "holdEnded h-1", "lotChanged a", "holdOpened h-2", "lotChanged a", "lotChanged a",
            "holdEnded h-2", "lotChanged g", "lotChanged a",
        ];
        var hints = await phone.HasBeenPushedAsync("rewardChanged", told.Length);
        Assert.Equal(told, hints.Select(hint => $"{hint.Text("kind")} {hint.EnumerateObject().Single(one => one.Name is "lotId" or "holdId").Value}"));
        Assert.All(hints, hint => Assert.Equal((Ada, "2026-11-21T10:00:00.000Z"), (hint.Text("memberId"), hint.Text("at"))));
        Assert.All(hints, hint => Assert.Equal(4, hint.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Webhooks_tell_of_lots_and_of_holds_that_ended_as_the_stream_does()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await EngineProcess.StartByAsync(
            ["env", $"SSL_CERT_FILE={receiver.Certificate.PemPath}"],
            [.. await JournalAsync(), "--Loyalty:Webhooks:AllowedHosts=localhost", "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);
        await engine.EnrolAsync(Ada);
        var made = await engine.SendAsync(
            HttpMethod.Post, "/v1/webhooks", new { webhookId = "shop", url = receiver.Url, kinds = new[] { "lotChanged", "holdEnded" }, description = "The shop" }, HttpStatusCode.Created);
        receiver.Secrets.Add(made.Text("secret")!);
        await IssueAsync(engine, Voucher("a", 30.00m, "2026-12-31"));
        await SendAsync(engine, "/v1/holds", Hold("h-1", 10.00m), 201);
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1", amount = 5.00m }, 200);
        var code = (await IssueAsync(engine, Voucher("g", 1.00m, "2026-12-31", owner: null))).Text("code")!;
        await engine.BuyAsync(Ada, "t-1", 10);
        await receiver.TakesAsync(5);

        var events = (await engine.GetAsync("/v1/events?stream=rewards&after=0&limit=100")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["lotChanged", "lotChanged", "lotChanged", "holdEnded", "lotChanged"], events.Select(one => one.Text("kind")));
        var taken = receiver.Taken.OrderBy(delivery => delivery.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(events.Select(one => one.GetRawText()), taken.Select(delivery => delivery.Data.GetRawText()));
        Assert.Equal(events.Select(one => $"evt_r{one.GetProperty("sequence").GetInt64():D20}"), taken.Select(delivery => delivery.Id));
        Assert.All(taken, delivery => Assert.EndsWith(":rewards", delivery.Event.Source!.ToString(), StringComparison.Ordinal));
        // One member's come in their order; a lot that nobody owns has no member.
        Assert.Equal(["a", "a", "a"], receiver.Taken.Where(delivery => delivery.Member == Ada && delivery.Kind == "lotChanged").Select(LotOf));
        Assert.Equal(["loyalty.holdEnded", "loyalty.lotChanged"], taken.Select(delivery => delivery.Event.Type!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("g", LotOf(Assert.Single(taken, delivery => delivery.Member != Ada)));
        Assert.All(taken, delivery => Assert.DoesNotContain(code, delivery.Body, StringComparison.Ordinal));
        Assert.Equal(5, receiver.Deliveries.Count);
    }

    private static string LotOf(Delivery delivery) => delivery.Data.GetProperty("lot").Text("lotId")!;
}
