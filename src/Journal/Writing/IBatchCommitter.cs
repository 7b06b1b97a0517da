namespace Loyalty.Journal;

/// <summary>The part of a dialect that writes. Only the writer's thread calls it, one call at a time.</summary>
internal interface IBatchCommitter : IDisposable
{
    /// <summary>
    /// Makes a batch durable and sets every append's outcome. An append that cannot be written fails alone.
    /// </summary>
    /// <returns>What failed alone without an outcome, and why; mostly nothing.</returns>
    /// <exception cref="Grains.JournalUnavailableException">The whole batch failed.</exception>
    IReadOnlyList<(PendingWrite Write, Exception Reason)> Commit(IReadOnlyList<PendingWrite> batch);

    /// <summary>Does one bounded piece of housekeeping, after each batch and then while nothing waits.</summary>
    /// <param name="idle">Nothing waits; else the piece should be a small one.</param>
    /// <returns>Whether there may be more.</returns>
    bool Tidy(bool idle);
}
