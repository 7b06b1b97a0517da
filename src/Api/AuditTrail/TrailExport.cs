using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What is asked for of the trail as CSV, oldest first, a page in memory at a time; it ends with the record that was last when it began.</summary>
public sealed class TrailExport(ITrailStore store, TrailFilter filter) : IResult
{
    private static readonly string[] Columns =
        ["sequence", "at", "by", "who", "from", "action", "memberId", "subject", "reason", "detail", "previous", "hash"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = httpContext.RequestServices.GetRequiredService<OpenAccess>().Hold(httpContext.User, httpContext.Abort);
        var last = (await store.HeadAsync()).Sequence;
        await using var csv = CsvAnswer.Begin(httpContext.Response, "trail");
        await csv.WriteRecordAsync(Columns, httpContext.RequestAborted);
        for (long after = 0; after < last;)
        {
            var page = await store.ReadAfterAsync(after, CsvAnswer.PageSize);
            foreach (var record in page.Where(record => record.Sequence <= last && filter.Takes(record.Entry)))
                await csv.WriteRecordAsync(Row(record)!, httpContext.RequestAborted);
            after = page.Count == 0 ? last : page[^1].Sequence;
        }

        await csv.FlushAsync(httpContext.RequestAborted);
    }

    private static string?[] Row(TrailRecord record)
    {
        var (entry, source) = (record.Entry, record.Entry.Source);
        return
        [
            Cells.Of(record.Sequence), Cells.Of(record.At), source.By, CellText.Of(source.Who), source.From, entry.Action, entry.Member?.Value,
            CellText.Of(entry.Subject), CellText.Of(entry.Reason), CellText.Of(entry.Detail), record.Previous, record.Hash,
        ];
    }
}
