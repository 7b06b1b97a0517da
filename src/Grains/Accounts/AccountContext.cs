using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>What every account actor of a host shares.</summary>
public sealed record AccountContext(
    Programme Programme,
    ProgrammeClock Clock,
    IRateBook Rates,
    IJournal Journal,
    ISnapshotStore Snapshots,
    IPersonStore Persons,
    IStatusFeed Feed,
    ILogger Log)
{
    /// <summary>Nobody by default.</summary>
    public IOtherWriters Others { get; init; } = NoOtherWriters.Instance;
}
