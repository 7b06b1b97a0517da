using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Check-ins and disruptions, kept for some days after their flight. Apart from the ledger; holds no names.</summary>
public interface IAirportStore
{
    /// <summary>Keeps a check-in unless its id is taken; durable when it answers.</summary>
    /// <returns>What is kept under the id: the one given, or the one that was there; null where the member has been erased.</returns>
    Task<RecordedCheckIn?> AddAsync(RecordedCheckIn checkIn);

    /// <summary>The check-in of an id, or null.</summary>
    Task<RecordedCheckIn?> FindAsync(CheckInId id);

    /// <summary>The check-ins of a departure, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedCheckIn>> ReadFlightAsync(FlightDay flight, int limit);

    /// <summary>The check-ins of a member, the latest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedCheckIn>> ReadMemberAsync(MemberId member, int limit);

    /// <summary>The disruptions that a member was told of, the latest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedDisruption>> ReadDisruptionsAsync(MemberId member, int limit);

    /// <summary>The latest disruptions, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedDisruption>> ReadDisruptionsAsync(int limit);

    /// <summary>How many check-ins a departure has.</summary>
    Task<long> CountAsync(FlightDay flight);

    /// <summary>The check-ins at a place that expire after an instant, oldest first; the last ones where there are more.</summary>
    Task<IReadOnlyList<RecordedCheckIn>> ReadPlaceAsync(DisplayPlace place, DateTimeOffset expireAfter, int limit);

    /// <summary>Keeps a disruption unless its id is taken, and tells it in the airport's stream; durable when it answers.</summary>
    /// <param name="told">What the stream says of it, a member each.</param>
    /// <returns>What is kept under the id: the one given, or the one that was there.</returns>
    Task<RecordedDisruption> AddAsync(RecordedDisruption disruption, IReadOnlyList<StreamEntry>? told = null);

    /// <summary>The disruption of an id, or null.</summary>
    Task<RecordedDisruption?> FindAsync(DisruptionId id);

    /// <summary>Forgets some of what belongs to flights before a day; durable when it answers.</summary>
    /// <returns>Whether there is more of it.</returns>
    Task<bool> ForgetBeforeAsync(DateOnly day);
}
