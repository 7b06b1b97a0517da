using System.Globalization;
using Loyalty.Domain;
using Orleans.Concurrency;

namespace Loyalty.Grains;

/// <summary>
/// One departure. It holds nothing between calls: the store decides by its unique ids, so any silo answers and none need agree on who
/// has it. Disruptions are in FlightGrain.Disruption.cs.
/// </summary>
[GrainType("flight")]
[StatelessWorker]
public sealed partial class FlightGrain(AirportContext context) : Grain, IFlightGrain
{
    private FlightDay Flight { get; set; }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/', 2);
        Flight = new FlightDay(FlightDesignator.Of(key[0]), DateOnly.ParseExact(key[1], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Outcome<CheckInView>> CheckIn(CheckIn checkIn)
    {
        if (await context.Store.FindAsync(checkIn.Id) is { } earlier)
            return Repeated(earlier, checkIn);
        if (DateFault() is { } fault)
            return fault;
        var outcome = await context.Grains.LoyaltyAccount(checkIn.Member).GetTraveller();
        if (outcome.Value is not { } traveller)
            return outcome.Refusal!;
        if (await context.Store.CountAsync(Flight) >= AirportOptions.MaxCheckIns)
            return new Refusal("flight-full", $"A flight has at most {AirportOptions.MaxCheckIns} check-ins.", "flight");

        var made = Record(checkIn, traveller);
        if (await context.Store.AddAsync(made) is not { } kept)
            return Refusals.MemberErased(checkIn.Member);
        if (kept.Claim != made.Claim)
            return Repeated(kept, checkIn);
        // Asked again once the check-in stands: who opts out after this finds it, and has it withdrawn.
        if (traveller.ShownOnDisplays && (await context.Grains.LoyaltyAccount(checkIn.Member).GetTraveller()).Value is { ShownOnDisplays: true } shown)
            context.Hub.Publish(Recognitions.Of(kept, shown));
        return Recognitions.Reply(kept);
    }

    /// <inheritdoc/>
    public async Task<Outcome<Page<BriefingItem>>> GetBriefing(PageRequest page)
    {
        var skip = 0;
        if (page.Cursor is { } cursor && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
            return Refusals.CursorNotValid;
        var above = (await PassengersAsync()).Where(passenger => passenger.Traveller.TierLevel > 0).ToList();
        var items = above.Skip(skip).Take(page.Limit).Select(Briefed).ToList();
        var end = skip + items.Count;
        return new Page<BriefingItem>(items, end < above.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Outcome<CheckInView> Repeated(RecordedCheckIn kept, CheckIn checkIn) => kept.CheckIn == checkIn
        ? ((Outcome<CheckInView>)Recognitions.Reply(kept)).AsRepeat()
        : new Refusal("checkin-id-reused", $"'{checkIn.Id}' was used for another check-in.", "checkinId");

    private RecordedCheckIn Record(CheckIn checkIn, TravellerView traveller)
    {
        var now = context.Clock.Now;
        return new RecordedCheckIn(
            checkIn,
            traveller.Tier,
            traveller.TierLevel,
            Greetings.ForDisplay(Greeted(traveller), context.Clock.Today, context.Programme.TopLevel),
            now,
            now + context.Options.ShownFor,
            NewClaim());
    }

    private BriefingItem Briefed(Passenger passenger)
    {
        var traveller = passenger.Traveller;
        return new BriefingItem(
            traveller.MemberId,
            traveller.Name,
            traveller.Tier,
            traveller.TierLevel,
            traveller.Since,
            passenger.Seat?.ToString(),
            [
                .. Greetings.ForCrew(Greeted(traveller), context.Clock.Today)
                    .Select(greeting => new GreetingView(greeting.Kind, greeting.Since, greeting.Years)),
            ]);
    }

    /// <summary>Everybody who has checked in, each once and with the last seat told: the highest tier first, then spend, then seat.</summary>
    private async Task<IReadOnlyList<Passenger>> PassengersAsync()
    {
        var seats = new Dictionary<MemberId, Seat?>();
        foreach (var kept in await context.Store.ReadFlightAsync(Flight, AirportOptions.MaxCheckIns))
            seats[kept.CheckIn.Member] = kept.CheckIn.Seat ?? seats.GetValueOrDefault(kept.CheckIn.Member);
        var travellers = await Travellers.AskAsync(context.Grains, seats.Keys);
        return
        [
            .. travellers
                .Select(found => new Passenger(found.Key, found.Value, seats[found.Key]))
                .OrderByDescending(passenger => passenger.Traveller.TierLevel)
                .ThenByDescending(passenger => passenger.Traveller.Spend)
                .ThenBy(passenger => passenger.Seat is null)
                .ThenBy(passenger => passenger.Seat)
                .ThenBy(passenger => passenger.Member.Value, StringComparer.Ordinal),
        ];
    }

    private Refusal? DateFault()
    {
        var (first, last) = (context.Clock.Today.AddDays(-AirportOptions.MaxDaysLate), context.Clock.Today.AddDays(AirportOptions.MaxDaysAhead));
        return Flight.Date >= first && Flight.Date <= last
            ? null
            : new Refusal("date-not-valid", $"Must be a day from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.", "date");
    }

    private static GreetedMember Greeted(TravellerView traveller) => new(traveller.TierLevel, traveller.UpgradedOn, traveller.EnrolledOn);

    private static string NewClaim() => Guid.NewGuid().ToString("N");

    private sealed record Passenger(MemberId Member, TravellerView Traveller, Seat? Seat);
}
