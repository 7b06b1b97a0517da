using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A list of members as CSV, page by page.</summary>
internal sealed class MemberListCsv(MemberLists lists, MemberListQuery query) : IResult
{
    /// <summary>Members read at a time.</summary>
    private const int PageSize = 200;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellation = httpContext.RequestAborted;
        using var held = httpContext.RequestServices.GetRequiredService<OpenAccess>().Hold(httpContext.User, httpContext.Abort);
        var page = await lists.PageAsync(query, null, PageSize, cancellation);
        await using var csv = CsvAnswer.Begin(httpContext.Response, $"members-{Cells.Of(query.List)}");
        await csv.WriteRecordAsync([.. MembersExport.MemberColumns, "toNextTier"], cancellation);
        while (true)
        {
            foreach (var member in page.Members)
                await csv.WriteRecordAsync([.. MembersExport.Row(member)!, member.Status.Spend.ToNextTier is { } missing ? Cells.Of(missing) : null!], cancellation);
            foreach (var member in page.Unreadable)
                await csv.WriteRecordAsync([member, .. new string[MembersExport.MemberColumns.Count]], cancellation);
            if (page.Next is not { } next)
                break;
            page = await lists.PageAsync(query, next, PageSize, cancellation);
        }

        await csv.FlushAsync(cancellation);
    }
}
