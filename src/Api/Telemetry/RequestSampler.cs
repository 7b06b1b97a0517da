using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Loyalty.Api;

/// <summary>
/// Decides at the request what is traced, whatever its caller has decided: a caller must not choose how much is recorded here. All that a
/// request brings about, in other silos too, follows it; what the engine does of its own accord is not traced.
/// </summary>
/// <param name="share">Of requests, 0 to 1. By trace id, so that others with the same share record the same traces.</param>
internal sealed class RequestSampler(double share) : Sampler
{
    /// <summary>How the framework names what a request or a call of the hub begins.</summary>
    private const string OfRequests = "Microsoft.AspNetCore.";

    private readonly TraceIdRatioBasedSampler _ratio = new(share);

    /// <summary>Whether a request may be traced: those that a machine asks every few seconds may not.</summary>
    public static bool IsTraced(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        if ((parent.TraceId == default || parent.IsRemote) && samplingParameters.Name.StartsWith(OfRequests, StringComparison.Ordinal))
            return _ratio.ShouldSample(samplingParameters);
        // A batch of the journal has no parent: it belongs to all whose writes it has.
        return new SamplingResult(parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) || HasRecordedLink(samplingParameters.Links)
            ? SamplingDecision.RecordAndSample
            : SamplingDecision.Drop);
    }

    private static bool HasRecordedLink(IEnumerable<ActivityLink>? links)
    {
        foreach (var link in links ?? [])
        {
            if (link.Context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
                return true;
        }

        return false;
    }
}
