using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>What the stores beside the journal need of a dialect.</summary>
internal interface ISqlTables
{
    /// <summary>Runs statements in one transaction, in the order of all writes; durable when it answers.</summary>
    /// <exception cref="Grains.EngineBusyException">The queue is full or closing: nothing was or will be written.</exception>
    /// <exception cref="Grains.JournalUnavailableException">The outcome is unknown.</exception>
    Task WriteAsync(IReadOnlyList<SqlStatement> statements);

    /// <summary>Whether <see cref="ScrubAsync"/> can do anything.</summary>
    bool CanScrub => false;

    /// <summary>Overwrites what deleted rows have left in files, where the dialect can; may take long, and holds nobody up.</summary>
    /// <returns>Whether nothing of them is left there.</returns>
    Task<bool> ScrubAsync();

    /// <summary>Reads rows.</summary>
    /// <exception cref="Grains.JournalUnavailableException">It cannot be read now.</exception>
    Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map);
}
