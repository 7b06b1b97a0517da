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
        while (page.Count > 0)
        {
            foreach (var row in await export.RowsAsync(page, cancellation))
                await csv.WriteRecordAsync(row!, cancellation);
            page = await PageAsync(page[^1].Sequence, last);
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

    private async Task<IReadOnlyList<RecordedEvent>> PageAsync(long after, long last)
    {
        if (after >= last)
            return [];
        var page = await journal.ReadAllAsync(after, PageSize);
        return page.Count > 0 && page[^1].Sequence > last ? [.. page.TakeWhile(recorded => recorded.Sequence <= last)] : page;
    }
}
