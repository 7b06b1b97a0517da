using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What time it is for the programme, and the test clock that can move it.</summary>
public static class ClockApi
{
    public static void MapClock(this IEndpointRouteBuilder v1)
    {
        var clock = v1.MapGroup("/clock").WithTags("Operations");
        clock.MapGet("", (ProgrammeClock now, LoyaltySettings settings) => TypedResults.Ok(new ClockState(now.Now, now.Today, settings.IsClockMovable)))
            .WithQuery()
            .Allows(Scopes.Any).WithName("getClock").WithSummary("The instant and the programme's day now, and whether the clock is one to move");
        clock.MapPut("", PutAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("putClock").WithSummary("Moves the test clock forward; everything due on the way has happened when it answers").Refuses(400, 409, 413, 415, 422);
    }

    private static async Task<Results<Ok<ClockView>, ProblemResult>> PutAsync(
        JsonBody<ClockBody, ClockBody> body, ProgrammeClock clock, WatchRegistry watches, IServiceProvider services, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        if (services.GetService<ClockMover>() is not { } mover)
            return (ProblemResult)new Refusal("clock-not-settable", "The host runs on the system's clock; Loyalty:TestClock is not set.");
        var record = await trail.RecordAsync(context, TrailActions.ClockMoved, detail: AuditRecorder.Detail(("to", wanted.Now)));
        var day = clock.Today;
        // Not the caller's to cancel: once the clock has moved, what is due must follow.
        if (await mover.MoveToAsync(wanted.Now) is { } refusal)
        {
            await trail.RefusedAsync(context, record, refusal);
            return (ProblemResult)refusal;
        }

        if (services.GetService<IPartnerStore>() is not null)
            await services.GetRequiredService<PartnerOrderDispatcher>().CatchUpAsync();
        if (clock.Today != day)
        {
            await watches.RefreshAsync(CancellationToken.None);
            if (services.GetService<RetentionSweep>() is { } retention)
            {
                await retention.ForgetAsync(CancellationToken.None);
                await retention.EraseInactiveAsync(CancellationToken.None);
            }
        }

        return TypedResults.Ok(new ClockView(wanted.Now, clock.Today));
    }
}

/// <summary>The body of <c>PUT /v1/clock</c>.</summary>
public sealed record ClockBody : IJsonShape<ClockBody>
{
    public required DateTimeOffset Now { get; init; }

    public static ClockBody? Read(JsonFields fields)
    {
        var text = fields.Text("now", value => Instants.TryRead(value, out var now) && now.Year <= LoyaltySettings.MaxClockYear
            ? null
            : Instants.InstantRule, required: true);
        return Instants.TryRead(text, out var instant) ? new ClockBody { Now = instant } : null;
    }
}

/// <summary>Where the clock was moved to.</summary>
/// <param name="Today">The civil date in the programme's zone.</param>
public sealed record ClockView(DateTimeOffset Now, DateOnly Today);

/// <summary>What time it is.</summary>
/// <param name="Today">The civil date in the programme's zone.</param>
/// <param name="Movable">It is a test clock: <c>PUT /v1/clock</c> moves it.</param>
public sealed record ClockState(DateTimeOffset Now, DateOnly Today, bool Movable);
