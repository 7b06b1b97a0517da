using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Decides the appends of one batch in order, each on what is stored and on what those before it in the batch will have written.
/// </summary>
/// <param name="storedVersion">The member's last stored version, 0 for none.</param>
/// <param name="isStored">Whether a command key is stored.</param>
internal sealed class BatchDecision(Func<PendingAppend, long> storedVersion, Func<string, bool> isStored)
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Forgets the batch before.</summary>
    public void Clear()
    {
        _versions.Clear();
        _keys.Clear();
    }

    /// <summary>The outcome if the batch commits.</summary>
    public AppendOutcome Decide(PendingAppend append)
    {
        var version = _versions.TryGetValue(append.Member, out var staged) ? staged : storedVersion(append);
        if (version != append.ExpectedVersion)
            return AppendOutcome.VersionConflict;
        for (var i = 0; i < append.Events.Count; i++)
        {
            if (append.Events[i].Key is { } key && (isStored(key) || !_keys.Add(key)))
            {
                Forget(append, i);
                return AppendOutcome.KeyTaken;
            }
        }

        _versions[append.Member] = version + append.Events.Count;
        return AppendOutcome.Appended;
    }

    // The keys before the one that was taken stay free for others.
    private void Forget(PendingAppend append, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (append.Events[i].Key is { } key)
                _keys.Remove(key);
        }
    }
}
