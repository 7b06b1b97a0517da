namespace Loyalty.Api.Tests;

public class OperationsApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_test_clock_moves_forward_and_sweeps()
    {
        var sweeps = api.Engine.Sweeps;
        var answer = await PutAsync("/v1/clock", """{"now":"2026-11-22T00:30:00+01:00"}""");
        Assert.Equal("""{"now":"2026-11-21T23:30:00.000Z","today":"2026-11-22"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(sweeps + 1, api.Engine.Sweeps);
        Assert.Equal("""{"now":"2026-11-21T23:30:00.000Z","today":"2026-11-22","movable":true}""", await api.Http.GetStringAsync("/v1/clock"));
        await (await PutAsync("/v1/clock", """{"now":"2026-11-21T23:29:59Z"}""")).ShouldBeProblemAsync(422, "clock-backwards");
        await (await PutAsync("/v1/clock", """{"now":"tomorrow"}""")).ShouldBeProblemAsync(422, "now-not-valid");
    }

    [Fact]
    public async Task Events_come_in_order_with_a_cursor()
    {
        await PostAsync("/v1/members", """{"channel":"app","givenName":"A","familyName":"B","memberId":"EVT1"}""");
        await PostAsync("/v1/members", """{"channel":"web","givenName":"A","familyName":"B","memberId":"EVT2"}""");
        var page = await (await api.Http.GetAsync("/v1/events?limit=1")).JsonAsync();
        var item = page.GetProperty("items")[0];
        Assert.Equal(("enrolled", "app", "EVT1"), (item.GetProperty("kind").GetString(), item.GetProperty("channel").GetString(), item.GetProperty("memberId").GetString()));
        Assert.False(item.TryGetProperty("transaction", out _));
        var rest = await (await api.Http.GetAsync($"/v1/events?after={page.GetProperty("next").GetString()}")).JsonAsync();
        Assert.Equal("EVT2", rest.GetProperty("items")[0].GetProperty("memberId").GetString());
        Assert.Equal("null", rest.GetProperty("next").GetRawText());
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => api.Http.SendJsonAsync(HttpMethod.Post, path, body);

    private Task<HttpResponseMessage> PutAsync(string path, string body) => api.Http.SendJsonAsync(HttpMethod.Put, path, body);
}
