namespace Loyalty.Grains;

/// <summary>
/// Tells actors when somebody else may have changed their accounts: in a cluster that is just losing or winning a member, an account may
/// be live twice for a moment. What is written is decided by the journal's versions; this is for what is read.
/// </summary>
public interface IOtherWriters
{
    /// <summary>Rises when there may be others from now on. An actor that has looked under one does not look again under the same.</summary>
    long Epoch { get; }

    /// <summary>Whether those of the epoch are gone again; until then actors look each time.</summary>
    bool AreGone { get; }
}

/// <summary>There is one process and one actor of each account.</summary>
public sealed class NoOtherWriters : IOtherWriters
{
    public static readonly NoOtherWriters Instance = new();

    public long Epoch => 0;

    public bool AreGone => true;
}
