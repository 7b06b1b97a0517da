namespace Loyalty.Journal;

/// <summary>
/// The last version of the accounts that one connection has written to. What a connection has committed is there for as long as
/// it lasts, so whoever goes on from it need not look it up in the database, which costs as much as the row itself.
/// </summary>
/// <remarks>
/// A connection is a session with one server, as the settings it is opened with ask for: a pooler that moves sessions between
/// servers cannot stand in between. Each account has one place, which it may have to give up to another: then it is looked up,
/// no more.
/// </remarks>
internal sealed class WrittenHeads
{
    /// <summary>Accounts remembered at most: 2 MB.</summary>
    public const int Capacity = 1 << 17;

    private readonly (string? Member, long Version)[] _places = new (string?, long)[Capacity];

    /// <summary>Whether this connection has itself written a version.</summary>
    public bool Hold(string member, long version) => PlaceOf(member) is var (written, last) && last >= version && written == member;

    /// <summary>Notes what was committed.</summary>
    public void Note(string member, long version) => PlaceOf(member) = (member, version);

    /// <summary>Forgets everything: another connection may lead to another server, which may have less.</summary>
    public void Clear() => Array.Clear(_places);

    private ref (string? Member, long Version) PlaceOf(string member) => ref _places[member.GetHashCode(StringComparison.Ordinal) & (Capacity - 1)];
}
