using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Rehearsals: what a draft would do to everybody.</summary>
public static class RehearsalsApi
{
    private const Scopes Callers = Scopes.Finance | Scopes.Operator;

    public static void MapRehearsals(this IEndpointRouteBuilder programme)
    {
        var rehearsals = programme.MapGroup("/rehearsals");
        rehearsals.MapPost("", Start).WithQuery()
            .Allows(Callers).WithName("rehearseProgramme").WithSummary("Runs a draft over all accounts, without touching anything").Refuses(400, 404, 409, 413, 415, 422);
        rehearsals.MapGet("/{id}", Get).WithQuery()
            .Allows(Callers).WithName("getRehearsal").WithSummary("How far a rehearsal is, and what it found").Refuses(404);
        rehearsals.MapDelete("/{id}", Cancel).WithQuery()
            .Allows(Callers).WithName("cancelRehearsal").WithSummary("Ends a rehearsal").Refuses(404);
    }

    /// <summary>The accounts that differ, as CSV.</summary>
    public static async Task<IResult> Export(string id, Rehearsals rehearsals, ProgrammeDocuments documents, AuditRecorder trail, HttpContext context)
    {
        if (await rehearsals.FindAsync(id) is not { State: "done" })
            return (ProblemResult)Unknown(id);
        await trail.RecordAsync(context, TrailActions.DataExported, subject: "rehearsal");
        return Results.Stream(
            async body =>
            {
                await body.WriteAsync("memberId,from,to,reviewBefore,reviewAfter,spend\r\n"u8.ToArray());
                for (var page = 0; await documents.RowsAsync(id, page) is { } rows; page++)
                    await body.WriteAsync(Encoding.UTF8.GetBytes(rows));
            },
            "text/csv; charset=utf-8");
    }

    private static async Task<Results<Accepted<RehearsalView>, ProblemResult>> Start(
        JsonBody<RehearsalBody, RehearsalBody> body, Rehearsals rehearsals, ProgrammeDocuments documents, ProgrammeBook book, ProgrammeClock clock)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        // A repetition is answered first: its date may have come meanwhile, and its draft may be forgotten.
        if (await rehearsals.EarlierAsync(asked.RehearsalId, asked.DraftId, asked.Date) is { } earlier)
            return Answer(earlier);
        if (await documents.DraftAsync(asked.DraftId, clock.Now) is not { } draft)
            return (ProblemResult)DraftsApi.Unknown(asked.DraftId);
        var date = asked.Date ?? clock.Today.AddDays(1);
        if (date <= clock.Today || date > clock.Today.AddDays(Rehearsal.MaxDaysAhead))
        {
            return (ProblemResult)new Refusal(
                "date-not-valid", $"{date:yyyy-MM-dd} is not 1 to {Rehearsal.MaxDaysAhead:#,0} days after today, {clock.Today:yyyy-MM-dd}.", "date");
        }

        if (ProgrammeSuccession.Fault(book.Current, draft, date) is { } fault)
            return (ProblemResult)fault;
        return Answer(await rehearsals.StartAsync(asked.RehearsalId, asked.DraftId, draft, date));
    }

    private static Results<Accepted<RehearsalView>, ProblemResult> Answer(Outcome<RehearsalDocument> outcome) => outcome.Refusal is { } refusal
        ? (ProblemResult)refusal
        : TypedResults.Accepted($"/v1/programme/rehearsals/{Uri.EscapeDataString(outcome.Value!.RehearsalId)}", RehearsalView.From(outcome.Value));

    private static async Task<Results<Ok<RehearsalView>, ProblemResult>> Get(string id, Rehearsals rehearsals) =>
        await rehearsals.FindAsync(id) is { } found ? TypedResults.Ok(RehearsalView.From(found)) : (ProblemResult)Unknown(id);

    private static async Task<Results<NoContent, ProblemResult>> Cancel(string id, Rehearsals rehearsals) =>
        await rehearsals.CancelAsync(id) ? TypedResults.NoContent() : (ProblemResult)Unknown(id);

    private static Refusal Unknown(string id) => new("unknown-rehearsal", $"There is no rehearsal '{id}', or it is not done.", "rehearsalId");
}

/// <summary>A rehearsal as it stands.</summary>
/// <param name="State">running, done, cancelled or interrupted.</param>
/// <param name="Done">Accounts rehearsed, of <paramref name="Of"/>.</param>
/// <param name="Sequence">The last row of the journal that it knows.</param>
public sealed record RehearsalView(
    string RehearsalId, string DraftId, string Question, DateOnly Date, string State, long Done, long Of, long Sequence, RehearsalResult? Result)
{
    public static RehearsalView From(RehearsalDocument rehearsal) => new(
        rehearsal.RehearsalId,
        rehearsal.DraftId,
        rehearsal.Question,
        rehearsal.Date,
        rehearsal.State,
        rehearsal.Done,
        rehearsal.Of,
        rehearsal.Sequence,
        rehearsal.Result);
}

/// <summary>The body that starts a rehearsal.</summary>
public sealed record RehearsalBody : IJsonShape<RehearsalBody>
{
    public required string RehearsalId { get; init; }

    public required string DraftId { get; init; }

    /// <summary><c>onActivation</c>.</summary>
    public required string Question { get; init; }

    /// <summary>The first day of the draft; tomorrow when left out.</summary>
    public DateOnly? Date { get; init; }

    public static RehearsalBody? Read(JsonFields fields)
    {
        var id = fields.CallerId("rehearsalId");
        var draft = fields.Text("draftId", CallerId.MaxLength, required: true);
        var question = fields.Text("question", text => text == "onActivation" ? null : "Must be onActivation.", required: true);
        var date = fields.Date("date");
        return fields.Faults.None ? new RehearsalBody { RehearsalId = id!, DraftId = draft!, Question = question!, Date = date } : null;
    }
}
