using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Removes a person from all tables but the ledger and the trail, which know members by their numbers alone.</summary>
public interface IErasureStore
{
    /// <summary>
    /// Removes the person with their search keys and consent, the snapshot, check-ins, and their place in disruptions; marks the
    /// member as erased, so that nothing is taken any more. Durable when it answers; harmless when repeated.
    /// </summary>
    /// <exception cref="EngineBusyException">A queue is full; nothing was removed.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown: it is to be repeated.</exception>
    Task<ErasedRows> EraseAsync(MemberId member, DateTimeOffset at);

    /// <summary>Overwrites what removing has left behind in files, where the store can.</summary>
    /// <returns>Whether no byte of what was removed is left in the store's own files.</returns>
    Task<bool> ScrubAsync();
}

/// <summary>What was removed, in rows.</summary>
/// <param name="Disruptions">Disruptions that the member was taken out of.</param>
public sealed record ErasedRows(int Persons, int Snapshots, int CheckIns, int Disruptions);
