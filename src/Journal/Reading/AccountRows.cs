using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What a dialect has of an account, as of one moment.</summary>
/// <param name="After">The version that the rows come after: that of the snapshot's row, or 0.</param>
/// <param name="Snapshot">Null where there is none, or none that can be read.</param>
/// <param name="Rows">Rows of the journal, oldest first.</param>
/// <param name="Person">Null where none is held.</param>
internal sealed record AccountRows(long After, AccountSnapshot? Snapshot, IReadOnlyList<StoredEvent> Rows, Person? Person);
