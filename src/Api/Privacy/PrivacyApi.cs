using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Loyalty.Api;

/// <summary>What a member agrees to, all that is held of them, and their leaving.</summary>
public static class PrivacyApi
{
    public static void MapPrivacy(this IEndpointRouteBuilder v1)
    {
        var member = v1.MapGroup("/members/{id}").WithTags("Privacy");
        member.MapGet("/consent", GetConsent).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getConsent").WithSummary("What the member agrees to").Refuses(404, 410, 422);
        member.MapPut("/consent", PutConsent).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("putConsent")
            .WithSummary("Keeps what the member agrees to; who opts out of displays is taken off them with the next push").WithMetadata(EntityTags.Check).Refuses(400, 404, 410, 412, 413, 415, 422, 429);
        member.MapGet("/export", Export).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).Produces<MemberExportShape>().WithName("exportMember").WithSummary("All that is held of the member").Refuses(404, 410, 422, 429);
        member.MapDelete("", Erase).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("eraseMember")
            .WithSummary("Erases the person; the ledger stays, without them. The same again is harmless").WithMetadata(EntityTags.Check).Refuses(404, 412, 422);
    }

    private static async Task<Results<Ok<ConsentView>, ProblemResult>> GetConsent(string id, ConsentService consents)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } mistyped ? (ProblemResult)mistyped : OutcomeResults.Ok(await consents.GetAsync(member.Value));
    }

    private static async Task<Results<Ok<ConsentView>, ProblemResult>> PutConsent(
        string id,
        JsonBody<ConsentBody, ConsentBody> body,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        ConsentService consents,
        IGrainFactory grains,
        CallerRateLimits rates,
        AuditRecorder trail,
        HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        if (!body.TryGet(out var consent, out var problem))
            return problem;
        var held = await consents.GetAsync(member.Value);
        if ((held.Refusal ?? await ChangedAsync(member.Value, grains, context)) is { } refusal)
            return (ProblemResult)refusal;
        if (held.Value is { ChangedAt: not null } said && said.DisplayRecognition == consent.DisplayRecognition)
            return OutcomeResults.Ok(held);
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        return OutcomeResults.Ok(await trail.ChangeAsync(
            context,
            TrailActions.ConsentChanged,
            member.Value,
            AuditRecorder.Detail(("displayRecognition", consent.DisplayRecognition)),
            () => consents.SetAsync(member.Value, consent.DisplayRecognition)));
    }

    // Asks for the card only where the request says in which state it wants to find the member.
    private static async Task<Refusal?> ChangedAsync(MemberId member, IGrainFactory grains, HttpContext context)
    {
        var expected = EntityTags.Expected(context.Request);
        if (expected is { Refusal: null, Value: null })
            return null;
        if (expected.Refusal is { } notValid)
            return notValid;
        var status = await grains.LoyaltyAccount(member).GetStatus(new StatusQuery());
        return status.Refusal ?? (expected.Value.Allows(status.Value!) ? null : Refusals.VersionChanged);
    }

    private static async Task<Results<MemberExport, ProblemResult>> Export(
        string id, IGrainFactory grains, MemberExportSources sources, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        var view = await grains.LoyaltyAccount(member.Value).GetMember();
        if (view.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        await trail.RecordAsync(context, TrailActions.MemberExported, member.Value);
        return new MemberExport(member.Value, view.Value!, sources);
    }

    // Not the caller's to cancel: what has begun to go, goes.
    private static async Task<Results<NoContent, ProblemResult>> Erase(
        string id, [FromHeader(Name = "If-Match")] string? ifMatch, PersonEraser eraser, IGrainFactory grains, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if ((member.Refusal ?? await ChangedAsync(member.Value, grains, context)) is { } mistyped)
            return (ProblemResult)mistyped;
        var report = await eraser.EraseAsync(member.Value, AuditRecorder.SourceOf(context), TrailReason.Of(context));
        return report.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.NoContent();
    }
}
