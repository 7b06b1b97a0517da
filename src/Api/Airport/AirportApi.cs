using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What an airport tells and asks: check-ins, crew briefings, disruptions.</summary>
public static class AirportApi
{
    public static void MapAirport(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/checkins", CheckIn).WithTags("Airport").WithQuery()
            .Allows(Scopes.FeedDcs | Scopes.Operator).WithName("checkIn").WithSummary("Checks a member in and greets them on the display; the same again gets the first answer")
            .Refuses(400, 404, 409, 410, 413, 415, 422);
        v1.MapGet("/flights/{flight}/{date}/briefing", Briefing).WithTags("Airport").WithQuery("limit", "cursor")
            .Allows(Scopes.FeedDcs | Scopes.Operator).WithName("getBriefing").WithSummary("Checked-in members above the lowest tier, highest first, with what to greet them for").Refuses(422);
        v1.MapPost("/disruptions", Disrupt).WithTags("Airport").WithQuery()
            .Allows(Scopes.Operator).WithName("disruptFlight").WithSummary("Tells a flight's members in order of priority; the same again gets the first answer")
            .Refuses(400, 409, 413, 415, 422);
        v1.MapGet("/disruptions", Board).WithTags("Airport").WithQuery("limit")
            .Allows(Scopes.Operator).WithName("listDisruptions").WithSummary("The disruptions of the last days, the latest first, with the first who were told").Refuses(422);
    }

    private static async Task<Results<Ok<DisruptionBoard>, ProblemResult>> Board(string? limit, IServiceProvider services, IGrainFactory grains, CancellationToken cancellation)
    {
        var items = PageQuery.Limit(limit, DisruptionBoard.DefaultLimit);
        return items.Refusal is { } refusal
            ? (ProblemResult)refusal
            : TypedResults.Ok(await DisruptionBoard.ReadAsync(services.GetRequiredService<IAirportStore>(), grains, items.Value, cancellation));
    }

    private static async Task<CreatedResult<CheckInView>> CheckIn(
        JsonBody<CheckInBody, CheckIn> body, IGrainFactory grains) =>
        body.TryGet(out var checkIn, out var problem)
            ? OutcomeResults.CreatedOrRepeated(await grains.Flight(checkIn.Flight).CheckIn(checkIn))
            : problem;

    private static async Task<Results<Ok<Page<BriefingItem>>, ProblemResult>> Briefing(
        string flight, string date, string? limit, string? cursor, IGrainFactory grains)
    {
        var designator = FlightDesignator.Parse(flight);
        if (designator.Refusal is { } noFlight)
            return (ProblemResult)noFlight;
        if (!Instants.TryReadDate(date, out var day))
            return (ProblemResult)new Refusal("date-not-valid", Instants.DateRule, "date");
        var page = PageQuery.Read(limit, cursor, PageRequest.MaxLimit);
        if (page.Refusal is { } noPage)
            return (ProblemResult)noPage;
        return OutcomeResults.Ok(await grains.Flight(new FlightDay(designator.Value, day)).GetBriefing(page.Value));
    }

    private static async Task<CreatedResult<DisruptionView>> Disrupt(
        JsonBody<DisruptionBody, Disruption> body, IGrainFactory grains, AuditRecorder trail, HttpContext context)
    {
        if (!body.TryGet(out var disruption, out var problem))
            return problem;
        var outcome = await grains.Flight(disruption.Flight).Disrupt(disruption);
        if (outcome.Value is { } told)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, AuditRecorder.Entry(
                context,
                TrailActions.FlightDisrupted,
                subject: disruption.Id.Value,
                detail: AuditRecorder.Detail(
                    ("flight", told.Flight), ("date", told.Date), ("kind", told.Kind), ("told", told.Items.Count), ("repeated", outcome.IsRepeat ? true : null))));
        }

        return OutcomeResults.CreatedOrRepeated(outcome);
    }
}
