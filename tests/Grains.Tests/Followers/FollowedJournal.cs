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
