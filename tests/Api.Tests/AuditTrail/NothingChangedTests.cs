using System.Net;
using System.Net.Http.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>What changes nothing leaves no record, and nobody fills the trail with their own token.</summary>
public class NothingChangedTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Fact]
    public async Task A_member_who_says_the_same_again_is_not_recorded()
    {
        using var ada = host.With(host.Provider.MemberToken(KeysFixture.Ada));
        await ChangeAsync(ada, """{"givenName":"Ada","email":"ada@example.org","birthDate":"1815-12-10"}""", HttpStatusCode.UnprocessableEntity);
        await ChangeAsync(ada, """{"givenName":"Ada","email":"ada@example.org","birthDate":"1985-12-10","phone":null}""");
        await ConsentAsync(ada, true);
        var before = await CountAsync();
        for (var i = 0; i < 5; i++)
        {
            await ChangeAsync(ada, "{}");
            await ChangeAsync(ada, """{"givenName":"Ada"}""");
            await ChangeAsync(ada, """{"email":"ada@example.org","birthDate":"1985-12-10","phone":null}""");
            await ConsentAsync(ada, true);
        }

        Assert.Equal(before, await CountAsync());
        await ChangeAsync(ada, """{"email":null}""");
        await ConsentAsync(ada, false);
        Assert.Equal(before + 2, await CountAsync());
    }

    [Fact]
    public async Task So_are_staff_and_systems_not()
    {
        using var admin = host.Admin;
        await PutRatesAsync("""{"EUR":0.94,"USD":0.81}""");
        var key = (await host.MakeKeyAsync("gone", "pos")).Id;
        (await admin.DeleteAsync($"/v1/keys/{key}")).EnsureSuccessStatusCode();
        var before = await CountAsync();
        await PutRatesAsync("""{"EUR":0.94,"USD":0.81}""");
        await PutRatesAsync("""{"USD":0.8100}""");
        (await admin.DeleteAsync($"/v1/keys/{key}")).EnsureSuccessStatusCode();
        await (await admin.PatchAsJsonAsync("/v1/members/NOBODY7", new { email = "a@example.org" })).ShouldBeProblemAsync(404, "unknown-member");
        await (await admin.PutAsJsonAsync("/v1/members/NOBODY7/consent", new { displayRecognition = true })).ShouldBeProblemAsync(404, "unknown-member");
        Assert.Equal(before, await CountAsync());
        await PutRatesAsync("""{"USD":0.82}""");
        Assert.Equal(before + 1, await CountAsync());

        async Task PutRatesAsync(string rates) =>
            (await admin.SendJsonAsync(HttpMethod.Put, "/v1/rates/2026-11-03", rates)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_repeated_command_is_recorded_once_and_made_up_for_where_its_record_was_lost()
    {
        using var admin = host.Admin;
        var enrolment = new { channel = "app", givenName = "Twice", familyName = "Over" };
        using var first = await EnrolAsync("twice-1");
        var member = (await first.JsonAsync()).Text("memberId")!;
        using var again = await EnrolAsync("twice-1");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        for (var i = 0; i < 3; i++)
        {
            (await admin.PostAsJsonAsync($"/v1/members/{member}/purchases", new { transactionId = "tw-1", type = "flight", amount = 10.00m, currency = "CHF", reason = "By hand" })).EnsureSuccessStatusCode();
            (await admin.PostAsJsonAsync($"/v1/members/{member}/purchases/tw-1/reversals", new { reversalId = "rw-1", amount = 1.00m, reason = "Refund" })).EnsureSuccessStatusCode();
            (await admin.PostAsJsonAsync("/v1/disruptions", new { disruptionId = "dw-1", flight = "LX14", date = "2026-11-21", kind = "delay", message = "Late" })).EnsureSuccessStatusCode();
        }

        var records = await host.App.Services.GetRequiredService<ITrailStore>().ReadAsync(new TrailQuery(100, Member: MemberId.Of(member)));
        Assert.Equal(["purchase-reversed", "purchase-credited", "member-enrolled"], records.Select(record => record.Entry.Action));
        Assert.Single(await host.App.Services.GetRequiredService<ITrailStore>().ReadAsync(new TrailQuery(100, Action: TrailActions.FlightDisrupted)));

        var trail = new MemoryTrail();
        var recorder = new AuditRecorder(trail, trail, host.App.Services.GetRequiredService<ProgrammeClock>());
        var entry = new TrailEntry(TrailSource.Engine("test"), TrailActions.PurchaseReversed, MemberId.Of(member), "rw-1");
        await recorder.RecordOnceAsync(isRepeat: true, entry);
        await recorder.RecordOnceAsync(isRepeat: true, entry);
        await recorder.RecordOnceAsync(isRepeat: true, entry with { Subject = "rw-2" });
        Assert.Equal(2, (await trail.HeadAsync()).Sequence);

        Task<HttpResponseMessage> EnrolAsync(string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/members") { Content = JsonContent.Create(enrolment), Headers = { { "Idempotency-Key", key } } };
            return admin.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_member_s_token_writes_no_more_than_its_rate()
    {
        await using var own = new KeysFixture { More = ["--Loyalty:Limits:MemberRecordsPerHour=3"] };
        await own.InitializeAsync();
        using var ada = own.With(own.Provider.MemberToken(KeysFixture.Ada));
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/v1/members/{KeysFixture.Ada}/export")).StatusCode);
        (await ada.PatchAsJsonAsync($"/v1/members/{KeysFixture.Ada}", new { email = "one@example.org" })).EnsureSuccessStatusCode();

        foreach (var refused in (HttpResponseMessage[])
            [
                await ada.GetAsync($"/v1/members/{KeysFixture.Ada}/export"),
                await ada.PatchAsJsonAsync($"/v1/members/{KeysFixture.Ada}", new { email = "two@example.org" }),
                await ada.PutAsJsonAsync($"/v1/members/{KeysFixture.Ada}/consent", new { displayRecognition = false }),
            ])
        {
            await refused.ShouldBeProblemAsync(429, "too-many-requests");
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        }

        // What changes nothing costs nothing, and staff are not held to it.
        (await ada.PatchAsJsonAsync($"/v1/members/{KeysFixture.Ada}", new { email = "one@example.org" })).EnsureSuccessStatusCode();
        (await own.Admin.PatchAsJsonAsync($"/v1/members/{KeysFixture.Ada}", new { email = "three@example.org" })).EnsureSuccessStatusCode();
        Assert.Equal("three@example.org", (await own.Admin.GetJsonAsync($"/v1/members/{KeysFixture.Ada}")).Text("email"));
    }

    private async Task<long> CountAsync() => (await host.App.Services.GetRequiredService<ITrailStore>().HeadAsync()).Sequence;

    private static async Task ChangeAsync(HttpClient http, string body, HttpStatusCode expected = HttpStatusCode.OK) =>
        Assert.Equal(expected, (await http.SendJsonAsync(HttpMethod.Patch, $"/v1/members/{KeysFixture.Ada}", body)).StatusCode);

    private static async Task ConsentAsync(HttpClient http, bool shown) =>
        (await http.PutAsJsonAsync($"/v1/members/{KeysFixture.Ada}/consent", new { displayRecognition = shown })).EnsureSuccessStatusCode();
}
