using Orleans.Diagnostics;

namespace Loyalty.Api;

/// <summary>Whose spans are recorded beside those of HTTP.</summary>
internal static class TraceSources
{
    /// <summary>Names of the sources: the hub's calls, grain calls with what an activation does for them, the journal's batches, statements on PostgreSQL.</summary>
    public static readonly string[] All =
    [
        "Microsoft.AspNetCore.SignalR.Server", ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.LifecycleActivitySourceName,
        Journal.JournalTraces.SourceName, "Npgsql",
    ];
}
