namespace Loyalty.Api;

/// <summary>Purchases of many members in one call.</summary>
public static class PurchaseStreamApi
{
    public static void MapPurchaseStream(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/purchases", (HttpContext context, PurchaseStream stream) => LineStreamEndpoint.AnswerAsync(context, () => stream.Open(context)))
            .WithTags("Spend").WithQuery()
            .Allows(PurchasesApi.Reporters).WithName("streamPurchases")
            .WithSummary("Credits purchases of many members, one a line; one result line a line, in order, as they are ready")
            .IsLineStream<PurchaseLineBody, PurchaseLineReceipt>();
}
