using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>One member's purchases and what is taken back of them.</summary>
public static class PurchasesApi
{
    public static void MapPurchases(this IEndpointRouteBuilder v1)
    {
        // Taken once: asking a request's own services for them would make a scope for each, and there is one in the process.
        var grains = v1.ServiceProvider.GetRequiredService<IGrains>();
        var trail = v1.ServiceProvider.GetRequiredService<TrailDesk>();
        var purchases = v1.MapGroup("/members/{id}/purchases").WithTags("Spend");
        purchases.MapPost("", (string id, JsonBody<PurchaseBody, Purchase> body, HttpContext context) => RecordAsync(grains, trail, id, body, context)).WithQuery()
            .Allows(Scopes.Pos | Scopes.FeedReservations | Scopes.FeedPayment | Scopes.Operator).WithName("recordPurchase").WithSummary("Credits one purchase; the same again gets the first answer").Refuses(400, 404, 409, 410, 413, 415, 422);
        purchases.MapPost("/{transactionId}/reversals", Reverse).WithQuery()
            .Allows(Scopes.Pos | Scopes.FeedReservations | Scopes.FeedPayment | Scopes.Operator).WithName("reversePurchase").WithSummary("Takes back all or part of a purchase").Refuses(400, 404, 409, 410, 413, 415, 422);
    }

    private static async Task<CreatedAnswer<PurchaseReceipt>> RecordAsync(
        IGrains grains, TrailDesk trail, string id, JsonBody<PurchaseBody, Purchase> body, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
            return (ProblemAnswer)refusal;
        if (!body.TryGet(out var purchase, out var problem))
            return problem;
        var credited = grains.LoyaltyAccount(member.Value).RecordPurchase(purchase.From(context.User));
        return await Answers.CreatedOrRepeatedAsync(
            purchase.Reason is null ? credited : trail.CreditedAsync(credited, TrailDesk.SourceOf(context), member.Value, purchase));
    }

    private static async Task<CreatedAnswer<PurchaseReceipt>> Reverse(
        string id, string transactionId, JsonBody<ReversalBody, ReversalBody> body, HttpContext context, IGrains grains, TrailDesk trail)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } noMember)
            return (ProblemAnswer)noMember;
        var transaction = TransactionId.Parse(RawTransactionId(context) ?? transactionId);
        if (transaction.Refusal is { } noTransaction)
            return (ProblemAnswer)noTransaction;
        if (!body.TryGet(out var reversal, out var problem))
            return problem;
        var request = new ReversalRequest(
            new ReversalId(reversal.ReversalId),
            transaction.Value,
            reversal.Amount,
            reversal.Reason,
            AccessIdentity.SourceOf(context.User),
            OwnOnly: !Grants.Of(context.User).May(Scopes.Operator));
        return await Answers.CreatedOrRepeatedAsync(trail.ReversedAsync(
            grains.LoyaltyAccount(member.Value).ReversePurchase(request), TrailDesk.SourceOf(context), member.Value, request));
    }

    // A transaction id may hold any printable ASCII character. The server leaves %2F as it is when it decodes a path, so that
    // "a/b" and "a%2Fb" could not be told apart: the segment is taken from the request line and decoded once.
    internal static string? RawTransactionId(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
            return null;
        var path = target.Split('?', 2)[0].TrimEnd('/').Split('/');
        return path.Length < 2 ? null : Uri.UnescapeDataString(path[^2]);
    }
}
