using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>A trail in memory, which a test may tamper with.</summary>
public sealed class MemoryTrail : ITrail, ITrailStore
{
    private readonly Lock _gate = new();

    public List<TrailRecord> Records { get; } = [];

    public TrailEnd Head { get; set; } = new(0, TrailSeal.None);

    public TrailEnd Root { get; set; } = new(0, TrailSeal.None);

    public Task<TrailRecord> AddAsync(TrailEntry entry, DateTimeOffset at)
    {
        lock (_gate)
        {
            var record = TrailSeal.After(Head, entry, at);
            Records.Add(record);
            Head = new TrailEnd(record.Sequence, record.Hash);
            return Task.FromResult(record);
        }
    }

    public Task<IReadOnlyList<TrailRecord>> ReadAsync(TrailQuery query)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<TrailRecord>>(
            [
                .. Records.AsEnumerable().Reverse()
                    .Where(record => query.Before is null || record.Sequence < query.Before)
                    .Where(record => query.Member is null || record.Entry.Member == query.Member)
                    .Where(record => query.Action is null || record.Entry.Action == query.Action)
                    .Where(record => query.Who is null || record.Entry.Source.Who == query.Who)
                    .Take(query.Limit),
            ]);
        }
    }

    public Task<IReadOnlyList<TrailRecord>> ReadAfterAsync(long afterSequence, int limit)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<TrailRecord>>([.. Records.Where(record => record.Sequence > afterSequence).Take(limit)]);
    }

    public Task<TrailEnd> HeadAsync() => Task.FromResult(Head);

    public Task<TrailEnd> RootAsync() => Task.FromResult(Root);

    public Task<TrailBeginning?> EndBeforeAsync(DateTimeOffset instant)
    {
        lock (_gate)
        {
            var last = Records.TakeWhile(record => record.At < instant).LastOrDefault();
            return Task.FromResult(last is null ? null : new TrailBeginning(new TrailEnd(last.Sequence, last.Hash), (int)(last.Sequence - Root.Sequence)));
        }
    }

    public Task ForgetThroughAsync(TrailEnd end)
    {
        lock (_gate)
        {
            Records.RemoveAll(record => record.Sequence <= end.Sequence);
            Root = end;
            return Task.CompletedTask;
        }
    }
}
