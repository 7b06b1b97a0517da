using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>One call for whatever was scanned, purchases by a scan, and the codes of cards.</summary>
public static class ScansApi
{
    public static void MapScans(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/scans", ScanAsync).WithTags("Scans").WithQuery()
            .Allows(Scopes.Pos | Scopes.FeedDcs | Scopes.Lounge | Scopes.Operator).WithName("scan")
            .WithSummary("Whose a card code, number or boarding pass is, and what they hold").Refuses(400, 404, 409, 413, 415, 422);
        v1.MapPost("/awards", AwardAsync).WithTags("Scans").WithQuery()
            .Allows(Scopes.Pos | Scopes.Operator).WithName("award").WithSummary("Credits a purchase to whoever was scanned; the same again gets the first answer").Refuses(400, 404, 409, 410, 413, 415, 422);
        v1.MapGet("/members/{id}/card-code", CodeAsync).WithTags("Scans").WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("getCardCode").WithSummary("A new signed code for the member's card").Refuses(404, 410, 422);
        v1.MapGet("/card-keys", (CardCodes codes) => codes.KeysAsync()).WithTags("Scans").WithQuery().Produces<CardKeysView>()
            .AllowsAnybody().WithName("getCardKeys").WithSummary("The public keys of card codes, for gates without a network").Refuses();
    }

    /// <summary>Adds what reads scans. The host brings the stores.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    // By factories: a host without stores has no use for them, and is not refused for it.
    public static IServiceCollection AddScans(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(CardCodeSettings.Read(configuration))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<CardKeys>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<CardCodes>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<ScanService>(s));

    private static async Task<Results<Ok<ScanView>, ProblemResult>> ScanAsync(
        JsonBody<ScanBody, ScanBody> body, ScanService scans, IGrainFactory grains, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var found = await scans.FindAsync(asked.Text);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var (member, how, status) = found.Value!;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ScanView(member.Value, status.Name, status.Tier.Code, how, status.Benefits, await grains.Rewards(member.Value).CountSpendable()));
    }

    // Found again by what stands under the id, a repetition needs no code that is still good.
    private static async Task<CreatedResult<PurchaseReceipt>> AwardAsync(
        JsonBody<AwardBody, Award> body, ScanService scans, IGrainFactory grains, IJournal journal, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var award, out var problem))
            return problem;
        var purchase = award.Purchase.From(context.User);
        var earlier = await journal.FindAsync([CommandKey.Of(purchase.TransactionId)]);
        var found = await scans.FindAsync(award.Scan, evenExpired: earlier.Count > 0);
        if (earlier.Count > 0 && found.Value?.Member != earlier[0].Member)
            return (ProblemResult)Reused(purchase);
        if (found.Refusal is { } refusal)
            return (ProblemResult)(refusal.Field == "text" ? refusal with { Field = "scan" } : refusal);
        var member = found.Value!.Member;
        var credited = await trail.CreditedAsync(grains.LoyaltyAccount(member).RecordPurchase(purchase), AuditRecorder.SourceOf(context), member, purchase);
        return new CreatedResult<PurchaseReceipt>(credited.Refusal?.Code == "transaction-id-reused" ? Reused(purchase) : credited, location: null, ReceiptJson.Write);
    }

    private static async Task<Results<Ok<CardCodeView>, ProblemResult>> CodeAsync(string id, IGrainFactory grains, CardCodes codes, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        var status = await grains.LoyaltyAccount(member.Value).GetStatus(new StatusQuery());
        if (status.Refusal is { } absent)
            return (ProblemResult)absent;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await codes.MakeAsync(status.Value!));
    }

    private static Refusal Reused(Purchase purchase) => new("award-id-reused", $"'{purchase.TransactionId}' was used for another purchase.", "awardId");
}
