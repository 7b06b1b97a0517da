using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Follows the journal in its global order and keeps <see cref="PopulationCounts"/>. The counts are stored with the sequence they
/// stand at, so that a restart goes on from there.
/// </summary>
public sealed class Population(IJournal journal, IDueHistory history, IEngineFacts facts, ProgrammeBook programmes, ProgrammeClock clock)
    : IPopulation, IDisposable
{
    /// <summary>Events read at a time.</summary>
    public const int PageSize = 1000;

    /// <summary>Pages that a question reads itself before it tells how far behind its answer is.</summary>
    public const int PagesOfAQuestion = 5;

    /// <summary>Name of the fact that holds the counts; another form of them gets another name.</summary>
    private const string Fact = "population-1";

    private readonly SemaphoreSlim _one = new(1, 1);
    private PopulationCounts? _counts;
    private long _stored;
    private long _behind;

    /// <summary>Events that were recorded but not counted yet when the journal was followed last.</summary>
    public long Behind => Volatile.Read(ref _behind);

    /// <inheritdoc/>
    public async Task<PopulationView> CountAsync()
    {
        await _one.WaitAsync();
        try
        {
            var counts = await LoadAsync();
            for (var page = 0; page < PagesOfAQuestion && await FollowAsync(counts); page++)
            {
            }

            var version = programmes.Current.On(clock.Today);
            counts.CarryTo(version, programmes.Current);
            return PopulationViews.Of(counts, await journal.LastSequenceAsync(), clock.Today, version.Programme);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes the next page of events in.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> FollowAsync()
    {
        await _one.WaitAsync();
        try
        {
            var counts = await LoadAsync();
            var last = await journal.LastSequenceAsync();
            // Before the page is read too: a page that cannot be counted must not hide how many wait behind it.
            Volatile.Write(ref _behind, Math.Max(0, last - counts.Sequence));
            var isFull = await FollowAsync(counts);
            Volatile.Write(ref _behind, Math.Max(0, last - counts.Sequence));
            return isFull;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Stores the counts where they have moved.</summary>
    public async Task StoreAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_counts is not { } counts || counts.Sequence == _stored)
                return;
            counts.ForgetSpendBefore(clock.Today.AddYears(-1));
            await facts.WriteAsync(Fact, JsonSerializer.Serialize(counts));
            _stored = counts.Sequence;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<PopulationCounts> LoadAsync()
    {
        if (_counts is { } counts)
            return counts;
        counts = Read(await facts.ReadAsync(Fact));
        _stored = counts.Sequence;
        return _counts = counts;
    }

    private async Task<bool> FollowAsync(PopulationCounts counts)
    {
        var read = await journal.ReadPageAsync(counts.Sequence, PageSize);
        var page = read.Events;
        // Only a member's first event of the page replaces a due day that the page itself does not show.
        var due = new Dictionary<MemberId, DateOnly?>();
        var first = page.DistinctBy(recorded => recorded.Member).Where(recorded => recorded.Version > 1)
            .Select(recorded => (recorded.Member, Version: recorded.Version - 1)).ToList();
        var before = first.Count == 0 ? [] : await history.DueAtAsync(first);
        for (var i = 0; i < first.Count; i++)
            due[first[i].Member] = before[i];
        // Half a page would be counted twice: unless all of it is, the counts are read anew.
        _counts = null;
        foreach (var recorded in page)
        {
            counts.Apply(recorded, due.GetValueOrDefault(recorded.Member), programmes.Current);
            due[recorded.Member] = recorded.Event.Due;
        }

        counts.PassOverThrough(read.Through);
        _counts = counts;
        return read.IsFull;
    }

    // What cannot be read is counted from the first event again.
    private static PopulationCounts Read(string? stored)
    {
        try
        {
            return stored is null ? new PopulationCounts() : JsonSerializer.Deserialize<PopulationCounts>(stored) ?? new PopulationCounts();
        }
        catch (JsonException)
        {
            return new PopulationCounts();
        }
    }
}
