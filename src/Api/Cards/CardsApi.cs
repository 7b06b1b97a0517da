using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>A member's card on a device of their own: links, devices.</summary>
public static class CardsApi
{
    // By a factory: a host without cards has no use for it, and is not refused for it.
    public static IServiceCollection AddCards(this IServiceCollection services) =>
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<CardLinks>(s));

    public static void MapCards(this IEndpointRouteBuilder v1)
    {
        var member = v1.MapGroup("/members/{id}").WithTags("Access");
        member.MapPost("/card-links", MakeAsync).WithQuery()
            .Allows(Scopes.Pos | Scopes.Operator).WithName("makeCardLink").WithSummary("Makes a link that opens the member's card on the first device that uses it").Refuses(404, 410, 422);
        member.MapGet("/devices", ListAsync).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("listDevices").WithSummary("The devices on which the card was opened by a link").Refuses(422);
        member.MapDelete("/devices/{deviceId}", RevokeAsync).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("revokeDevice").WithSummary("Revokes a device at once and cuts off what is open under it; the same again is harmless").Refuses(404, 422, 429);
        v1.MapPost("/card-links/redemptions", RedeemAsync).WithTags("Access").WithQuery()
            .AllowsAnybody().WithName("redeemCardLink").WithSummary("Lets the first device in that uses a link").Refuses(400, 404, 410, 413, 415, 422);
    }

    private static async Task<Results<Created<CardLinkView>, ProblemResult>> MakeAsync(
        string id, IGrainFactory grains, CardLinks links, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if ((member.Refusal ?? (await grains.LoyaltyAccount(member.Value).GetStatus(new StatusQuery())).Refusal) is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.CardLinkMade, member.Value);
        return TypedResults.Created((string?)null, await links.MakeAsync(member.Value));
    }

    private static async Task<Results<Ok<CardDeviceToken>, ProblemResult>> RedeemAsync(
        JsonBody<RedemptionBody, RedemptionBody> body, CardLinks links)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var redeemed = await links.RedeemAsync(asked);
        return redeemed.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(redeemed.Value);
    }

    private static async Task<Results<Ok<CardDevicesView>, ProblemResult>> ListAsync(string id, CardLinks links)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok(new CardDevicesView(await links.ReadAsync(member.Value)));
    }

    private static async Task<Results<NoContent, ProblemResult>> RevokeAsync(
        string id, string deviceId, CardLinks links, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        if (await links.RevokeAsync(member.Value, deviceId) is not { } revoked)
            return (ProblemResult)new Refusal("unknown-device", "The member has no device with this id.", "deviceId");
        if (revoked)
            await trail.RecordAsync(context, TrailActions.CardDeviceRevoked, member.Value, subject: deviceId);
        return TypedResults.NoContent();
    }
}
