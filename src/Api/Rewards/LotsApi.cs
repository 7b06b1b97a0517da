using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Lots: issued, looked at, taken back, and taken into an account by their code.</summary>
public static class LotsApi
{
    public static void MapLots(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/members/{id}/rewards", RewardsAsync).WithTags("Rewards").WithQuery()
            .Allows(Scopes.Member | Scopes.Finance | Scopes.Operator).WithName("getRewards").WithSummary("A member's lots, soonest expiry first; ended ones for 400 days").Refuses(404, 410, 422);
        v1.MapPost("/members/{id}/rewards/claims", ClaimAsync).WithTags("Rewards").WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("claimCode").WithSummary("Takes the lot of a code into the member's account").Refuses(400, 404, 409, 410, 413, 415, 422, 429);
        v1.MapPost("/lots", IssueAsync).WithTags("Rewards").WithQuery()
            .Allows(Scopes.Operator).WithName("issueLot").WithSummary("Issues a lot; without an owner its code is in this answer and never again").Refuses(400, 404, 409, 410, 413, 415, 422);
        v1.MapGet("/lots", ListAsync).WithTags("Rewards").WithQuery("limit", "cursor")
            .Allows(Scopes.Finance | Scopes.Operator).WithName("listLots").WithSummary("All lots as they are now, the latest first").Refuses(422);
        v1.MapPost("/lots:batch", (HttpContext context, LotStream stream) => LineStreamEndpoint.AnswerAsync(context, () => stream.Open(context)))
            .WithTags("Rewards").WithQuery()
            .Allows(Scopes.Operator).WithName("streamLots").WithSummary("Issues many lots, one a line; one result line a line, in order, as they are ready")
            .IsLineStream<LotBody, LotLineReceipt>();
        v1.MapGet("/lots/{lotId}", GetAsync).WithTags("Rewards").WithQuery()
            .Allows(Scopes.Finance | Scopes.Operator).WithName("getLot").WithSummary("A lot as it is now").Refuses(404, 422);
        v1.MapPost("/lots/{lotId}/revocation", RevokeAsync).WithTags("Rewards").WithQuery()
            .Allows(Scopes.Operator).WithName("revokeLot").WithSummary("Takes back what is available of a lot").Refuses(400, 404, 409, 410, 413, 415, 422);
    }

    /// <summary>What the trail keeps of a lot that was issued: never its code.</summary>
    internal static string Detail(NewLot lot) => AuditRecorder.Detail(
        ("kind", lot.Kind), ("value", lot.Value), ("currency", lot.Currency), ("percent", lot.Percent), ("name", lot.Name), ("to", lot.To), ("uses", lot.Uses == 1 ? null : lot.Uses));

    private static async Task<Results<Ok<Page<LotView>>, ProblemResult>> RewardsAsync(string id, IGrainFactory grains)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } refusal ? (ProblemResult)refusal : OutcomeResults.Ok(await grains.Rewards(member.Value.Value).GetRewards());
    }

    private static async Task<Results<Ok<LotView>, ProblemResult>> ClaimAsync(
        string id, JsonBody<CodeBody, CodeBody> body, RewardDirectory directory, IGrainFactory grains, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var typed, out var problem))
            return problem;
        if (CodeGuesses.Wait(context, rates) is { } wait)
            return wait;
        if (await directory.CodeAsync(typed.Code) is not { } key)
        {
            CodeGuesses.Missed(context, rates);
            return (ProblemResult)RewardRefusals.CodeNotKnown;
        }

        var outcome = await grains.Rewards(member.Value.Value).Claim(key.Id[RewardKey.OfCode("").Length..]);
        if (outcome.Value is { } lot)
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(context, TrailActions.CodeClaimed, member.Value, lot.LotId));
        return OutcomeResults.Ok(outcome);
    }

    private static async Task<CreatedResult<LotView>> IssueAsync(
        JsonBody<LotBody, IssueLot> body, IGrainFactory grains, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var lot = asked.From(ChangeSource.Of(context.User));
        var outcome = await grains.Rewards(asked.Grain).Issue(lot);
        if (outcome.Refusal is null)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context, TrailActions.LotIssued, asked.Owner is { } owner ? MemberId.Of(owner) : null, lot.LotId, Detail(lot), lot.Reason));
        }

        context.Response.Headers.CacheControl = "no-store";
        return OutcomeResults.CreatedOrRepeated(outcome, $"/v1/lots/{Uri.EscapeDataString(lot.LotId)}");
    }

    private static async Task<Results<Ok<Page<LotView>>, ProblemResult>> ListAsync(string? limit, string? cursor, RewardDirectory directory)
    {
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        long? before = null;
        if (page.Value.Cursor is { } text)
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var sequence))
                return (ProblemResult)Refusals.CursorNotValid;
            before = sequence;
        }

        return TypedResults.Ok(await directory.ListAsync(before, page.Value.Limit));
    }

    private static async Task<Results<Ok<LotView>, ProblemResult>> GetAsync(string lotId, RewardDirectory directory, HttpContext context)
    {
        var found = await directory.LotAsync(context);
        return found.Refusal is { } refusal ? (ProblemResult)refusal : OutcomeResults.Ok(await found.Value.Grain.GetLot(found.Value.Id));
    }

    private static async Task<Results<Ok<LotView>, ProblemResult>> RevokeAsync(
        string lotId, JsonBody<RevocationBody, RevocationBody> body, RewardDirectory directory, AuditRecorder trail, HttpContext context)
    {
        var found = await directory.LotAsync(context);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var outcome = await found.Value.Grain.Revoke(found.Value.Id);
        if (outcome.Value is { } lot)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context, TrailActions.LotRevoked, lot.MemberId is { } member ? MemberId.Of(member) : null, lot.LotId,
                AuditRecorder.Detail(("revoked", lot.Revoked), ("currency", lot.Currency)), asked.Reason));
        }

        return OutcomeResults.Ok(outcome);
    }
}
