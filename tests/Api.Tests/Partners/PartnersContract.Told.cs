using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <content>What others hear of orders.</content>
public abstract partial class PartnersContract
{
    [ContractFact]
    public async Task Whoever_watches_the_member_is_told_of_each_state_of_an_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(holds: false, receiver: receiver);
        var made = await engine.SendAsync(
            HttpMethod.Post, "/v1/webhooks", new { webhookId = "shop", url = receiver.Url, kinds = new[] { "orderChanged" }, description = "The shop" }, HttpStatusCode.Created);
        receiver.Secrets.Add(made.GetProperty("secret").GetString()!);
        await engine.EnrolAsync("BOB1815");
        await using var phone = await OfficialClient.ConnectAsync(engine.Address);
        await using var stranger = await OfficialClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", Member);
        await stranger.InvokeAsync("WatchMember", "BOB1815");
        await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "m-1", memberId = Member, number = Number, pin = Pin, points = 1000 }, HttpStatusCode.Created);
        await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/m-1/capture", new { }, HttpStatusCode.OK);
        await engine.BuyAsync(Member, "t-1", 100);
        await OrderAsync(engine, "sent");

        var events = (await engine.GetAsync("/v1/events?stream=orders")).GetProperty("items").EnumerateArray().ToList();
        var hints = await phone.HasBeenPushedAsync("rewardChanged", events.Count);
        Assert.Equal(events.Select(one => one.GetProperty("order").GetProperty("orderId").GetString()), hints.Select(hint => hint.GetProperty("orderId").GetString()));
        Assert.All(hints, hint => Assert.Equal((Member, "orderChanged", 4), (hint.GetProperty("memberId").GetString(), hint.GetProperty("kind").GetString(), hint.EnumerateObject().Count())));
        Assert.Empty(await stranger.HasBeenPushedAsync("rewardChanged", 0));

        await receiver.TakesAsync(events.Count);
        Assert.Equal(events.Select(one => one.GetRawText()), receiver.Taken.Select(delivery => delivery.Data.GetRawText()));
        Assert.All(receiver.Taken, delivery => Assert.Equal(("loyalty.orderChanged", Member), (delivery.Event.Type, delivery.Member)));
        Assert.All(receiver.Taken, delivery => Assert.DoesNotContain(Number, delivery.Body, StringComparison.Ordinal));
        Assert.All(receiver.Taken, delivery => Assert.DoesNotContain(Pin, JsonSerializer.Serialize(delivery.Data.GetProperty("order")), StringComparison.Ordinal));
    }
}
