using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>One member's purchases and what is taken back of them.</summary>
public static class PurchasesApi
{
    /// <summary>Who reports purchases; a partner only those that name it.</summary>
    internal const Scopes Reporters = Systems | Scopes.Partner;

    private const Scopes Systems = Scopes.Pos | Scopes.FeedReservations | Scopes.FeedPayment | Scopes.Operator;

    public static void MapPurchases(this IEndpointRouteBuilder v1)
    {
        // Taken once: asking a request's own services for them would make a scope for each, and there is one in the process.
        var grains = v1.ServiceProvider.GetRequiredService<IGrainFactory>();
        var trail = v1.ServiceProvider.GetRequiredService<AuditRecorder>();
        var purchases = v1.MapGroup("/members/{id}/purchases").WithTags("Spend");
        purchases.MapPost("", (string id, HttpContext context) => RecordAsync(grains, trail, id, context)).WithQuery().IsSpend<PurchaseBody, Purchase>(Reporters)
            .WithName("recordPurchase").WithSummary("Credits one purchase; the same again gets the first answer");
        purchases.MapPost("/{transactionId}/reversals", (string id, string transactionId, HttpContext context) => ReverseAsync(grains, trail, id, transactionId, context))
            .WithQuery().IsSpend<ReversalBody, ReversalBody>(Reporters)
            .WithName("reversePurchase").WithSummary("Takes back all or part of a purchase");
        purchases.MapPost("/{transactionId}/events", (string id, string transactionId, HttpContext context) => NoteAsync(grains, v1.ServiceProvider, id, transactionId, context))
            .WithQuery().IsSpend<PurchaseEventBody, PurchaseEventBody>(Systems)
            .WithName("notePurchaseEvent").WithSummary("Paid, shipped, flown, delivered, rebooked: may bring the release of a waiting credit nearer");
    }

    private static RouteHandlerBuilder IsSpend<TShape, TValue>(this RouteHandlerBuilder endpoint, Scopes scopes)
        where TShape : IJsonShape<TValue>
        where TValue : class => endpoint
            .Allows(scopes)
            .WithMetadata(JsonBody.Metadata<TShape, TValue>()).WithMetadata([.. CreatedResult.Metadata<PurchaseReceipt>()])
            .Refuses(400, 404, 409, 410, 413, 415, 422);

    // These two read their body and write their answer themselves: a bound body and a returned answer would each be a task more that
    // waits for the journal, and a tenth of what a purchase leaves for the collector.
    private static async Task RecordAsync(IGrainFactory grains, AuditRecorder trail, string id, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
        {
            await ProblemResult.WriteAsync(context, Problem.Of(refusal));
            return;
        }

        var (purchase, problem) = await JsonBody<PurchaseBody, Purchase>.ReadAsync(context);
        if (purchase is null)
        {
            await ProblemResult.WriteAsync(context, problem!);
            return;
        }

        if (!Grants.Of(context.User).MayReport(Reporters, purchase.Partner))
        {
            await AccessProblems.WriteAsync(context, AccessProblems.NotAllowed, isGiven: true);
            return;
        }

        var credited = grains.LoyaltyAccount(member.Value).RecordPurchase(purchase.From(context.User));
        await context.WriteCreatedOrRepeatedAsync(
            purchase.Reason is null ? credited : trail.CreditedAsync(credited, AuditRecorder.SourceOf(context), member.Value, purchase),
            ReceiptJson.Write);
    }

    private static async Task ReverseAsync(IGrainFactory grains, AuditRecorder trail, string id, string transactionId, HttpContext context)
    {
        var member = MemberId.Parse(id);
        var transaction = TransactionId.Parse(RawTransactionId(context) ?? transactionId);
        if ((member.Refusal ?? transaction.Refusal) is { } refusal)
        {
            await ProblemResult.WriteAsync(context, Problem.Of(refusal));
            return;
        }

        var (reversal, problem) = await JsonBody<ReversalBody, ReversalBody>.ReadAsync(context);
        if (reversal is null)
        {
            await ProblemResult.WriteAsync(context, problem!);
            return;
        }

        var request = new ReversalRequest(
            new ReversalId(reversal.ReversalId),
            transaction.Value,
            reversal.Amount,
            reversal.Reason,
            AccessIdentity.SourceOf(context.User),
            OwnOnly: !Grants.Of(context.User).May(Scopes.Operator),
            Components: reversal.Components is null ? null : [.. reversal.Components.Select(c => ((string?)c.Code, c.Amount))]);
        await context.WriteCreatedOrRepeatedAsync(
            trail.ReversedAsync(grains.LoyaltyAccount(member.Value).ReversePurchase(request), AuditRecorder.SourceOf(context), member.Value, request), ReceiptJson.Write);
    }

    private static async Task NoteAsync(IGrainFactory grains, IServiceProvider services, string id, string transactionId, HttpContext context)
    {
        var member = MemberId.Parse(id);
        var transaction = TransactionId.Parse(RawTransactionId(context) ?? transactionId);
        if ((member.Refusal ?? transaction.Refusal) is { } refusal)
        {
            await ProblemResult.WriteAsync(context, Problem.Of(refusal));
            return;
        }

        var (body, problem) = await JsonBody<PurchaseEventBody, PurchaseEventBody>.ReadAsync(context);
        if (body is null)
        {
            await ProblemResult.WriteAsync(context, problem!);
            return;
        }

        var happened = new PurchaseEvent(
            new Domain.EventId(body.EventId),
            transaction.Value,
            body.Event,
            body.Date,
            body.ServiceDate,
            AccessIdentity.SourceOf(context.User));
        var ownOnly = !Grants.Of(context.User).May(Scopes.Operator);
        // Orders at partners may await what the account does not.
        await context.WriteCreatedOrRepeatedAsync(
            services.GetService<IPartnerStore>() is null
                ? grains.LoyaltyAccount(member.Value).NotePurchaseEvent(happened, ownOnly)
                : services.GetRequiredService<PartnerEvents>().NoteAsync(member.Value, happened, ownOnly),
            ReceiptJson.Write);
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
