using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

public class AuditApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Pages_and_differences_are_told()
    {
        for (var i = 1; i <= 3; i++)
            api.Member($"AUD{i}");
        var first = await (await api.Http.GetAsync("/v1/audit?limit=2")).JsonAsync();
        Assert.Equal((2, "AUD2"), (first.GetProperty("accounts").GetInt32(), first.GetProperty("next").GetString()));
        Assert.Equal("""{"accounts":1,"events":1,"snapshots":0,"live":1,"differences":[],"next":null,"withoutChecksum":0}""", await api.Http.GetStringAsync("/v1/audit?limit=2&cursor=AUD2"));

        api.Engine.Findings = [new AuditFinding("AUD1", 7, AuditedState.Snapshot, "lifetime", "100", "101")];
        var one = await (await api.Http.GetAsync("/v1/audit?memberId=AUD1")).JsonAsync();
        Assert.Equal(
            """{"memberId":"AUD1","version":7,"in":"snapshot","what":"lifetime","expected":"100","found":"101"}""",
            one.GetProperty("differences")[0].GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        await (await api.Http.GetAsync("/v1/audit?memberId=NOBODY")).ShouldBeProblemAsync(404, "unknown-member");
        await (await api.Http.GetAsync("/v1/audit?memberId=x")).ShouldBeProblemAsync(422, "member-id-not-valid");
        await (await api.Http.GetAsync("/v1/audit?limit=1001")).ShouldBeProblemAsync(422, "limit-not-valid");
        await (await api.Http.GetAsync("/v1/audit?cursor=%20")).ShouldBeProblemAsync(422, "cursor-not-valid");
        await (await api.Http.GetAsync("/v1/audit?after=AUD1")).ShouldBeProblemAsync(400, "unknown-field");
    }
}
