using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

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
            .WithSummary("Keeps what the member agrees to; who opts out of displays is taken off them with the next push").Refuses(400, 404, 410, 413, 415, 422);
        member.MapGet("/export", Export).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).Produces<MemberExportShape>().WithName("exportMember").WithSummary("All that is held of the member").Refuses(404, 410, 422);
        member.MapDelete("", Erase).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("eraseMember")
            .WithSummary("Erases the person; the ledger stays, without them. The same again is harmless").Refuses(404, 422);
    }

    private static async Task<Results<Ok<ConsentView>, ProblemResult>> GetConsent(string id, ConsentService consents)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } mistyped ? (ProblemResult)mistyped : OutcomeResults.Ok(await consents.GetAsync(member.Value));
    }

    private static async Task<Results<Ok<ConsentView>, ProblemResult>> PutConsent(
        string id, JsonBody<ConsentBody, ConsentBody> body, ConsentService consents, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        if (!body.TryGet(out var consent, out var problem))
            return problem;
        return OutcomeResults.Ok(await trail.ChangeAsync(
            context,
            TrailActions.ConsentChanged,
            member.Value,
            AuditRecorder.Detail(("displayRecognition", consent.DisplayRecognition)),
            () => consents.SetAsync(member.Value, consent.DisplayRecognition)));
    }

    private static async Task<Results<MemberExport, ProblemResult>> Export(
        string id, IGrainFactory grains, MemberExportSources sources, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        var view = await grains.LoyaltyAccount(member.Value).GetMember();
        if (view.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.MemberExported, member.Value);
        return new MemberExport(member.Value, view.Value!, sources);
    }

    // Not the caller's to cancel: what has begun to go, goes.
    private static async Task<Results<NoContent, ProblemResult>> Erase(string id, PersonEraser eraser, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        var report = await eraser.EraseAsync(member.Value, AuditRecorder.SourceOf(context), TrailReason.Of(context));
        return report.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.NoContent();
    }
}
