using System.Diagnostics.Metrics;
using System.Globalization;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// The sweep of one process, or its share of a cluster's. It may run late, twice or not at all: every read advances its account all the same. A member whose
/// account cannot be read is named in the log and passed over, so that one damaged row holds nobody else up.
/// </summary>
/// <param name="share">The events whose members it visits, where several sweeps share them; all by default.</param>
public sealed class ExpirySweep(
    IJournal journal, IEngineFacts facts, IGrains grains, ProgrammeClock clock, ILogger<ExpirySweep> log, DueShare? share = null)
    : IExpirySweep, IDisposable
{
    /// <summary>Members visited from one page of the journal.</summary>
    public const int PageSize = 1000;

    /// <summary>Members visited at once.</summary>
    public const int MaxConcurrency = 64;

    /// <summary>The fact that says which day was swept last.</summary>
    public const string SweptThrough = "swept-through";

    private const string ImportedAfter = "imported-after";

    private static readonly Counter<long> PassedOver =
        new Meter("Loyalty.Sweep").CreateCounter<long>("loyalty.sweep.passed_over", "{member}", "Members that a sweep could not bring to the day");

    private readonly SemaphoreSlim _one = new(1, 1);
    private int _imports;

    // An earlier import was not completed: the note is older than those under way.
    private bool _importLeft;

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

    /// <summary>Completes an import that was cut short, if there is one.</summary>
    public async Task ResumeImportAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await CompleteInterruptedImportAsync(cancellation);
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
            else if (_imports == 0)
                _importLeft = true;
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
            _imports--;
            await VisitAsync(new DueQuery(DateOnly.MinValue, clock.Today, sequenceBefore, null, PageSize), cancellation);
            if (_imports > 0)
                return;
            if (_importLeft)
                await CompleteInterruptedImportAsync(cancellation);
            else
                await facts.WriteAsync(ImportedAfter, "");
        }
        catch
        {
            // The note stays: the last import to end, or the next sweep, visits all since then.
            _importLeft = true;
            throw;
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
        _importLeft = false;
    }

    private async Task<DateOnly> SweptThroughAsync() =>
        await facts.ReadAsync(SweptThrough) is { } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : DateOnly.MinValue;

    private async Task VisitAsync(DueQuery query, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation };
        query = query with { Share = share ?? DueShare.All };
        DuePage page;
        do
        {
            page = await journal.ReadDueAsync(query);
            await Parallel.ForEachAsync(page.Members, options, async (member, _) => await VisitAsync(member));
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);
    }

    private async Task VisitAsync(MemberId member)
    {
        try
        {
            await grains.LoyaltyAccount(member).Visit();
        }
        catch (Exception fault) when (fault is not (EngineBusyException or JournalUnavailableException or OperationCanceledException))
        {
            log.LogError(
                fault,
                "Member {Member} is passed over by the sweep, version {Version}: the account cannot be brought to {Day:O}",
                member, (fault as JournalDamagedException)?.Version, clock.Today);
            PassedOver.Add(1);
        }
    }
}
