using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The programme in force, and all its versions.</summary>
public static class ProgrammeApi
{
    /// <summary>Characters of a programme's tag.</summary>
    private const int TagLength = 16;

    private const Scopes Readers = Scopes.Finance | Scopes.Operator;

    public static void MapProgramme(this IEndpointRouteBuilder v1)
    {
        var programme = v1.MapGroup("/programme").WithTags("Programme");
        v1.MapGet("/programme", InForce).WithTags("Programme").WithQuery()
            .Allows(Scopes.Any).WithName("getProgramme").WithSummary("The programme in force, in the words of programme.json");
        var versions = programme.MapGroup("/versions");
        programme.MapGet("/versions", async (ProgrammeActivations activations, ProgrammeBook book) =>
            {
                await activations.RefreshAsync();
                return TypedResults.Ok(new Page<VersionView>([.. book.All.Reverse().Select(VersionView.Of)], null));
            })
            .WithQuery().Allows(Readers).WithName("getProgrammeVersions").WithSummary("All versions, newest first, also those withdrawn");
        versions.MapGet("/{version}", Version).WithQuery()
            .Allows(Readers).WithName("getProgrammeVersion").WithSummary("One version, in the words of programme.json").Refuses(404);
        versions.MapGet("/{version}/diff", Diff).WithQuery("against")
            .Allows(Readers).WithName("diffProgrammeVersions").WithSummary("What a version has otherwise than another").Refuses(404, 422);
        programme.MapPost("/versions", Activate).WithQuery()
            .Allows(Scopes.Admin).WithName("activateProgramme").WithSummary("Lets a draft take effect on a day to come").Refuses(400, 404, 409, 413, 415, 422);
        versions.MapDelete("/{version}", Withdraw).WithQuery()
            .Allows(Scopes.Admin).WithName("withdrawProgramme").WithSummary("Takes a version back before its day").Refuses(400, 404, 409, 413, 415, 422);
        programme.MapDrafts();
        programme.MapRehearsals();
    }

    // The tag is the same wherever the same programme is in force: in every silo, and after a restart.
    private static Ok<ProgrammeView> InForce(ProgrammeBook book, ProgrammeClock clock, HttpContext context)
    {
        var view = ProgrammeView.InForce(book, clock.Today);
        context.Tell(Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Options)))[..TagLength]);
        return TypedResults.Ok(view);
    }

    private static Results<Ok<ProgrammeView>, ProblemResult> Version(string version, ProgrammeBook book) =>
        Find(version, book) is { } found ? TypedResults.Ok(ProgrammeView.Of(found)) : (ProblemResult)Unknown(version);

    private static Results<Ok<ProgrammeDiffView>, ProblemResult> Diff(string version, string? against, ProgrammeBook book, ProgrammeClock clock)
    {
        var other = against ?? book.Current.On(clock.Today).Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Find(version, book) is not { } found)
            return (ProblemResult)Unknown(version);
        if (Find(other, book) is not { } compared)
            return (ProblemResult)Unknown(other);
        return TypedResults.Ok(new ProgrammeDiffView(found.Number, compared.Number, ProgrammeDiff.Of(compared.Programme, found.Programme)));
    }

    private static async Task<CreatedResult<VersionView>> Activate(
        JsonBody<ActivationBody, ActivationBody> body,
        ProgrammeActivations activations,
        ProgrammeDocuments documents,
        Rehearsals rehearsals,
        ProgrammeClock clock,
        LoyaltySettings settings,
        AuditRecorder trail,
        HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        // A repetition is answered first: its draft and its rehearsal may be too old by now.
        if (await activations.EarlierAsync(asked.ActivationId, asked.DraftId, asked.EffectiveFrom, asked.RehearsalId, asked.Reason) is { } earlier)
            return Answer(earlier);
        if (await documents.DraftAsync(asked.DraftId, clock.Now) is not { } draft)
            return (ProblemResult)DraftsApi.Unknown(asked.DraftId);
        if (await RehearsalFault(asked, draft, rehearsals, clock, settings) is { } fault)
            return (ProblemResult)fault;
        var outcome = await activations.ActivateAsync(
            asked.ActivationId, asked.DraftId, draft, asked.EffectiveFrom, asked.RehearsalId, asked.Reason, AuditRecorder.SourceOf(context).Who);
        if (outcome is { Value: { } version, IsRepeat: false })
        {
            await trail.RecordAsync(
                context,
                TrailActions.VersionActivated,
                subject: Cells.Of(version.Number),
                detail: AuditRecorder.Detail(("effectiveFrom", version.EffectiveFrom), ("hash", version.Hash)),
                reason: asked.Reason);
        }

        return Answer(outcome);
    }

    private static CreatedResult<VersionView> Answer(Outcome<ActivatedVersion> outcome)
    {
        if (outcome.Refusal is { } refusal)
            return (ProblemResult)refusal;
        // The first answer, whatever has become of the version.
        Outcome<VersionView> told = VersionView.Of(outcome.Value!) with { WithdrawnAt = null };
        return OutcomeResults.CreatedOrRepeated(outcome.IsRepeat ? told.AsRepeat() : told, $"/v1/programme/versions/{outcome.Value!.Number}");
    }

    private static async Task<Refusal?> RehearsalFault(
        ActivationBody asked, Programme draft, Rehearsals rehearsals, ProgrammeClock clock, LoyaltySettings settings)
    {
        if (asked.RehearsalId is not { } id)
        {
            return settings.RequireRehearsal
                ? new Refusal("rehearsal-required", "An activation names a rehearsal of its draft.", "rehearsalId")
                : null;
        }

        var rehearsal = await rehearsals.FindAsync(id);
        if (rehearsal is null || rehearsal.Hash != ProgrammeDocuments.HashOf(draft))
            return new Refusal("rehearsal-not-of-draft", $"'{id}' is no rehearsal of this draft.", "rehearsalId");
        return rehearsal.State != "done" || rehearsal.StartedAt < clock.Now - ProgrammeActivations.RehearsedWithin
            ? new Refusal("rehearsal-required", $"'{id}' is not done, or is older than {ProgrammeActivations.RehearsedWithin.TotalDays:0} days.", "rehearsalId")
            : null;
    }

    private static async Task<Results<NoContent, ProblemResult>> Withdraw(
        string version, JsonBody<WithdrawalBody, WithdrawalBody> body, ProgrammeActivations activations, ProgrammeBook book, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        if (Find(version, book) is not { } found)
            return (ProblemResult)Unknown(version);
        if (await activations.WithdrawAsync(found.Number, asked.Reason, AuditRecorder.SourceOf(context).Who) is { } refusal)
            return (ProblemResult)refusal;
        if (found.WithdrawnAt is null)
            await trail.RecordAsync(context, TrailActions.VersionWithdrawn, subject: Cells.Of(found.Number), reason: asked.Reason);
        return TypedResults.NoContent();
    }

    private static ActivatedVersion? Find(string version, ProgrammeBook book) =>
        int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? book.All.FirstOrDefault(v => v.Number == number)
            : null;

    private static Refusal Unknown(string version) => new("unknown-version", $"There is no version '{version}'.", "version");
}
