using System.Collections.Concurrent;
using System.IO.Pipelines;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Takes over a history as CSV while it is read: page by page, the rows of each member in order, members at once. A row that is
/// refused is named and does not stop the others. The same file again does no harm: its rows are duplicates.
/// </summary>
public sealed class HistoryImport(IGrainFactory grains, IExpirySweep sweep)
{
    /// <summary>
    /// Rows of a page; the next one is read while one is imported. Histories come in order of date: the larger the page, the more rows
    /// of a member stand together, and share a look at the ledger and a write.
    /// </summary>
    public const int PageRows = 50_000;

    /// <summary>Members credited at once.</summary>
    public const int MaxMembersAtOnce = 512;

    /// <summary>Times a page's member is tried again when the engine is busy; the wait doubles each time.</summary>
    public const int MaxBusyRetries = 7;

    private static readonly TimeSpan FirstBusyWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Imports all rows.</summary>
    /// <returns>Refused with <c>import-header-not-valid</c>; nothing was imported then.</returns>
    public async Task<Checked<ImportSummary>> RunAsync(PipeReader file, CancellationToken cancellation)
    {
        await using var lines = Lines.ReadAsync(file, cancellation).GetAsyncEnumerator(cancellation);
        if (!await lines.MoveNextAsync())
            return ImportHeader.Refused();
        var columns = ImportHeader.Read(lines.Current);
        if (columns.Refusal is { } refusal)
            return refusal;

        var sequenceBefore = await sweep.BeginImportAsync();
        var tally = new ImportTally();
        try
        {
            await ImportPagesAsync(lines, columns.Value, tally, cancellation);
        }
        finally
        {
            // Also after half an import: its accounts stand in the past until they are brought to today.
            await sweep.CompleteImportAsync(sequenceBefore, CancellationToken.None);
        }

        return tally.Summary();
    }

    private async Task ImportPagesAsync(IAsyncEnumerator<Line> lines, int columns, ImportTally tally, CancellationToken cancellation)
    {
        var next = ReadAheadAsync();
        try
        {
            while (await next is { Count: > 0 } page)
            {
                next = ReadAheadAsync();
                await ImportPageAsync(page, tally, cancellation);
            }
        }
        finally
        {
            // The file must be left alone before whoever owns it goes on; what became of a page that nobody wants is not asked.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<List<(MemberId Member, ImportRow? Row, ImportError? Error)>> ReadAheadAsync() => Task.Run(() => ReadPageAsync(lines, columns), CancellationToken.None);
    }

    private static async Task<List<(MemberId Member, ImportRow? Row, ImportError? Error)>> ReadPageAsync(
        IAsyncEnumerator<Line> lines, int columns)
    {
        var page = new List<(MemberId, ImportRow?, ImportError?)>();
        while (page.Count < PageRows && await lines.MoveNextAsync())
            page.Add(ImportLine.Read(lines.Current, columns));
        return page;
    }

    private async Task ImportPageAsync(
        List<(MemberId Member, ImportRow? Row, ImportError? Error)> page, ImportTally tally, CancellationToken cancellation)
    {
        var outcomes = new ConcurrentQueue<ImportOutcome>();
        await Parallel.ForEachAsync(
            page.Where(line => line.Row is not null).GroupBy(line => line.Member, line => line.Row!),
            new ParallelOptions { MaxDegreeOfParallelism = MaxMembersAtOnce, CancellationToken = cancellation },
            async (rows, stop) => outcomes.Enqueue(await ImportMemberAsync(rows.Key, [.. rows], stop)));
        tally.Add(page.Count, outcomes, page.Where(line => line.Error is not null).Select(line => line.Error!));
    }

    private async Task<ImportOutcome> ImportMemberAsync(MemberId member, List<ImportRow> rows, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await grains.LoyaltyAccount(member).Import(rows);
            }
            catch (EngineBusyException) when (retry < MaxBusyRetries)
            {
                await Task.Delay(FirstBusyWait * (1 << retry), cancellation);
            }
        }
    }
}
