using System.Globalization;

namespace Loyalty.Grains;

/// <summary>
/// The sweep of one process. It may run late, twice or not at all: every read advances its account all the same.
/// </summary>
public sealed class ExpirySweep(IJournal journal, IEngineFacts facts, IGrains grains, ProgrammeClock clock)
    : IExpirySweep, IDisposable
{
    /// <summary>Members visited from one page of the journal.</summary>
    public const int PageSize = 1000;

    /// <summary>Members visited at once.</summary>
    public const int MaxConcurrency = 64;

    private const string SweptThrough = "swept-through";
    private const string ImportedAfter = "imported-after";

    private readonly SemaphoreSlim _one = new(1, 1);
    private int _imports;

    /// <inheritdoc/>
    public async Task SweepAsync(bool everyone = false, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await CompleteInterruptedImportAsync(cancellation);
            var today = clock.Today;
            var swept = await SweptThroughAsync();
            if (swept >= today && !everyone)
                return;
            await VisitAsync(
                everyone ? new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, PageSize) : new DueQuery(swept, today, 0, null, PageSize),
                cancellation);
            await facts.WriteAsync(SweptThrough, today.ToString("O", CultureInfo.InvariantCulture));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async Task StepAsync(DateOnly after, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await VisitAsync(new DueQuery(after, clock.Today, 0, null, PageSize), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<long> BeginImportAsync()
    {
        await _one.WaitAsync();
        try
        {
            var sequence = await journal.LastSequenceAsync();
            var earlier = await facts.ReadAsync(ImportedAfter);
            if (string.IsNullOrEmpty(earlier))
                await facts.WriteAsync(ImportedAfter, sequence.ToString(CultureInfo.InvariantCulture));
            _imports++;
            return sequence;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(CancellationToken.None);
        try
        {
            await VisitAsync(new DueQuery(DateOnly.MinValue, clock.Today, sequenceBefore, null, PageSize), cancellation);
            if (--_imports == 0)
                await facts.WriteAsync(ImportedAfter, "");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task CompleteInterruptedImportAsync(CancellationToken cancellation)
    {
        if (_imports > 0 || await facts.ReadAsync(ImportedAfter) is not { Length: > 0 } noted)
            return;
        var sequence = long.Parse(noted, CultureInfo.InvariantCulture);
        await VisitAsync(new DueQuery(DateOnly.MinValue, clock.Today, sequence, null, PageSize), cancellation);
        await facts.WriteAsync(ImportedAfter, "");
    }

    private async Task<DateOnly> SweptThroughAsync() =>
        await facts.ReadAsync(SweptThrough) is { } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : DateOnly.MinValue;

    private async Task VisitAsync(DueQuery query, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation };
        DuePage page;
        do
        {
            page = await journal.ReadDueAsync(query);
            await Parallel.ForEachAsync(page.Members, options, async (member, _) => await grains.LoyaltyAccount(member).Visit());
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);
    }
}
