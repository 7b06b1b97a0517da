namespace Loyalty.Grains;

/// <summary>
/// The engine cannot tell whether the command became durable, or cannot reach its journal at all. The caller should try again under
/// the same id: it takes effect once at most.
/// </summary>
[GenerateSerializer, Alias("loyalty.JournalUnavailableException")]
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
