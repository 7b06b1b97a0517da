using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>What every follower of a process stands on.</summary>
/// <param name="Streams">All there are; followers share what of each was read last.</param>
/// <param name="Clock">By which members that were set aside are tried again.</param>
/// <param name="Time">The machine's, by which leases and pauses go.</param>
public sealed record FollowerServices(
    IEnumerable<IEventStream> Streams, IFollowerStore Store, CommitSignal Commits, ProgrammeClock Clock, TimeProvider Time, ILogger<Follower> Log)
{
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestAfterDefect = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<RecentEvents> _shared = [.. Streams.Select(stream => new RecentEvents(stream, Commits, Time))];

    public FollowerBounds Bounds { get; init; } = FollowerBounds.Default;

    /// <summary>A stream by its name.</summary>
    public IEventStream Stream(string name) =>
        _shared.FirstOrDefault(stream => stream.Name == name) ?? throw new InvalidOperationException($"There is no stream '{name}' to follow.");

    /// <summary>How long a follower waits before it begins anew.</summary>
    /// <param name="faults">How often it has failed since it last got anywhere.</param>
    public TimeSpan PauseAfterFault(Exception fault, int faults) => fault is EngineBusyException or JournalUnavailableException
        ? WhileAway
        : Bounds.PauseAfter(faults) is var pause && pause < LongestAfterDefect ? pause : LongestAfterDefect;
}
