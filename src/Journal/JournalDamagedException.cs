namespace Loyalty.Journal;

/// <summary>A stored row is not what the journal wrote. The message names member, version and sequence.</summary>
public sealed class JournalDamagedException(string message, Exception? inner = null) : Exception(message, inner);
