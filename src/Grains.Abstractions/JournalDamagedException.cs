namespace Loyalty.Grains;

/// <summary>What is stored of a member is not what the engine wrote: a row that cannot be read, or that cannot follow the one before.</summary>
/// <param name="member">The member as the row names it; perhaps no valid id, and empty where a row is of no one member.</param>
/// <param name="version">Version of the row at fault; 0 for what has none.</param>
/// <param name="message">Names the place, for the operator.</param>
[GenerateSerializer, Alias("loyalty.JournalDamagedException")]
public sealed class JournalDamagedException(string member, long version, string message, Exception? inner = null) : Exception(message, inner)
{
    [Id(0)]
    public string Member { get; } = member;

    [Id(1)]
    public long Version { get; } = version;

    /// <summary>Sequence of the row at fault; 0 for what has none, or where it is not known.</summary>
    [Id(2)]
    public long Sequence { get; init; }
}
