using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Events in one order that only grows: the ledger, or one of the streams beside it. Sequences are given in the order of commits, so
/// that who has read one never finds a lower one later.
/// </summary>
public interface IEventStream
{
    /// <summary>The name of the ledger's.</summary>
    const string Ledger = "ledger";

    /// <summary>Its name, in small letters.</summary>
    string Name { get; }

    /// <summary>Events after a sequence, in order, at most <paramref name="limit"/>; what cannot be read is passed over.</summary>
    Task<StreamPage> ReadAsync(long after, int limit);

    /// <summary>The same of one member.</summary>
    Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit);

    /// <summary>The sequence of the last durable event, or 0.</summary>
    Task<long> LastSequenceAsync();
}

/// <summary>Events of a stream.</summary>
/// <param name="Through">The last sequence of the page, readable or not; where it began when it is empty.</param>
/// <param name="IsFull">There may be more.</param>
public sealed record StreamPage(IReadOnlyList<FollowedEvent> Events, long Through, bool IsFull);

/// <summary>How far one has come in the events of a member.</summary>
/// <param name="Sequence">Of the last event that counts as read.</param>
/// <param name="Place">Its <see cref="FollowedEvent.Place"/>, or a lower one where that is not known.</param>
public readonly record struct StreamPosition(long Sequence, long Place);

/// <summary>An event of a stream, as a follower gets it.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Member">Whom it is about; null where it is about none.</param>
/// <param name="Place">Its place among the member's events of the stream: the version in the ledger, the sequence elsewhere.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="After">The ledger's last sequence when it was committed; of an event of the ledger its own.</param>
/// <param name="Content">What the stream holds: a <see cref="RecordedEvent"/> in the ledger.</param>
public sealed record FollowedEvent(string Stream, long Sequence, MemberId? Member, long Place, DateTimeOffset At, long After, object Content)
{
    /// <summary>An event of the ledger.</summary>
    public static FollowedEvent Of(RecordedEvent recorded) =>
        new(IEventStream.Ledger, recorded.Sequence, recorded.Member, recorded.Version, recorded.At, recorded.Sequence, recorded);
}
