using System.Collections.Concurrent;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Grains.Tests;

/// <summary>A journal in a file of its own, and followers of it that note what they are given.</summary>
internal sealed class FollowedJournal : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-followers-").FullName;
    private LoyaltyStore _store = null!;

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));

    public IJournal Journal => _store.Journal;

    public IFollowerStore Store => _store.Followers;

    public CommitSignal Commits => _store.Commits;

    public FollowerBounds Bounds { get; set; } = FollowerBounds.Default;

    public List<IEventStream> MoreStreams { get; } = [];

    public static async Task<FollowedJournal> OpenAsync()
    {
        var journal = new FollowedJournal();
        await journal.ReopenAsync();
        return journal;
    }

    public async Task ReopenAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        _store = await LoyaltyStore.OpenAsync("sqlite", $"Data Source={Path.Combine(_folder, "loyalty.db")}", TimeProvider.System);
    }

    /// <summary>A follower; another process's where <paramref name="store"/> says that the store has others.</summary>
    public Follower Follow(IFollowerKind kind, IFollowerStore? store = null) => new(
        kind.Name,
        kind,
        new FollowerServices(
            [new LedgerStream(Journal), .. MoreStreams], store ?? Store, Commits, new ProgrammeClock(BuiltInProgramme.Value, Clock), TimeProvider.System, NullLogger<Follower>.Instance)
        {
            Bounds = Bounds,
        });

    /// <summary>Appends so many events of a member, from its first on.</summary>
    public async Task AppendAsync(MemberId member, int events, long after = 0)
    {
        for (var i = 0; i < events; i++)
        {
            AccountEvent change = after + i == 0 ? Samples.Enrolled() : Samples.Recorded($"{member}-{after + i}");
            Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(new JournalAppend(member, after + i, [change], Clock.GetUtcNow())));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Work that notes what was done, in the order it was, and fails as a test says.</summary>
internal sealed class NotedWork(int lanes = 1, IReadOnlyList<string>? streams = null) : IFollowerKind, IFollowerWork
{
    private readonly ConcurrentQueue<FollowedEvent> _done = new();

    public string Name { get; init; } = "noted";

    public int Lanes => lanes;

    public int Rest => 0;

    public IReadOnlyList<string> Streams => streams ?? [IEventStream.Ledger];

    /// <summary>Is asked before an event counts as done; what it throws is the event's failure.</summary>
    public Func<FollowedEvent, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentQueue<int> Attempts { get; } = new();

    public IReadOnlyList<FollowedEvent> Done => [.. _done];

    public IReadOnlyList<long> Versions(MemberId member) => [.. _done.Where(one => one.Member == member && one.Stream == IEventStream.Ledger).Select(one => one.Place)];

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        Attempts.Enqueue(batch.Attempt);
        foreach (var one in batch.Events)
        {
            await Before(one, cancellation);
            _done.Enqueue(one);
        }

        return WorkResult.Done;
    }
}
