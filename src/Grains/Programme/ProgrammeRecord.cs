using System.Globalization;

namespace Loyalty.Grains;

/// <summary>What is remembered of the time before programme versions, when a changed programme held for the past as well.</summary>
public sealed class ProgrammeRecord(IEngineFacts facts)
{
    private const string RulesFact = "rules-since";
    private const string WindowFact = "window-since";

    /// <summary>The last sequence that was written under thresholds or a grace that no version tells of; 0 for none.</summary>
    public Task<long> RulesSinceAsync() => SinceAsync(RulesFact);

    /// <summary>The last sequence that was written under a window that no version tells of; 0 for none.</summary>
    public Task<long> WindowSinceAsync() => SinceAsync(WindowFact);

    private async Task<long> SinceAsync(string fact) =>
        await facts.ReadAsync(fact) is { } sequence ? long.Parse(sequence, CultureInfo.InvariantCulture) : 0;
}
