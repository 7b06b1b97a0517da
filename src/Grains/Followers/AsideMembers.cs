using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The members of a follower that are set aside, and what of them is not stored yet.</summary>
internal sealed class AsideMembers
{
    private readonly Dictionary<MemberId, MemberAside> _members = [];
    private readonly HashSet<MemberId> _changed = [];

    // Members of whom the store has a row, or may have.
    private readonly HashSet<MemberId> _stored = [];

    // Members that are here in memory alone.
    private readonly HashSet<MemberId> _held = [];

    // May have members that have gone or are due at another time; they are passed over.
    private readonly PriorityQueue<MemberId, DateTimeOffset> _due = new();

    public int Count => _members.Count;

    public bool HasChanges => _changed.Count > 0;

    public void Load(IReadOnlyList<MemberAside> stored)
    {
        foreach (var one in stored)
        {
            Put(one);
            _stored.Add(one.Member);
        }
    }

    public bool Contains(MemberId member) => _members.ContainsKey(member);

    public MemberAside? Find(MemberId member) => _members.GetValueOrDefault(member);

    public void Set(MemberAside aside)
    {
        Put(aside);
        Keep(aside.Member);
    }

    /// <summary>Sets a member aside in memory alone: what is kept of the follower must not be ahead of it.</summary>
    public void Hold(MemberAside aside)
    {
        Put(aside);
        _held.Add(aside.Member);
    }

    public bool IsHeld(MemberId member) => _held.Contains(member);

    /// <summary>Keeps a member that was held.</summary>
    public void Keep(MemberId member)
    {
        _held.Remove(member);
        _changed.Add(member);
    }

    public void Remove(MemberId member)
    {
        _held.Remove(member);
        _members.Remove(member);
        if (_stored.Contains(member))
            _changed.Add(member);
        else
            _changed.Remove(member);
    }

    /// <summary>The next member that is due, taken from the queue: whoever gets it must set it again or remove it.</summary>
    public MemberAside? TakeDue(DateTimeOffset now)
    {
        while (_due.TryPeek(out var member, out var at) && at <= now)
        {
            _due.Dequeue();
            if (_members.TryGetValue(member, out var aside) && aside.RetryAt == at)
                return aside;
        }

        return null;
    }

    /// <summary>Makes a member due, or all.</summary>
    public void Hurry(MemberId? member, DateTimeOffset now)
    {
        foreach (var aside in _members.Values.Where(aside => (member is null || aside.Member == member) && aside.RetryAt > now && !IsHeld(aside.Member)).ToList())
            Set(aside with { RetryAt = now });
    }

    /// <summary>What has changed since the last time it was asked.</summary>
    public (List<MemberAside> Aside, List<MemberId> Done) TakeChanges()
    {
        var (aside, done) = (new List<MemberAside>(), new List<MemberId>());
        foreach (var member in _changed)
        {
            if (_members.TryGetValue(member, out var one))
                aside.Add(one);
            else
                done.Add(member);
        }

        _changed.Clear();
        _stored.UnionWith(aside.Select(one => one.Member));
        return (aside, done);
    }

    /// <summary>What was taken is stored.</summary>
    public void Stored(List<MemberId> done) => _stored.ExceptWith(done.Where(member => !_members.ContainsKey(member)));

    /// <summary>What was taken could not be stored.</summary>
    public void GiveBack(List<MemberAside> aside, List<MemberId> done)
    {
        _changed.UnionWith(aside.Select(one => one.Member));
        _changed.UnionWith(done);
    }

    private void Put(MemberAside aside)
    {
        _members[aside.Member] = aside;
        _due.Enqueue(aside.Member, aside.RetryAt);
    }
}
