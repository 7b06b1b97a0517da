using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Tills and displays that are let in by the code on their screen.</summary>
public static class PairingsApi
{
    // By a factory: a host without pairings has no use for it, and is not refused for it.
    public static IServiceCollection AddPairings(this IServiceCollection services) =>
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<Pairings>(s));

    public static void MapPairings(this IEndpointRouteBuilder v1)
    {
        var pairings = v1.MapGroup("/pairings").WithTags("Access");
        pairings.MapPost("", AskAsync).WithQuery()
            .AllowsAnybody().WithName("askForPairing").WithSummary("Gives a till or display a code to show, which somebody confirms").Refuses(400, 413, 415, 422);
        pairings.MapPost("/claims", ClaimAsync).WithQuery()
            .AllowsAnybody().WithName("claimPairing").WithSummary("Hands a confirmed till or display its key, in this answer and never again").Refuses(400, 404, 409, 413, 415, 422);
        pairings.MapGet("/{code}", GetAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("getPairing").WithSummary("What shows a code").Refuses(404);
        pairings.MapPost("/{code}/confirmation", ConfirmAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("confirmPairing").WithSummary("Confirms a code: the device gets a key of that name for its place alone").Refuses(400, 404, 409, 413, 415, 422);
    }

    private static async Task<Results<Ok<PairingView>, ProblemResult>> AskAsync(JsonBody<PairingBody, PairingBody> body, Pairings pairings, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        context.Response.Headers.CacheControl = "no-store";
        var pairing = await pairings.AskAsync(asked);
        return pairing.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(pairing.Value);
    }

    private static async Task<Results<Ok<PairingKey>, ProblemResult>> ClaimAsync(
        JsonBody<PairingClaimBody, PairingClaimBody> body, Pairings pairings, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var claimed = await pairings.ClaimAsync(asked.DeviceKey);
        if (claimed.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (claimed.Value.KeyId is { } key)
            await trail.RecordAsync(context, TrailActions.KeyHandedOver, subject: key);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(claimed.Value);
    }

    private static async Task<Results<Ok<PairingView>, ProblemResult>> GetAsync(string code, Pairings pairings) =>
        await pairings.FindAsync(code.ToUpperInvariant()) is { } pairing ? TypedResults.Ok(pairing) : (ProblemResult)Unknown;

    private static async Task<Results<Ok<PairingView>, ProblemResult>> ConfirmAsync(
        string code, JsonBody<PairingConfirmationBody, PairingConfirmationBody> body, Pairings pairings, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var confirmed = await pairings.ConfirmAsync(code.ToUpperInvariant(), asked.Name);
        if (confirmed.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(
            context, TrailActions.PairingConfirmed, subject: asked.Name,
            detail: AuditRecorder.Detail(("kind", confirmed.Value.Kind), ("airport", confirmed.Value.Airport), ("location", confirmed.Value.Location)));
        return TypedResults.Ok(confirmed.Value);
    }

    private static Refusal Unknown => new("unknown-pairing", "No device waits under this code.", "code");
}
