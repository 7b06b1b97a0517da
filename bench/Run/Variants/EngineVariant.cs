namespace Loyalty.Bench;

/// <summary>The engine under settings of its own.</summary>
/// <param name="Subject">In tables: what is different.</param>
/// <param name="PrepareAsync">What is done with the host before it is loaded, or null for nothing.</param>
internal sealed record EngineVariant(string Subject, Contender Contender, Func<HostProcess, Task>? PrepareAsync = null);
