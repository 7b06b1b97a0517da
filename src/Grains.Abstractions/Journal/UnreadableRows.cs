namespace Loyalty.Grains;

/// <summary>Something stored that cannot be read: a row of the ledger, or a person.</summary>
/// <param name="Member">The member as the row names it; empty where even that cannot be read.</param>
/// <param name="Sequence">Of a row of the ledger; null for a person.</param>
/// <param name="Version">Of a row of the ledger; 0 for a person, or where it cannot be read.</param>
/// <param name="Reason">Names the place and the fault, for the operator.</param>
public sealed record UnreadableRow(string Member, long? Sequence, long Version, string Reason);

/// <summary>What was met that cannot be read, since the start, for the operator.</summary>
public interface IUnreadableRows
{
    /// <summary>Rows that are remembered; of more, only their number is known.</summary>
    const int MaxRemembered = 1000;

    /// <summary>What cannot be read, in the order of members and sequences.</summary>
    IReadOnlyList<UnreadableRow> Rows { get; }
}

/// <summary>A page of the ledger; what cannot be read is named in place of hiding what comes after it.</summary>
/// <param name="Events">Those that can be read, in order.</param>
/// <param name="Unreadable">Those that cannot.</param>
/// <param name="Through">The last sequence of the page, readable or not; where it began when it is empty.</param>
/// <param name="IsFull">There may be more.</param>
public sealed record JournalPage(IReadOnlyList<RecordedEvent> Events, IReadOnlyList<UnreadableRow> Unreadable, long Through, bool IsFull);
