namespace Loyalty.Journal;

/// <summary>
/// The last version of the accounts that one connection has written to. What a connection has committed is there for as long as
/// it lasts, so whoever goes on from it need not look it up in the database, which costs half as much as the row itself.
/// </summary>
/// <remarks>
/// A connection is a session with one server, as the settings it is opened with ask for: a pooler that moves sessions between
/// servers cannot stand in between. An account has a few places it may stand in, the last written first; it may have to give its
/// own up to others: then it is looked up, no more.
/// </remarks>
internal sealed class VersionCache
{
    /// <summary>Accounts remembered at most: 5 MB.</summary>
    public const int Capacity = 1 << 18;

    /// <summary>Accounts whose numbers fall together that are remembered beside each other: with four, one in twenty of 100,000 was driven out.</summary>
    private const int Ways = 8;

    // Apart from the accounts, because the names lie all over the memory: to look at those of others took as long as all the rest.
    private readonly int[] _numbers = new int[Capacity];
    private readonly (string? Member, long Version)[] _places = new (string?, long)[Capacity];

    /// <summary>Whether this connection has itself written a version.</summary>
    public bool Hold(string member, long version)
    {
        var (first, number) = PlacesOf(member);
        return Find(first, number, member) is { } place && _places[place].Version >= version;
    }

    /// <summary>What of a batch must be looked up before it is written, append by append.</summary>
    /// <param name="heads">What the connection has written before; null to look all of it up.</param>
    /// <returns>
    /// The version that must be there already; null where there need be none, or it is known: of this connection, or of the same batch.
    /// </returns>
    public static IEnumerable<(PendingAppend Append, long? Previous)> LookUps(IReadOnlyList<PendingAppend> appends, VersionCache? heads)
    {
        var followed = new HashSet<string>(appends.Count, StringComparer.Ordinal);
        foreach (var append in appends)
        {
            var known = !followed.Add(append.Member) || append.ExpectedVersion == 0 || heads?.Hold(append.Member, append.ExpectedVersion) == true;
            yield return (append, known ? null : append.ExpectedVersion);
        }
    }

    /// <summary>Notes what was committed.</summary>
    public void Note(string member, long version)
    {
        var (first, number) = PlacesOf(member);
        // Those written since move down by one; for a new account all do, and the oldest is given up.
        var since = (Find(first, number, member) ?? first + Ways - 1) - first;
        Array.Copy(_numbers, first, _numbers, first + 1, since);
        Array.Copy(_places, first, _places, first + 1, since);
        _numbers[first] = number;
        _places[first] = (member, version);
    }

    /// <summary>Forgets everything: another connection may lead to another server, which may have less.</summary>
    public void Clear()
    {
        Array.Clear(_numbers);
        Array.Clear(_places);
    }

    private static (int First, int Number) PlacesOf(string member)
    {
        var number = member.GetHashCode(StringComparison.Ordinal);
        return ((number & ((Capacity / Ways) - 1)) * Ways, number);
    }

    private int? Find(int first, int number, string member)
    {
        for (var place = first; place < first + Ways; place++)
        {
            if (_numbers[place] == number && _places[place].Member == member)
                return place;
        }

        return null;
    }
}
