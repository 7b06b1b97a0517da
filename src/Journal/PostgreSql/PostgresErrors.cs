using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>What the driver's exceptions mean to the journal.</summary>
internal static class PostgresErrors
{
    /// <summary>A version or key is taken, or a version would leave a gap; the transaction was rolled back.</summary>
    public static bool IsConflict(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation,
    };

    /// <summary>
    /// A statement or value that the server or the driver cannot take, whoever asks and however often. Nothing was written. All else
    /// may pass: the connection, the server's state, its disk.
    /// </summary>
    public static bool IsFinal(Exception error) => error is PostgresException { SqlState: var state }
        ? state[..2] is "22" or "23" or "42" or "0A"
        : error is ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException;

    /// <inheritdoc cref="IServerDialect{T}.IsOutOfSpace"/>
    public static bool IsOutOfSpace(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    /// <summary>What a failure to open means to the operator.</summary>
    public static Exception Refusal(Exception error) => error is PostgresException { SqlState: var state } refused
        && state[..2] is "28" or "3D" or "42" or "0A" or "22"
            ? new JournalRefusedException($"PostgreSQL refuses the journal: {refused.MessageText}", error)
            : Unavailable(error);

    public static JournalUnavailableException Unavailable(Exception error) =>
        new($"PostgreSQL does not answer as it should: {error.Message}", error);
}
