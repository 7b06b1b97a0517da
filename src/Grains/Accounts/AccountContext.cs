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
    /// <summary>All versions of the programme; by default the one there is.</summary>
    public ProgrammeBook Programmes { get; init; } = new(Programme);

    /// <summary>Where accounts are read that are not live; by default in the stores one by one.</summary>
    public IAccountStore Accounts { get => field ?? new SeparateStores(Journal, Snapshots, Persons); init; }

    /// <summary>Where persons are changed; an engine that has none changes nobody.</summary>
    public IPersonChanges PersonChanges { get => field ?? throw new NotSupportedException("No person is changed here."); init; }

    /// <summary>Where persons are erased; an engine that has none erases nobody.</summary>
    public IErasureStore Erasure { get => field ?? throw new NotSupportedException("No person is erased here."); init; }

    /// <summary>Where members have numbers of schemes; an engine that has none gives nobody one.</summary>
    public MemberNumbers Numbers { get => field ?? throw new NotSupportedException("No numbers are kept here."); init; }

    /// <summary>All versions as they are known now.</summary>
    public ProgrammeVersions Versions => Programmes.Current;

    /// <summary>Tells when an account may be live twice; never, where a silo is alone.</summary>
    public MembershipEpoch Membership { get; init; } = new(TimeProvider.System);
}
