using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Loyalty.Api;

/// <summary>Members: who they are.</summary>
public static class MembersApi
{
    public static void MapMembers(this IEndpointRouteBuilder v1)
    {
        var members = v1.MapGroup("/members").WithTags("Members");
        members.MapPost("", Enrol).WithQuery()
            .Allows(Scopes.Crm | Scopes.Operator).WithName("enrolMember").WithSummary("Enrols a member, usable at once").WithMetadata(EnrolmentService.KeyCheck).Refuses(400, 409, 413, 415, 422);
        members.MapGet("/{id}", Get).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getMember").WithSummary("Profile and status").Refuses(404, 410, 422);
        members.MapPatch("/{id}", Change).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("changeMember").WithSummary("Changes profile fields by a merge patch; what changes nothing leaves no trace").WithMetadata(EntityTags.Check).Refuses(400, 404, 410, 412, 413, 415, 422, 429);
    }

    private static async Task<Results<Ok<MemberView>, ProblemResult>> Get(string id, IGrainFactory grains, HttpContext context)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } refusal ? (ProblemResult)refusal : Tagged(context, await grains.LoyaltyAccount(member.Value).GetMember());
    }

    private static async Task<CreatedResult<StatusView>> Enrol(
        JsonBody<EnrolmentBody, Enrolment> body,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        EnrolmentService enrolments,
        AuditRecorder trail,
        HttpContext context)
    {
        if (!body.TryGet(out var enrolment, out var problem))
            return problem;
        var outcome = await enrolments.EnrolAsync(enrolment, idempotencyKey);
        if (outcome.Value is { } status)
        {
            await trail.RecordOnceAsync(
                outcome.IsRepeat,
                AuditRecorder.Entry(context, TrailActions.MemberEnrolled, MemberId.Of(status.MemberId), detail: AuditRecorder.Detail(
                    ("channel", enrolment.Channel), ("numbers", enrolment.Numbers?.Select(number => number.Scheme)), Repeated(outcome))));
        }

        return OutcomeResults.CreatedOrRepeated(outcome, $"/v1/members/{outcome.Value?.MemberId}");
    }

    private static async Task<Results<Ok<MemberView>, ProblemResult>> Change(
        string id,
        JsonBody<ProfileBody, ProfileChange> body,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        IGrainFactory grains,
        CallerRateLimits rates,
        AuditRecorder trail,
        HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        if (!body.TryGet(out var change, out var problem))
            return problem;
        var expected = EntityTags.Expected(context.Request);
        if (expected.Refusal is { } notValid)
            return (ProblemResult)notValid;
        var account = grains.LoyaltyAccount(member.Value);
        var held = await account.GetMember();
        if (held.Refusal is { } absent)
            return (ProblemResult)absent;
        if (!expected.Value.Allows(held.Value!.Status))
            return (ProblemResult)Refusals.VersionChanged;
        if (change.ChangesNothing(held.Value))
            return Tagged(context, held);
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        // The fields' names, never what is in them.
        return Tagged(context, await trail.ChangeAsync(
            context,
            TrailActions.MemberChanged,
            member.Value,
            AuditRecorder.Detail(("fields", change.Fields.Keys.Order(StringComparer.Ordinal))),
            () => account.ChangeProfile(change with { Expected = expected.Value, Source = ChangeSource.Of(context.User) })));
    }

    private static Results<Ok<MemberView>, ProblemResult> Tagged(HttpContext context, Outcome<MemberView> outcome)
    {
        context.Tell(outcome.Value?.Status);
        return OutcomeResults.Ok(outcome);
    }

    private static (string Name, object? Value) Repeated(Outcome<StatusView> outcome) => ("repeated", outcome.IsRepeat ? true : null);
}
