using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Holds, from the till or a member's phone: opened, confirmed, captured or voided, and refunded.</summary>
public static class HoldsApi
{
    private const Scopes Tills = Scopes.Pos | Scopes.Operator;

    private const Scopes All = Tills | Scopes.Member;

    public static void MapHolds(this IEndpointRouteBuilder v1)
    {
        var holds = v1.MapGroup("/holds").WithTags("Rewards");
        holds.MapPost("", OpenAsync).WithQuery()
            .Allows(All).WithName("openHold").WithSummary("Holds an amount of lots, and tells the basket's tax as it will print").Refuses(400, 404, 409, 410, 413, 415, 422, 429);
        holds.MapPost("/{holdId}/confirmation", ConfirmAsync).WithQuery()
            .Allows(All).WithName("confirmHold").WithSummary("Proves by the code that was sent to the member").Refuses(400, 404, 409, 413, 415, 422);
        holds.MapPost("/{holdId}/codes", SendAsync).WithQuery().Produces<RewardHoldView>()
            .Allows(All).WithName("sendHoldCode").WithSummary("Sends another code to the member").Refuses(404, 409, 422, 429);
        holds.MapPost("/{holdId}/capture", CaptureAsync).WithQuery()
            .Allows(Tills).WithName("captureHold").WithSummary("Uses all or a part of a hold, once; the rest goes back").Refuses(400, 404, 409, 410, 413, 415, 422);
        holds.MapPost("/{holdId}/void", VoidAsync).WithQuery().Produces<RewardHoldView>()
            .Allows(All).WithName("voidHold").WithSummary("Ends a hold without using it").Refuses(404, 409, 422);
        v1.MapPost("/captures/{captureId}/refunds", RefundAsync).WithTags("Rewards").WithQuery()
            .Allows(Tills).WithName("refundCapture").WithSummary("Refunds all or a part of a capture to the same lots").Refuses(400, 404, 409, 410, 413, 415, 422);
    }

    private static async Task<CreatedResult<RewardHoldView>> OpenAsync(
        JsonBody<HoldBody, HoldWanted> body, RewardDirectory directory, IGrainFactory grains, CallerRateLimits rates, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var hold = asked.Hold with { Source = AccessIdentity.SourceOf(context.User) };
        if (!Grants.Of(context.User).May(Tills))
        {
            if (hold.MemberId is null || asked.Code is not null || !Grants.Of(context.User).May(All, hold.MemberId))
                return (ProblemResult)AccessProblems.NotAllowed;
            if (!hold.Confirm)
                return (ProblemResult)new Refusal("confirm-not-valid", "A member's own hold is confirmed by a code.", "confirm");
        }

        var owner = hold.MemberId;
        if (asked.Code is { } typed)
        {
            if (CodeGuesses.Wait(context, rates) is { } wait)
                return wait;
            if (await directory.CodeAsync(typed) is not { } key)
            {
                CodeGuesses.Missed(context, rates);
                return (ProblemResult)RewardRefusals.CodeNotKnown;
            }

            if (!RewardOwners.IsCode(key.Owner))
                return (ProblemResult)RewardRefusals.CodeTaken;
            owner = key.Owner;
        }

        return OutcomeResults.CreatedOrRepeated(await grains.Rewards(owner!).Hold(hold));
    }

    private static async Task<Results<Ok<RewardHoldView>, ProblemResult>> ConfirmAsync(
        string holdId, JsonBody<CodeBody, CodeBody> body, RewardDirectory directory, RewardCodes codes, HttpContext context)
    {
        var found = await OwnAsync(directory, context);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var typed, out var problem))
            return problem;
        return OutcomeResults.Ok(await found.Value.Grain.Confirm(found.Value.Id, await codes.OfHoldAsync(found.Value.Id, typed.Code.Trim())));
    }

    private static async Task<IResult> SendAsync(string holdId, RewardDirectory directory, HttpContext context)
    {
        var found = await OwnAsync(directory, context);
        return found.Refusal is { } refusal ? (ProblemResult)refusal : OutcomeResults.Ok(await found.Value.Grain.SendCode(found.Value.Id));
    }

    private static async Task<Results<Ok<CaptureView>, ProblemResult>> CaptureAsync(
        string holdId, JsonBody<CaptureBody, CaptureBody> body, RewardDirectory directory, HttpContext context)
    {
        var found = await directory.HoldAsync(context);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        return OutcomeResults.Ok(await found.Value.Grain.Capture(
            new NewCapture(asked.CaptureId, found.Value.Id, asked.Amount, AccessIdentity.SourceOf(context.User))));
    }

    private static async Task<IResult> VoidAsync(string holdId, RewardDirectory directory, HttpContext context)
    {
        var found = await OwnAsync(directory, context);
        return found.Refusal is { } refusal
            ? (ProblemResult)refusal
            : OutcomeResults.Ok(await found.Value.Grain.Void(found.Value.Id, Guid.NewGuid().ToString("N")));
    }

    private static async Task<CreatedResult<RefundView>> RefundAsync(
        string captureId, JsonBody<RefundBody, RefundBody> body, RewardDirectory directory, AuditRecorder trail, HttpContext context)
    {
        var found = await directory.CaptureAsync(context);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var outcome = await found.Value.Grain.Refund(new NewRefund(
            asked.RefundId, found.Value.Id, asked.Amount, asked.Reason, AccessIdentity.SourceOf(context.User), OwnOnly: !Grants.Of(context.User).May(Scopes.Operator)));
        if (outcome.Value is { } refund)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context, TrailActions.CaptureRefunded, refund.MemberId is { } member ? MemberId.Of(member) : null, refund.RefundId,
                AuditRecorder.Detail(("captureId", refund.CaptureId), ("amount", refund.Amount), ("currency", refund.Currency)), asked.Reason));
        }

        return OutcomeResults.CreatedOrRepeated(outcome);
    }

    // A member's own, where a member asks: another's is as if it were not there.
    private static async Task<Checked<(IRewardsGrain Grain, string Owner, string Id)>> OwnAsync(RewardDirectory directory, HttpContext context)
    {
        var found = await directory.HoldAsync(context);
        if (found.Refusal is { } refusal)
            return refusal;
        return Grants.Of(context.User).May(All, found.Value.Owner) ? found : RewardDecisions.UnknownHold(new HoldId(found.Value.Id));
    }
}
