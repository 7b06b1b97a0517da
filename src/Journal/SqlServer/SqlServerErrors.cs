using System.Collections.Frozen;
using System.Security.Authentication;
using Loyalty.Grains;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>What the driver's exceptions mean to the journal.</summary>
internal static class SqlServerErrors
{
    // Unique constraint, unique index, check constraint.
    private static readonly FrozenSet<int> Conflicts = FrozenSet.Create(2627, 2601, 547);

    // What no repetition mends: syntax, names, types, nulls, lengths, rights. All else may pass, and most of it does: a deadlock (1205),
    // a lock (1222), a time-out (-2), a cut connection, a full disk (1105, 9002), a database that moves to another server (40613, 40197,
    // 4060, 976, 983), that has become a secondary meanwhile (3906), or a busy service (40501, 10928, 49918 to 49920).
    private static readonly FrozenSet<int> Finals = FrozenSet.Create(
        102, 105, 137, 156, 170, 201, 207, 208, 213, 214, 229, 230, 241, 242, 245, 248, 262, 295, 297, 300, 313, 402, 468, 512, 515, 1934, 2628,
        2715, 2812, 8114, 8115, 8134, 8144, 8145, 8152, 8162, 8169, 8178, 13609);

    // At the start: no such user, no such database for this user, no right to make or to see tables.
    private static readonly FrozenSet<int> Refusals = FrozenSet.Create(18456, 18452, 4060, 916, 229, 262, 297, 300, 2760);

    // How the driver tells what only the client knows: broken connections and all that cannot be connected have class 20, a time-out is -2.
    private const int BrokenClass = 20;
    private const int TimedOut = -2;

    /// <inheritdoc cref="IServerDialect{T}.IsConflict"/>
    public static bool IsConflict(Exception error) => error is SqlException fault && IsConflict(Cause(fault));

    /// <inheritdoc cref="IServerDialect{T}.IsConflict"/>
    /// <param name="number">The server's error number.</param>
    public static bool IsConflict(int number) => Conflicts.Contains(number);

    /// <inheritdoc cref="IServerDialect{T}.IsFinal"/>
    /// <param name="number">The server's error number.</param>
    public static bool IsFinal(int number) => Conflicts.Contains(number) || Finals.Contains(number);

    /// <inheritdoc cref="IServerDialect{T}.IsFinal"/>
    public static bool IsFinal(Exception error) => error is SqlException fault
        ? IsFinal(Cause(fault))
        : error is ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException || IsOfProgram(error);

    /// <inheritdoc cref="IServerDialect{T}.IsOutOfSpace"/>
    public static bool IsOutOfSpace(Exception error) => error is SqlException fault && Cause(fault) is 1101 or 1105 or 9002;

    /// <summary>Whether the server may be out of reach, so that the next attempt may take as long as this one.</summary>
    public static bool IsLoss(SqlException error) => error.Class >= BrokenClass || error.Number == TimedOut;

    /// <summary>A part of the program is missing or damaged. The files it would be read from are the program's, not the journal's.</summary>
    public static bool IsOfProgram(Exception error) => error is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException
        or TypeInitializationException;

    /// <summary>What a failure to open means to the operator, in one line.</summary>
    public static Exception Refusal(Exception error) => error switch
    {
        SqlException fault when Refusals.Contains(Cause(fault)) => new JournalRefusedException($"SQL Server refuses the journal: {Line(fault)}", fault),
        SqlException { InnerException: AuthenticationException distrust } fault => new JournalRefusedException(
            $"SQL Server's certificate is not trusted ({Line(distrust)}): install its issuer's on this machine, or say TrustServerCertificate=True "
            + "in Loyalty:Journal:ConnectionString where nobody can stand between the two.",
            fault),
        SqlException fault => Unavailable(fault),
        _ => new JournalRefusedException($"SQL Server's driver is not whole: {Line(error)}", error),
    };

    public static JournalUnavailableException Unavailable(Exception error) => error as JournalUnavailableException
        ?? new($"SQL Server does not answer as it should: {Line(error)}", error);

    // Statements that were not run behind the one that failed have an error of their own, and tell nothing.
    private static int Cause(SqlException error)
    {
        foreach (SqlError one in error.Errors)
        {
            if (one.Number != SqlServerBatch.NotRun)
                return one.Number;
        }

        return error.Number;
    }

    private static string Line(Exception error) => error.Message.Split('\n', 2)[0].TrimEnd();
}
