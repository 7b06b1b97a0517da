using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>What the accounts of a silo share.</summary>
public sealed record AccountContext(
    Programme Programme,
    ProgrammeClock Clock,
    IRateBook Rates,
    IJournal Journal,
    ISnapshotStore Snapshots,
    IPersonStore Persons,
    IHubPublisher Hub,
    ILogger Log)
{
    /// <summary>Tells when an account may be live twice; never, where a silo is alone.</summary>
    public MembershipEpoch Membership { get; init; } = new(TimeProvider.System);
}
