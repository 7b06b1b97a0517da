using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Orders at partners: what waits, is unknown, was sent; and what moved in a month.</summary>
public static class PartnerOrdersApi
{
    private const Scopes Readers = Scopes.Operator | Scopes.Finance;

    private static readonly string[] Columns =
        ["day", "partner", "orderId", "kind", "memberId", "transactionId", "points", "price", "priceCurrency", "value", "currency"];

    public static void MapPartnerOrders(this IEndpointRouteBuilder v1)
    {
        var orders = v1.MapGroup("/partner-orders").WithTags("Partners");
        orders.MapGet("", ListAsync).WithQuery("state", "memberId", "partner", "limit", "cursor")
            .Allows(Readers).WithName("listPartnerOrders").WithSummary("Orders at partners, newest first").Refuses(422);
        orders.MapPost("/{orderId}/resolution", SettleAsync).WithQuery()
            .Allows(Scopes.Operator).WithName("settlePartnerOrder").WithSummary("Says what became of an order that is unknown").Refuses(400, 404, 409, 413, 415, 422);
        v1.MapGet("/finance/partners", MonthAsync).WithTags("Finance").WithQuery("month")
            .Allows(Scopes.Finance).WithName("getPartnerMonth").WithSummary("Points sent to partners in a month, what they cost, and what was lost").Refuses(422);
        v1.MapGet("/exports/partner-orders", ExportAsync).WithTags("Finance").WithQuery("month").Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Allows(Scopes.Finance).WithName("exportPartnerOrders").WithSummary("What moved at partners in a month, one by one").Refuses(422);
    }

    private static async Task<Results<Ok<Page<PartnerOrderView>>, ProblemResult>> ListAsync(
        string? state, string? memberId, string? partner, string? limit, string? cursor, PartnerBook partners)
    {
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        PartnerOrderState? wanted = null;
        if (state is not null && (wanted = Enum.GetValues<PartnerOrderState>().Cast<PartnerOrderState?>().FirstOrDefault(one => one!.Value.Word() == state)) is null)
            return (ProblemResult)new Refusal("state-not-valid", $"Must be one of {string.Join(", ", Enum.GetValues<PartnerOrderState>().Select(PartnerOrderStates.Word))}.", "state");
        var member = memberId is null ? default(Checked<MemberId>?) : MemberId.Parse(memberId);
        if (member is { Refusal: { } notMember })
            return (ProblemResult)notMember;
        HeldOrder? after = null;
        if (page.Value.Cursor is { } last && (after = await FindAsync(last, partners)) is null)
            return (ProblemResult)Refusals.CursorNotValid;
        var found = await partners.Store.ListAsync(new OrderQuery(wanted, member?.Value, partner), after, page.Value.Limit);
        return TypedResults.Ok(new Page<PartnerOrderView>(
            [.. found.Select(held => PartnerOrderView.Of(held.Order))], found.Count == page.Value.Limit ? Uri.EscapeDataString(found[^1].Order.OrderId) : null));
    }

    private static async Task<HeldOrder?> FindAsync(string cursor, PartnerBook partners) => await partners.Store.FindOrderAsync(Uri.UnescapeDataString(cursor));

    private static async Task<Results<Ok<PartnerOrderView>, ProblemResult>> SettleAsync(
        string orderId, JsonBody<ResolutionBody, ResolutionBody> body, PointPayments payments, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var outcome = await payments.SettleAsync(PartnersApi.Id(context, orderId), asked.Outcome == "sent");
        if (outcome.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var order = outcome.Value!;
        await trail.RecordAsync(
            context, TrailActions.PartnerOrderSettled, order.Member, order.OrderId, AuditRecorder.Detail(("partner", order.Partner), ("outcome", asked.Outcome)), asked.Reason);
        return TypedResults.Ok(PartnerOrderView.Of(order));
    }

    private static async Task<Results<Ok<PartnerMonthView>, ProblemResult>> MonthAsync(string? month, PartnerFinance finance)
    {
        var read = MonthField.Read(month);
        return read.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(await finance.MonthAsync(read.Value));
    }

    private static async Task<IResult> ExportAsync(string? month, PartnerFinance finance, AuditRecorder trail, HttpContext context)
    {
        var read = MonthField.Read(month);
        if (read.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "partner-orders");
        return new PartnerOrdersCsv(finance.LinesAsync(read.Value), Columns);
    }
}

/// <summary>What moved at partners as CSV, written while it is read.</summary>
internal sealed class PartnerOrdersCsv(IAsyncEnumerable<PartnerMovementLine> lines, string[] columns) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var csv = CsvAnswer.Begin(httpContext.Response, "partner-orders");
        await csv.WriteRecordAsync(columns, httpContext.RequestAborted);
        await foreach (var (movement, price) in lines.WithCancellation(httpContext.RequestAborted))
        {
            var isPaid = movement.Kind == PartnerMovementKind.Sent && price is not null;
            string?[] cells =
            [
                Cells.Of(movement.Day),
                movement.Partner,
                CellText.Of(movement.OrderId),
                Cells.Of(movement.Kind),
                movement.Member,
                CellText.Of(movement.Transaction),
                Cells.Of(movement.Points),
                isPaid ? Cells.Of(price!.Exact(movement.Points)) : null,
                isPaid ? price!.Currency.Code : null,
                movement.Value is { } value ? Cells.Of(Money.ToDecimal(value, Currency.Of(movement.Currency!))) : null,
                movement.Currency,
            ];
            await csv.WriteRecordAsync(cells!, httpContext.RequestAborted);
        }

        await csv.FlushAsync(httpContext.RequestAborted);
    }
}
