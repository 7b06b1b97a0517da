using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Loyalty.Api.Tests;

public class RequestSamplerTests
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly RequestSampler _all = new(1);
    private readonly RequestSampler _none = new(0.000_000_001);

    [Fact]
    public void A_request_is_decided_here_whatever_its_caller_has_decided()
    {
        Assert.True(IsTraced(_all, Request, Parent(recorded: false, remote: true)));
        Assert.True(IsTraced(_all, Request, default));
        Assert.False(IsTraced(_none, Request, Parent(recorded: true, remote: true)));
    }

    [Fact]
    public void What_a_request_brings_about_follows_it_in_other_silos_too()
    {
        Assert.True(IsTraced(_none, "ILoyaltyAccountGrain/GetStatus", Parent(recorded: true, remote: true)));
        Assert.True(IsTraced(_none, "ILoyaltyAccountGrain/GetStatus", Parent(recorded: true, remote: false)));
        Assert.False(IsTraced(_all, "ILoyaltyAccountGrain/GetStatus", Parent(recorded: false, remote: true)));
    }

    [Fact]
    public void What_nobody_asked_for_is_not_traced() => Assert.False(IsTraced(_all, "IExpirySweepGrain/Sweep", default));

    [Fact]
    public void A_batch_is_traced_where_one_of_its_writes_is()
    {
        Assert.True(IsTraced(_none, "journal.commit", default, Parent(recorded: false, remote: false), Parent(recorded: true, remote: false)));
        Assert.False(IsTraced(_none, "journal.commit", default, Parent(recorded: false, remote: false)));
    }

    private static ActivityContext Parent(bool recorded, bool remote) => new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), recorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, null, remote);

    private static bool IsTraced(RequestSampler sampler, string name, ActivityContext parent, params ActivityContext[] links)
    {
        var trace = parent.TraceId == default ? ActivityTraceId.CreateRandom() : parent.TraceId;
        var asked = new SamplingParameters(parent, trace, name, ActivityKind.Server, tags: null, links: links.Select(link => new ActivityLink(link)));
        return sampler.ShouldSample(asked).Decision == SamplingDecision.RecordAndSample;
    }
}
