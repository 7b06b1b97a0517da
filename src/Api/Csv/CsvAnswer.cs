using CsvHelper;
using Loyalty.Grains;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>
/// Writes an export while the journal is read, from its first event to the one that was last when it began; a page is in memory at a
/// time. An export that fails midway breaks the connection, so that nobody takes it for whole.
/// </summary>
public sealed class CsvAnswer(IExport export, IJournal journal) : IResult
{
    /// <summary>Events read at a time.</summary>
    public const int PageSize = 1000;

    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellation = httpContext.RequestAborted;
        using var held = httpContext.RequestServices.GetRequiredService<OpenAccess>().Hold(httpContext.User, httpContext.Abort);
        var last = await journal.LastSequenceAsync();
        var page = await PageAsync(0, last);
        await using var csv = Begin(httpContext.Response, export.Name);
        await csv.WriteRecordAsync([.. export.Columns], cancellation);
        while (page is { } read)
        {
            foreach (var row in await export.RowsAsync(read.Events, cancellation))
                await csv.WriteRecordAsync(row!, cancellation);
            foreach (var row in read.Unreadable.Select(export.Unreadable).OfType<string?[]>())
                await csv.WriteRecordAsync(row!, cancellation);
            page = await PageAsync(read.Through, last);
        }

        await csv.FlushAsync(cancellation);
    }

    /// <summary>Begins a file that a browser saves and nobody caches.</summary>
    /// <param name="name">What it is called, without its ending.</param>
    public static CsvWriter Begin(HttpResponse response, string name)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}.csv\"";
        return CsvWriter.Create(response.Body, Options, leaveOpen: true);
    }

    private async Task<JournalPage?> PageAsync(long after, long last)
    {
        if (after >= last)
            return null;
        var page = await journal.ReadPageAsync(after, PageSize);
        if (page.Through == after)
            return null;
        return page.Through <= last
            ? page
            : new JournalPage(
                [.. page.Events.TakeWhile(recorded => recorded.Sequence <= last)], [.. page.Unreadable.Where(row => row.Sequence <= last)], last, IsFull: false);
    }
}
