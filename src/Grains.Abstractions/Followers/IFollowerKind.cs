namespace Loyalty.Grains;

/// <summary>
/// Followers that do one kind of work, registered as a service. A kind has one follower, named as the kind, or a number of them that may
/// change, named <c>kind/id</c>: one a webhook.
/// </summary>
public interface IFollowerKind
{
    /// <summary>Small letters; <c>Loyalty:Followers:{name}:Enabled</c> turns it off in a process.</summary>
    string Name { get; }

    /// <summary>The streams it follows; several are merged so that an event stands behind those of the ledger up to its <see cref="FollowedEvent.After"/>.</summary>
    IReadOnlyList<string> Streams => [IEventStream.Ledger];

    /// <summary>
    /// How many batches may be under way at once. With 1 a batch is a whole page, of many members, in the order of the streams; with more
    /// it is the next events of one member, and a slow one holds up that member alone.
    /// </summary>
    int Lanes => 1;

    /// <summary>How long it rests for each while of work while there is more to read and the journal is busy, so that purchases go first.</summary>
    int Rest => 1;

    /// <summary>The followers that are to run now; asked every few seconds. One that is no longer named ends, and its cursor stays.</summary>
    Task<IReadOnlyList<string>> ListAsync() => Task.FromResult<IReadOnlyList<string>>([Name]);

    /// <summary>After which sequence of a stream a new follower begins.</summary>
    Task<long> BeginAfterAsync(string follower, string stream) => Task.FromResult(0L);

    /// <summary>The work of a follower, made anew whenever it begins to run.</summary>
    IFollowerWork Open(string follower);
}

/// <summary>
/// What a follower does. It may be asked again for what it has done (a crash, a failure, two silos at once), and even at the same time by
/// another process, so it works under keys that whoever receives it holds unique.
/// </summary>
public interface IFollowerWork
{
    /// <summary>
    /// Does the work of a batch; done when it is durable. Where it throws, its members are tried one by one, and those that throw again are
    /// set aside and tried later, while the others go on. Where it throws <see cref="JournalUnavailableException"/> or
    /// <see cref="EngineBusyException"/> nobody is to blame: all of it is tried again a little later.
    /// </summary>
    Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation);
}

/// <summary>Events to work on.</summary>
/// <param name="Events">At least one, in order; of each member the next ones after those that were done.</param>
/// <param name="Attempt">How often the first event is tried with this one; above 1 only for a member that was set aside.</param>
public sealed record WorkBatch(IReadOnlyList<FollowedEvent> Events, int Attempt);

/// <summary>What became of a batch.</summary>
/// <param name="Failures">At most one a member: its first event that failed. Those of the member behind it were not worked on.</param>
/// <param name="Pauses">The follower is to end where it is; what was done counts, a failure is tried when it runs again.</param>
public sealed record WorkResult(IReadOnlyList<WorkFailure> Failures, bool Pauses = false)
{
    /// <summary>All is done.</summary>
    public static readonly WorkResult Done = new([]);
}

/// <summary>An event whose work failed.</summary>
/// <param name="RetryAt">By the engine's clock; null for 5 seconds that double with each attempt, up to 10 minutes.</param>
/// <param name="Reason">For the operator: nothing personal, at most 200 characters.</param>
/// <param name="IsAttempt">It counts as tried; false where it was not even begun.</param>
public sealed record WorkFailure(FollowedEvent Event, DateTimeOffset? RetryAt, string Reason, bool IsAttempt = true);
