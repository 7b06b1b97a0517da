using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The streams beside the ledger, page by page, for who must be told what cannot be read.</summary>
public interface IStreamPages
{
    /// <summary>Events after a sequence, in order, at most <paramref name="limit"/>.</summary>
    /// <param name="stream">One of <see cref="StreamNames.All"/>.</param>
    /// <exception cref="JournalUnavailableException">They cannot be read now.</exception>
    Task<StreamEventsPage> ReadPageAsync(string stream, long after, int limit);

    /// <summary>Events of a member after a sequence, in order, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalDamagedException">One cannot be read.</exception>
    Task<IReadOnlyList<RecordedStreamEvent>> ReadMemberAsync(string stream, MemberId member, long after, int limit);

    /// <summary>The sequence of the last event, or 0.</summary>
    Task<long> LastSequenceAsync(string stream);
}

/// <summary>Events of a stream; what cannot be read is named.</summary>
/// <param name="Through">The last sequence of the page, readable or not; where it began when it is empty.</param>
/// <param name="IsFull">There may be more.</param>
public sealed record StreamEventsPage(IReadOnlyList<RecordedStreamEvent> Events, IReadOnlyList<UnreadableRow> Unreadable, long Through, bool IsFull);
