namespace Loyalty.Grains;

/// <summary>One departure and who has checked in for it; keyed as <see cref="GrainFactoryExtensions.Flight"/> writes it.</summary>
/// <exception cref="EngineBusyException">A queue on the way is full; nothing was done.</exception>
/// <exception cref="JournalUnavailableException">The store cannot be reached, or the outcome is unknown.</exception>
[Alias("loyalty.flight")]
public interface IFlightGrain : IGrainWithStringKey
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
