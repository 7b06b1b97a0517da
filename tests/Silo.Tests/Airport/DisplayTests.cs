using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Silo.Tests;

/// <summary>Displays and notices, where check-in, account and display are each in another silo. The client is SignalR's own.</summary>
public class DisplayTests
{
    /// <summary>Where displays and members watch, where callers call, and where the accounts live.</summary>
    private const int Watched = 0, Called = 1, Lived = 2;

    private const string Today = "2026-11-21";

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private int _members;

    [PostgresFact]
    public async Task A_display_greets_who_checks_in_through_another_silo_each_once()
    {
        await using var cluster = await StartAsync();
        var member = await MemberAsync(cluster, "Ada", spend: 2600);
        await using var display = await DisplayAsync(cluster, Watched);

        var answer = await CheckInAsync(cluster, "c-1", member, "LX14");
        await CheckInAsync(cluster, "c-1", member, "LX14", HttpStatusCode.OK);
        await CheckInAsync(cluster, "c-2", member, "LX15");

        var told = await display.HasBeenPushedAsync("recognised", 2);
        Assert.Equal(["LX14", "LX15"], told.Select(one => one.Text("flight")));
        Assert.Equal(("Ada L.", "Gold", "newTier"), (told[0].Text("displayName"), told[0].Text("tier"), told[0].Text("greetingCode")));
        Assert.Equal(answer.Text("expiresAt"), told[0].Text("expiresAt"));
    }

    [PostgresFact]
    public async Task A_disruption_told_to_another_silo_reaches_its_members_in_order_of_priority()
    {
        await using var cluster = await StartAsync();
        var (member, gold) = (await MemberAsync(cluster, "Ada"), await MemberAsync(cluster, "Grace", spend: 2600));
        await using var client = await HubClient.ConnectAsync(cluster.Address(Watched));
        foreach (var watched in new[] { member, gold })
        {
            await client.InvokeAsync("WatchMember", watched);
            await CheckInAsync(cluster, $"c-{watched}", watched, "LX400");
        }

        using var http = cluster.Http(Called);
        using var told = await http.PostAsJsonAsync(
            "/v1/disruptions", new { disruptionId = "d-1", flight = "LX400", date = Today, kind = "delay", message = "Leaves at 13:40." });

        Assert.Equal(HttpStatusCode.Created, told.StatusCode);
        var notices = await client.HasBeenPushedAsync("disrupted", 2);
        Assert.Equal([gold, member], notices.Select(notice => notice.Text("memberId")));
        Assert.All(notices, notice => Assert.Equal(("d-1", "Leaves at 13:40."), (notice.Text("disruptionId"), notice.Text("message"))));
    }

    [PostgresFact]
    public async Task What_has_expired_is_shown_by_no_silo()
    {
        await using var cluster = await StartAsync();
        var (gone, here) = (await MemberAsync(cluster, "Gone"), await MemberAsync(cluster, "Here"));
        var answer = await CheckInAsync(cluster, "c-1", gone, "LX14");
        _clock.TryMoveTo(Instant(answer.Text("expiresAt")!) - TimeSpan.FromSeconds(1));
        await CheckInAsync(cluster, "c-2", here, "LX15");
        await using (var early = await DisplayAsync(cluster, Watched))
            Assert.Equal(["Gone L.", "Here L."], (await early.HasBeenPushedAsync("recognised", 2)).Select(one => one.Text("displayName")));

        _clock.TryMoveTo(Instant(answer.Text("expiresAt")!));

        foreach (var silo in new[] { Watched, Called, Lived })
        {
            await using var late = await HubClient.ConnectAsync(cluster.Address(silo));
            var valid = await WatchAsync(late);
            var shown = Assert.Single(await late.HasBeenPushedAsync("recognised", 1));
            Assert.Equal(("Here L.", shown.Text("recognitionId")), (shown.Text("displayName"), Assert.Single(valid)));
        }
    }

    [PostgresFact]
    public async Task Who_opts_out_or_is_erased_through_another_silo_is_off_the_display_with_the_next_push()
    {
        await using var cluster = await StartAsync();
        var (leaving, erased, staying) = (await MemberAsync(cluster, "Leaving"), await MemberAsync(cluster, "Erased"), await MemberAsync(cluster, "Staying"));
        await using var display = await DisplayAsync(cluster, Watched);
        foreach (var member in new[] { leaving, erased, staying })
            await CheckInAsync(cluster, $"c-{member}", member, "LX14");
        var greeted = (await display.HasBeenPushedAsync("recognised", 3)).ToDictionary(one => one.Text("displayName")!, one => one.Text("recognitionId"));

        using var http = cluster.Http(Lived);
        await OptOutAsync(http, leaving);
        (await http.DeleteAsync($"/v1/members/{erased}")).EnsureSuccessStatusCode();

        var withdrawn = await display.HasBeenPushedAsync("recognitionWithdrawn", 2);
        Assert.Equal([greeted["Leaving L."], greeted["Erased L."]], withdrawn.Select(one => one.Text("recognitionId")));

        await CheckInAsync(cluster, "c-again", leaving, "LX15");
        await CheckInAsync(cluster, "c-mark", staying, "LX15");
        Assert.Equal("Staying L.", (await display.HasBeenPushedAsync("recognised", 4))[3].Text("displayName"));
        await using var late = await DisplayAsync(cluster, Called);
        Assert.Equal(["Staying L.", "Staying L."], (await late.HasBeenPushedAsync("recognised", 2)).Select(one => one.Text("displayName")));
    }

    [PostgresFact]
    public async Task Whoever_opts_out_through_one_silo_while_checking_in_through_another_is_not_on_a_display_in_the_end()
    {
        await using var cluster = await StartAsync();
        await using var display = await DisplayAsync(cluster, Watched);
        using var http = cluster.Http(Lived);
        for (var i = 0; i < 20; i++)
        {
            var member = await MemberAsync(cluster, "Race");
            await Task.WhenAll(CheckInAsync(cluster, $"race-{i}", member, "LX14"), OptOutAsync(http, member));
        }

        // A mark through each of the two, behind which nothing is on its way any more.
        var mark = await MemberAsync(cluster, "Mark");
        await CheckInAsync(cluster, "mark", mark, "LX15");
        await Eventually.IsTrue(async () => (await NamesAsync("recognised")).Contains("Mark L."), "the mark is greeted");
        await OptOutAsync(http, mark);
        var marked = (await PushedAsync("recognised")).First(one => one.Text("displayName") == "Mark L.").Text("recognitionId");
        await Eventually.IsTrue(async () => (await PushedAsync("recognitionWithdrawn")).Any(one => one.Text("recognitionId") == marked), "the mark is withdrawn");

        var withdrawn = (await PushedAsync("recognitionWithdrawn")).Select(one => one.Text("recognitionId")).ToHashSet();
        Assert.All(await PushedAsync("recognised"), shown => Assert.Contains(shown.Text("recognitionId"), withdrawn));

        Task<IReadOnlyList<JsonElement>> PushedAsync(string push) => display.HasBeenPushedAsync(push, 0);
        async Task<IEnumerable<string?>> NamesAsync(string push) => (await PushedAsync(push)).Select(one => one.Text("displayName"));
    }

    [PostgresFact]
    public async Task What_a_silo_took_with_it_a_display_learns_when_the_silo_has_gone()
    {
        await using var cluster = await StartAsync();
        var member = await MemberAsync(cluster, "Ada");
        await using var display = await DisplayAsync(cluster, Watched);
        // As if the silo had died between writing the check-in down and telling of it.
        var untold = new RecordedCheckIn(
            new CheckIn(
                CheckInId.Parse("c-1").Value,
                MemberId.Of(member),
                new FlightDay(FlightDesignator.Parse("LX14").Value, DateOnly.ParseExact(Today, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new DisplayPlace(AirportCode.Of("ZRH"), DisplayLocation.Of("A1")),
                Seat: null),
            "Member", 0, new Greeting(GreetingKind.Welcome), _clock.GetUtcNow(), _clock.GetUtcNow().AddSeconds(30), "claim");
        await cluster.Get<IAirportStore>(Called).AddAsync(untold);

        await cluster.StopSiloAsync(Called);

        // Cut off, for it must ask anew; as the display's page does.
        await display.HasBeenAsync("closed");
        await using var again = await HubClient.ConnectAsync(cluster.Address(Watched));
        Assert.Equal(["claim"], await WatchAsync(again));
        Assert.Equal("Ada L.", Assert.Single(await again.HasBeenPushedAsync("recognised", 1)).Text("displayName"));
    }

    private async Task<InProcessCluster> StartAsync()
    {
        var cluster = await InProcessCluster.StartAsync(
            await ClusterDatabase.NewAsync(), silos: 3, services => services.AddSingleton(new ProgrammeClock(BuiltInProgramme.Value, _clock)));
        await cluster.SettledAsync();
        return cluster;
    }

    /// <summary>A member, enrolled through one silo, whose account lives in another.</summary>
    private async Task<string> MemberAsync(InProcessCluster cluster, string givenName, decimal spend = 0)
    {
        using var http = cluster.Http(Called);
        while (true)
        {
            var member = $"TRAVELLER{++_members}";
            (await http.PostAsJsonAsync("/v1/members", new { channel = "app", givenName, familyName = "Lovelace", memberId = member })).EnsureSuccessStatusCode();
            if (await cluster.SiloOfAsync(MemberId.Of(member)) != Lived)
                continue;
            if (spend > 0)
            {
                (await http.PostAsJsonAsync(
                    $"/v1/members/{member}/purchases", new { transactionId = member, type = "flight", amount = spend, currency = "CHF" })).EnsureSuccessStatusCode();
            }

            return member;
        }
    }

    private static async Task<JsonElement> CheckInAsync(
        InProcessCluster cluster, string id, string member, string flight, HttpStatusCode expected = HttpStatusCode.Created)
    {
        using var http = cluster.Http(Called);
        using var answer = await http.PostAsJsonAsync(
            "/v1/checkins", new { checkinId = id, memberId = member, flight, date = Today, airport = "ZRH", location = "A1" });
        Assert.Equal(expected, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static async Task OptOutAsync(HttpClient http, string member) =>
        (await http.PutAsJsonAsync($"/v1/members/{member}/consent", new { displayRecognition = false })).EnsureSuccessStatusCode();

    private static async Task<HubClient> DisplayAsync(InProcessCluster cluster, int silo)
    {
        var display = await HubClient.ConnectAsync(cluster.Address(silo));
        await WatchAsync(display);
        return display;
    }

    private static async Task<List<string?>> WatchAsync(HubClient display) =>
        [.. (await display.InvokeAsync("WatchDisplay", "ZRH", "A1")).GetProperty("result").EnumerateArray().Select(id => id.GetString())];

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
