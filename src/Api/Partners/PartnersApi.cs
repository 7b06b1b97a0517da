using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Partners: their data, what points are worth, paying with points, and what partners say of themselves.</summary>
public static class PartnersApi
{
    private const Scopes Tills = Scopes.Pos | Scopes.Operator, Readers = Scopes.Operator | Scopes.Finance;

    public static void MapPartners(this IEndpointRouteBuilder v1)
    {
        var partners = v1.MapGroup("/partners").WithTags("Partners");
        partners.MapGet("", ListAsync).WithQuery()
            .Allows(Tills | Readers | Scopes.Member).WithName("listPartners").WithSummary("All partners, with their orders by state");
        partners.MapGet("/{partner}", GetAsync).WithQuery()
            .Allows(Tills | Readers | Scopes.Member).WithName("getPartner").WithSummary("A partner, with its orders by state").Refuses(404);
        partners.MapPut("/{partner}", PutAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("putPartner").WithSummary("Keeps a partner's data; what was planned before keeps to what it was planned by").Refuses(400, 413, 415, 422);
        partners.MapPost("/{partner}/previews", PreviewAsync).WithQuery()
            .Allows(Tills | Scopes.Member).WithName("previewPoints").WithSummary("What points are worth, or an amount is in points; it binds for ten minutes").Refuses(400, 404, 413, 415, 422);
        partners.MapPost("/{partner}/authorisations", AuthoriseAsync).WithQuery()
            .Allows(Tills | Scopes.Member).WithName("authorisePoints").WithSummary("Keeps points for a payment; the same again is answered from the order").Refuses(400, 402, 404, 409, 410, 413, 415, 422, 503);
        partners.MapPost("/{partner}/authorisations/{orderId}/capture", CaptureAsync).WithQuery()
            .Allows(Tills).WithName("capturePoints").WithSummary("Takes the points of an authorisation").Refuses(402, 404, 409, 503);
        partners.MapPost("/{partner}/authorisations/{orderId}/void", VoidAsync).WithQuery()
            .Allows(Tills).WithName("voidPoints").WithSummary("Gives the points of an authorisation back").Refuses(404, 409, 503);
        partners.MapPost("/{partner}/callbacks", PartnerCallbacks.TakeAsync).WithQuery().Accepts<CallbackBody>("application/json")
            .AllowsAnybody().WithName("callBack").WithSummary("What a partner says of an order; signed with the partner's key").Refuses(400, 401, 404, 413, 415, 422);
    }

    private static async Task<Ok<Page<PartnerView>>> ListAsync(PartnerBook partners, IPartnerConnector connector, HttpContext context)
    {
        var counts = await CountsAsync(partners, context);
        return TypedResults.Ok(new Page<PartnerView>([.. (await partners.Store.LoadAsync()).Select(record => View(record, connector, counts, context))], null));
    }

    private static async Task<Results<Ok<PartnerView>, ProblemResult>> GetAsync(string partner, PartnerBook partners, IPartnerConnector connector, HttpContext context)
    {
        var found = await partners.FindAsync(partner);
        return found.Refusal is { } refusal
            ? (ProblemResult)refusal
            : TypedResults.Ok(View(found.Value.Record, connector, await CountsAsync(partners, context), context));
    }

    private static async Task<Results<NoContent, ProblemResult>> PutAsync(
        string partner, JsonBody<PartnerBody, PartnerFile> body, PartnerBook partners, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var file, out var problem))
            return problem;
        if (!PartnerTerms.IsWord(partner))
            return (ProblemResult)new Refusal("partner-not-valid", "A partner's name is 1 to 40 of a-z, 0-9 and -.", "partner");
        var kept = await partners.PutAsync(partner, file);
        if (kept.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (kept.Value)
            await trail.RecordAsync(context, TrailActions.PartnerChanged, subject: partner);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PreviewView>, ProblemResult>> PreviewAsync(string partner, JsonBody<PreviewBody, PreviewRequest> body, PartnerPreviews previews)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var made = await previews.MakeAsync(partner, asked);
        return made.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(PreviewView.Of(made.Value));
    }

    private static async Task<CreatedResult<AuthorisationView>> AuthoriseAsync(
        string partner, JsonBody<AuthorisationBody, AuthorisationRequest> body, PointPayments payments, PartnerBook partners, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        if (!await MayAsync(asked, partners, context))
            return new ProblemResult(AccessProblems.NotAllowed);
        // A caller that goes away must not leave a partner half asked.
        var outcome = await payments.AuthoriseAsync(partner, asked, CancellationToken.None);
        if (outcome is { Value: { } order, IsRepeat: false })
            await RecordAsync(trail, context, TrailActions.PointsAuthorised, order);
        return OutcomeResults.CreatedOrRepeated(View(outcome));
    }

    private static async Task<Results<Ok<AuthorisationView>, ProblemResult>> CaptureAsync(string partner, string orderId, PointPayments payments, AuditRecorder trail, HttpContext context) =>
        await EndAsync(await payments.CaptureAsync(partner, Id(context, orderId), CancellationToken.None), TrailActions.PointsCaptured, trail, context);

    private static async Task<Results<Ok<AuthorisationView>, ProblemResult>> VoidAsync(string partner, string orderId, PointPayments payments, AuditRecorder trail, HttpContext context) =>
        await EndAsync(await payments.VoidAsync(partner, Id(context, orderId), CancellationToken.None), TrailActions.PointsVoided, trail, context);

    private static async Task<Results<Ok<AuthorisationView>, ProblemResult>> EndAsync(Outcome<PartnerOrder> outcome, string action, AuditRecorder trail, HttpContext context)
    {
        if (outcome is { Value: { } order, IsRepeat: false })
            await RecordAsync(trail, context, action, order);
        return OutcomeResults.Ok(View(outcome));
    }

    // A member exchanges for themselves, by a preview; all else is a till's.
    private static async Task<bool> MayAsync(AuthorisationRequest asked, PartnerBook partners, HttpContext context)
    {
        var grants = Grants.Of(context.User);
        if (grants.May(Tills))
            return true;
        return asked is { Member: { } member, PreviewId: { } preview } && grants.May(Scopes.Member, member.Value)
            && await partners.Store.FindPreviewAsync(preview) is null or { Direction: PartnerDirection.ExchangeIn };
    }

    private static Task<TrailRecord> RecordAsync(AuditRecorder trail, HttpContext context, string action, PartnerOrder order) => trail.RecordAsync(
        context, action, order.Member, order.OrderId, AuditRecorder.Detail(("partner", order.Partner), ("points", order.Points), ("kind", order.Kind)));

    private static Outcome<AuthorisationView> View(Outcome<PartnerOrder> outcome) =>
        new(outcome.Value is { } order ? AuthorisationView.Of(order) : null, outcome.Refusal, outcome.IsRepeat);

    private static PartnerView View(PartnerRecord record, IPartnerConnector connector, ILookup<string, OrderCount> counts, HttpContext context) => PartnerView.Of(
        record,
        connector.Knows(record.Partner),
        Grants.Of(context.User).May(Readers),
        counts[record.Partner].ToDictionary(count => count.State.Word(), count => count.Orders, StringComparer.Ordinal));

    private static async Task<ILookup<string, OrderCount>> CountsAsync(PartnerBook partners, HttpContext context) =>
        (Grants.Of(context.User).May(Readers) ? await partners.Store.CountAsync() : []).ToLookup(count => count.Partner);

    // An id may hold any printable character, so it is taken from the request line.
    internal static string Id(HttpContext context, string orderId) => PurchasesApi.RawTransactionId(context) ?? orderId;
}
