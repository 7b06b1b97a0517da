namespace Loyalty.Journal;

/// <summary>
/// The journal cannot be opened as it is configured or as it lies there, and trying again will not help. The message is one
/// sentence for the operator.
/// </summary>
public sealed class JournalRefusedException(string message, Exception? inner = null) : Exception(message, inner);
