using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Gives out references to the actors of an airport. What they know is in the store: any node may answer for any of them.</summary>
public interface IAirportGrains
{
    /// <summary>A departure; nobody need have checked in.</summary>
    IFlightGrain Flight(FlightDay flight);

    /// <summary>The displays of a place; there need not be one.</summary>
    IDisplayGrain Display(DisplayPlace place);
}

/// <summary>One departure and who has checked in for it.</summary>
/// <exception cref="EngineBusyException">A queue on the way is full; nothing was done.</exception>
/// <exception cref="JournalUnavailableException">The store cannot be reached, or the outcome is unknown.</exception>
public interface IFlightGrain
{
    /// <summary>
    /// Checks a member in, and has the member recognised on the display once that is durable. Refused: <c>unknown-member</c>,
    /// <c>checkin-id-reused</c>, <c>date-not-valid</c>, <c>flight-full</c>.
    /// </summary>
    Task<Outcome<CheckInView>> CheckIn(CheckIn checkIn);

    /// <summary>Members above the lowest tier who have checked in: the highest tier first, then spend, then seat.</summary>
    Task<Outcome<Page<BriefingItem>>> GetBriefing(PageRequest page);

    /// <summary>
    /// Tells everybody who has checked in, the highest tier first, then spend. Refused: <c>disruption-id-reused</c>,
    /// <c>date-not-valid</c>.
    /// </summary>
    Task<Outcome<DisruptionView>> Disrupt(Disruption disruption);
}

/// <summary>The displays of one place.</summary>
/// <exception cref="JournalUnavailableException">The store cannot be reached.</exception>
public interface IDisplayGrain
{
    /// <summary>Recognitions that are still valid, oldest first; the last ones where there are more than a display shows.</summary>
    Task<IReadOnlyList<Recognition>> GetRecognitions();
}
