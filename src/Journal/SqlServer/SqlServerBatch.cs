using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>One transaction: the lock, the rows of all appends, their persons, the statements beside.</summary>
internal static class SqlServerBatch
{
    // The lock is held until the transaction is visible to all, so sequences are given in the order of the commits, whichever process
    // writes: a reader that has seen a sequence will never find a lower one later.
    private const string Lock =
        """
        DECLARE @granted integer;
        EXEC @granted = sp_getapplock @Resource = N'loyalty-journal', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 8000;
        IF @granted < 0 THROW 51000, N'The lock of the journal was not granted in time.', 1;

        """;

    // Where the version that must be there is not, the row gets version 0, which the table refuses (journal_no_gap).
    private const string Rows =
        """
        DECLARE @last bigint = (SELECT coalesce(max(sequence), 0) FROM journal);
        INSERT INTO journal (sequence, member, version, type, body, at, due, [key], checksum)
        SELECT @last + new.place, new.member,
            CASE WHEN new.previous IS NULL THEN new.version ELSE coalesce(
                (SELECT new.version FROM journal old WHERE old.member = new.member AND old.version = new.previous), 0) END,
            new.type, new.body, new.at, new.due, new.[key], new.checksum
        FROM @rows new;

        """;

    private const string Persons =
        """
        UPDATE p SET profile = new.profile, enrolment_fingerprint = new.enrolment_fingerprint, given_key = new.given_key,
            family_key = new.family_key, email_key = new.email_key, phone_key = new.phone_key, search_ready = 1, changed_at = new.changed_at
        FROM persons p JOIN @persons new ON new.member = p.member WHERE p.erased_at IS NULL;
        INSERT INTO persons (member, profile, enrolment_fingerprint, given_key, family_key, email_key, phone_key, changed_at, search_ready)
        SELECT member, profile, enrolment_fingerprint, given_key, family_key, email_key, phone_key, changed_at, 1
        FROM @persons new WHERE NOT EXISTS (SELECT 1 FROM persons old WHERE old.member = new.member);

        """;

    private const string Begin = "BEGIN TRANSACTION;\n";

    private const string Commit = "COMMIT TRANSACTION;\n";

    // Behind the rest: the driver reads one answer and passes over what fails after it.
    private const string Answer = "SELECT @last;";

    /// <summary>The usual batch, in one round trip.</summary>
    public const string AppendsAlone = Begin + Lock + Rows + Commit + Answer;

    /// <summary>The same with enrolments in it.</summary>
    public const string AppendsWithPersons = Begin + Lock + Rows + Persons + Commit + Answer;

    /// <summary>What comes before the statements, in a transaction that the driver has begun.</summary>
    public const string LockAlone = Lock;

    /// <inheritdoc cref="LockAlone"/>
    public const string LockAndRows = Lock + Rows + Answer;

    /// <inheritdoc cref="LockAlone"/>
    public const string LockRowsAndPersons = Lock + Rows + Persons + Answer;

    /// <summary>The error that a statement answers in place of being run, for one before it has failed.</summary>
    public const int NotRun = 51001;

    /// <summary>
    /// Comes before each statement. They are calls of one message, and one that fails does not keep the server from the next. The
    /// transaction is rolled back by then, so the next would be committed by itself, without the lock and without the rest.
    /// </summary>
    public const string InTransaction = "IF @@TRANCOUNT = 0 THROW 51001, N'A statement before this one has failed.', 1;\n";

    /// <summary>Commits all of it or throws.</summary>
    /// <param name="heads">What the connection has written before.</param>
    /// <returns>The sequence before that of the first row; 0 without appends.</returns>
    public static long Run(
        SqlConnection connection, IReadOnlyList<PendingAppend> appends, IReadOnlyList<SqlStatement> statements, VersionCache heads)
    {
        SqlParameter[] rows = appends.Count > 0 ? [SqlServerTables.Journal("@rows", appends, heads)] : [];
        var persons = appends.Where(append => append.Person is not null).Select(append => append.Person!).ToArray();
        if (statements.Count == 0)
            return Execute(connection, null, persons.Length > 0 ? AppendsWithPersons : AppendsAlone, rows, persons);

        // A statement is sent as a call of its own, so that its plan is found by its text and no call has more parameters than one may.
        using var transaction = connection.BeginTransaction();
        var last = Execute(
            connection, transaction, persons.Length > 0 ? LockRowsAndPersons : appends.Count > 0 ? LockAndRows : LockAlone, rows, persons);
        using var batch = new SqlBatch(connection, transaction);
        foreach (var statement in statements)
            batch.BatchCommands.Add(TransactSqlText.Command(statement, InTransaction));
        batch.ExecuteNonQuery();
        transaction.Commit();
        return last;
    }

    private static long Execute(
        SqlConnection connection, SqlTransaction? transaction, string text, SqlParameter[] rows, PersonRow[] persons)
    {
        using var command = new SqlCommand(text, connection, transaction);
        command.Parameters.AddRange(rows);
        if (persons.Length > 0)
            command.Parameters.Add(SqlServerTables.Persons("@persons", persons));
        return command.ExecuteScalar() is long last ? last : 0;
    }
}
