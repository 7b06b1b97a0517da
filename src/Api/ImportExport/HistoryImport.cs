using System.IO.Pipelines;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Takes over a history as CSV while it is read: page by page, the rows of each member in order, members at once. A row that is
/// refused is named and does not stop the others. The same file again does no harm: its rows are duplicates.
/// </summary>
public sealed class HistoryImport(IGrainFactory grains, IExpirySweep sweep, IJournal journal, TimeProvider time)
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

    internal static readonly TimeSpan FirstBusyWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads the header.</summary>
    /// <returns>Refused with <c>import-header-not-valid</c>.</returns>
    public async Task<Checked<ImportFile>> OpenAsync(PipeReader body, CancellationToken cancellation)
    {
        var records = CsvRecords.ReadAsync(body, cancellation).GetAsyncEnumerator(cancellation);
        var header = ImportHeader.Read(await records.MoveNextAsync() ? records.Current : null);
        if (header.Refusal is null)
            return new ImportFile(records, header.Value, new ImportTally(time));
        await records.DisposeAsync();
        return header.Refusal;
    }

    /// <summary>Imports all rows; what has become of them can be read from the file's tally all the while.</summary>
    public async Task RunAsync(ImportFile file, CancellationToken cancellation)
    {
        var sequenceBefore = await sweep.BeginImportAsync();
        long imported;
        try
        {
            await PagesAsync(file, (page, stop) => ImportPageAsync(page, file.Tally, stop), cancellation);
            imported = await journal.LastSequenceAsync();
        }
        finally
        {
            // Also after half an import: its accounts stand in the past until they are brought to today.
            await sweep.CompleteImportAsync(sequenceBefore, CancellationToken.None);
        }

        await CountMovesAsync(file.Tally, imported);
    }

    /// <summary>Tries all rows and changes nothing. At most <see cref="ImportTrial.MaxRows"/> are tried.</summary>
    public static async Task TryAsync(ImportFile file, ImportTrial trial, CancellationToken cancellation)
    {
        await PagesAsync(file, async (page, stop) =>
        {
            foreach (var rows in RowsOf(page))
            {
                stop.ThrowIfCancellationRequested();
                file.Tally.Add(rows.Key, await trial.ImportAsync(rows.Key, [.. rows]));
            }
        }, cancellation);
        file.Tally.AddMoves(trial.Complete());
    }

    private static async Task PagesAsync(ImportFile file, Func<List<ImportLine>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        var next = ReadAheadAsync();
        try
        {
            while (await next is { Count: > 0 } page)
            {
                next = ReadAheadAsync();
                file.Tally.Add(page.Where(line => line.Error is not null).Select(line => line.Error!));
                await take(page, cancellation);
            }
        }
        finally
        {
            // The file must be left alone before whoever owns it goes on; what became of a page that nobody wants is not asked.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<List<ImportLine>> ReadAheadAsync() => Task.Run(() => ReadPageAsync(file), CancellationToken.None);
    }

    private static async Task<List<ImportLine>> ReadPageAsync(ImportFile file)
    {
        var page = new List<ImportLine>();
        while (page.Count < PageRows && await file.Records.MoveNextAsync())
            page.Add(ImportLine.Read(file.Records.Current, file.Header));
        return page;
    }

    private async Task ImportPageAsync(List<ImportLine> page, ImportTally tally, CancellationToken cancellation) =>
        await Parallel.ForEachAsync(
            RowsOf(page),
            new ParallelOptions { MaxDegreeOfParallelism = MaxMembersAtOnce, CancellationToken = cancellation },
            async (rows, stop) => tally.Add(rows.Key, await ImportMemberAsync(rows.Key, [.. rows], stop)));

    private static IEnumerable<IGrouping<MemberId, ImportRow>> RowsOf(List<ImportLine> page) =>
        page.Where(line => line.Row is not null).GroupBy(line => line.Member, line => line.Row!);

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

    // What time did to the imported accounts on their way to today.
    private async Task CountMovesAsync(ImportTally tally, long after)
    {
        while (await journal.ReadAllAsync(after, CsvAnswer.PageSize) is { Count: > 0 } page)
        {
            tally.AddMoves(page.Count(recorded => recorded.Event is TierMoved && tally.Has(recorded.Member)));
            after = page[^1].Sequence;
        }
    }
}

/// <summary>An import whose header is read.</summary>
public sealed class ImportFile(IAsyncEnumerator<CsvRecord> records, ImportHeader header, ImportTally tally) : IAsyncDisposable
{
    internal IAsyncEnumerator<CsvRecord> Records { get; } = records;

    internal ImportHeader Header { get; } = header;

    /// <summary>What has become of the rows so far.</summary>
    public ImportTally Tally { get; } = tally;

    public ValueTask DisposeAsync() => Records.DisposeAsync();
}
