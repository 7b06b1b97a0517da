using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What a database server has of its own when it is written to.</summary>
internal interface IServerDialect<TConnection>
    where TConnection : class, IDisposable
{
    /// <summary>What operators call it.</summary>
    string Name { get; }

    /// <summary>A connection that writes. Each statement sees all that was committed before it; a commit is on the disk when it returns.</summary>
    TConnection ConnectToWrite();

    /// <summary>Commits all of it in one transaction, or throws. Sequences are given in the order of commits, whichever process writes.</summary>
    /// <param name="heads">What the connection has written before.</param>
    /// <returns>The sequence before that of the first row; the rows have those that follow, in the order given. 0 without appends.</returns>
    long Commit(TConnection connection, IReadOnlyList<PendingAppend> appends, IReadOnlyList<SqlStatement> statements, VersionCache heads);

    /// <summary>What is stored of the appends' members, keys and rows.</summary>
    ExistingRows Inspect(TConnection connection, IReadOnlyList<PendingAppend> appends);

    /// <summary>A version or key is taken, or a version would leave a gap; the transaction was rolled back.</summary>
    bool IsConflict(Exception error);

    /// <summary>
    /// A statement or value that the server or the driver cannot take, whoever asks and however often. Nothing was written. All else
    /// may pass: the connection, the server's state, its disk.
    /// </summary>
    bool IsFinal(Exception error);

    /// <summary>The server has no room for what is to be written.</summary>
    bool IsOutOfSpace(Exception error);

    /// <summary>What fails beside statements that change nothing in size while there is no room; none where the server knows no such thing.</summary>
    IReadOnlyList<SqlStatement> SpaceProbe { get; }

    JournalUnavailableException Unavailable(Exception error);
}
