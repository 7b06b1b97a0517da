using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>The test clock.</summary>
public static class ClockApi
{
    public static void MapClock(this IEndpointRouteBuilder v1) =>
        v1.MapPut("/clock", PutAsync).WithTags("Operations").WithQuery()
            .WithName("putClock").WithSummary("Moves the test clock forward; everything due on the way has happened when it answers").Refuses(400, 409, 413, 415, 422);

    private static async Task<Results<Ok<ClockView>, ProblemAnswer>> PutAsync(
        JsonBody<ClockBody, ClockBody> body, ProgrammeClock clock, WatchRegistry watches, IServiceProvider services)
    {
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        if (services.GetService<ClockMover>() is not { } mover)
            return (ProblemAnswer)new Refusal("clock-not-settable", "The host runs on the system's clock; Loyalty:TestClock is not set.");
        var day = clock.Today;
        // Not the caller's to cancel: once the clock has moved, what is due must follow.
        if (await mover.MoveToAsync(wanted.Now) is { } refusal)
            return (ProblemAnswer)refusal;
        if (clock.Today != day)
            await watches.RefreshAsync(CancellationToken.None);
        return TypedResults.Ok(new ClockView(wanted.Now, clock.Today));
    }
}

/// <summary>The body of <c>PUT /v1/clock</c>.</summary>
public sealed record ClockBody : IJsonShape<ClockBody>
{
    /// <summary>Dates are reckoned decades ahead; none of them may leave the calendar.</summary>
    public const int MaxYear = 9000;

    /// <summary>A window reaches back from the clock, and no purchase is older than <see cref="Posting.EarliestDate"/>.</summary>
    public static readonly int MinYear = Posting.EarliestDate.Year;

    public required DateTimeOffset Now { get; init; }

    public static ClockBody? Read(JsonFields fields)
    {
        var text = fields.Text("now", value => Instants.TryRead(value, out var now) && now.Year <= MaxYear
            ? null
            : "Must be an instant with Z or an offset, as 2026-11-21T10:15:04Z.", required: true);
        return Instants.TryRead(text, out var instant) ? new ClockBody { Now = instant } : null;
    }
}

/// <param name="Today">The civil date in the programme's zone.</param>
public sealed record ClockView(DateTimeOffset Now, DateOnly Today);
