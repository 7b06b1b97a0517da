using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Removes a person from all tables but the ledger and the trail, which know members by their numbers alone.</summary>
public interface IErasureStore
{
    /// <summary>
    /// Removes the person with their search keys, consent and numbers, the snapshot, check-ins, and their place in disruptions; marks the
    /// member as erased, so that nothing is taken any more; tells it in the stream of persons, once. Durable when it answers; harmless when
    /// repeated.
    /// </summary>
    /// <param name="told">Who, when, and what is told of it.</param>
    /// <exception cref="EngineBusyException">A queue is full; nothing was removed.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown: it is to be repeated.</exception>
    Task<ErasedRows> EraseAsync(StreamEntry told);

    /// <summary>Whether the member is erased and nothing of theirs is held that could be removed.</summary>
    Task<bool> IsErasedAsync(MemberId member);

    /// <summary>Whether <see cref="ScrubAsync"/> can do anything.</summary>
    bool CanScrub { get; }

    /// <summary>
    /// Overwrites what removing has left behind in files, where the store can. One round goes on at a time, beside all writes; whoever
    /// asks while it does shares the next one. It may take minutes where much is held or somebody reads the files.
    /// </summary>
    /// <returns>Whether no byte of what was removed before is left in the store's own files.</returns>
    Task<bool> ScrubAsync();

    /// <summary>Whether everything that was removed has been overwritten since.</summary>
    Task<bool> IsScrubbedAsync();
}

/// <summary>What was removed, in rows.</summary>
/// <param name="Disruptions">Disruptions that the member was taken out of.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ErasedRows")]
public sealed record ErasedRows(int Persons, int Snapshots, int CheckIns, int Disruptions);
