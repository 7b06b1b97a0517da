using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>A database server as its readers see it.</summary>
internal interface IServerReads
{
    /// <summary>Reads on a pooled connection; once more if the first try fails.</summary>
    /// <exception cref="Grains.JournalUnavailableException">Both failed.</exception>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read);
}
