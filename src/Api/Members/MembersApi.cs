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
            .Allows(Scopes.Crm | Scopes.Operator).WithName("enrolMember").WithSummary("Enrols a member, usable at once").Refuses(400, 409, 413, 415, 422);
        members.MapGet("/{id}", (string id, IGrainFactory grains) => grains.AskAsync(id, account => account.GetMember())).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("getMember").WithSummary("Profile and status").Refuses(404, 410, 422);
        members.MapPatch("/{id}", Change).WithQuery()
            .Allows(Scopes.Member | Scopes.Crm | Scopes.Operator).WithName("changeMember").WithSummary("Changes profile fields by a merge patch").Refuses(400, 404, 410, 413, 415, 422);
    }

    private static async Task<CreatedResult<StatusView>> Enrol(
        JsonBody<EnrolmentBody, Enrolment> body,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        EnrolmentService enrolments,
        ProgrammeClock clock,
        AuditRecorder trail,
        HttpContext context)
    {
        if (!body.TryGet(out var enrolment, out var problem))
            return problem;
        if (BirthFault(enrolment.Profile.BirthDate, clock.Today) is { } refusal)
            return (ProblemResult)refusal;
        var outcome = await enrolments.EnrolAsync(enrolment, idempotencyKey);
        if (outcome.Value is { } status)
        {
            await trail.RecordAsync(
                context, TrailActions.MemberEnrolled, MemberId.Of(status.MemberId), detail: AuditRecorder.Detail(("channel", enrolment.Channel), Repeated(outcome)));
        }

        return OutcomeResults.CreatedOrRepeated(outcome, $"/v1/members/{outcome.Value?.MemberId}");
    }

    private static async Task<Results<Ok<MemberView>, ProblemResult>> Change(
        string id, JsonBody<ProfileBody, ProfileChange> body, IGrainFactory grains, ProgrammeClock clock, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var change, out var problem))
            return problem;
        var birth = Instants.TryReadDate(change.Fields.GetValueOrDefault("birthDate"), out var date) ? date : (DateOnly?)null;
        if (BirthFault(birth, clock.Today) is { } refusal)
            return (ProblemResult)refusal;
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        // The fields' names, never what is in them.
        return OutcomeResults.Ok(await trail.ChangeAsync(
            context,
            TrailActions.MemberChanged,
            member.Value,
            AuditRecorder.Detail(("fields", change.Fields.Keys.Order(StringComparer.Ordinal))),
            () => grains.LoyaltyAccount(member.Value).ChangeProfile(change)));
    }

    private static (string Name, object? Value) Repeated(Outcome<StatusView> outcome) => ("repeated", outcome.IsRepeat ? true : null);

    private static Refusal? BirthFault(DateOnly? birth, DateOnly today) =>
        birth > today
            ? new Refusal("birth-date-not-valid", "Must not lie in the future.", "birthDate")
            : null;
}
