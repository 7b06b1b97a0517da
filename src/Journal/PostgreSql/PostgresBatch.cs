using Npgsql;
using NpgsqlTypes;

namespace Loyalty.Journal;

/// <summary>One transaction in one round trip: the rows of all appends, their persons, the statements beside, all under one lock.</summary>
internal static class PostgresBatch
{
    // The lock is held until the transaction is visible to all, so sequences are given in the order of the commits, whichever process
    // writes: a reader that has seen a sequence will never find a lower one later. The function takes it before it looks at anything.
    private const string Lock = "SELECT pg_advisory_xact_lock($1)";

    // One statement, and the first one: the driver sends those after it from a thread of the pool, behind all that waits there.
    private const string Insert = "SELECT append_rows($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private const string Persons =
        """
        INSERT INTO persons (member, profile, enrolment_fingerprint, given_key, family_key, email_key, phone_key, changed_at, search_ready)
        SELECT *, 1 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
        ON CONFLICT (member) DO UPDATE SET profile = excluded.profile, enrolment_fingerprint = excluded.enrolment_fingerprint,
            given_key = excluded.given_key, family_key = excluded.family_key, email_key = excluded.email_key,
            phone_key = excluded.phone_key, search_ready = 1, changed_at = excluded.changed_at
        WHERE persons.erased_at IS NULL
        """;

    /// <summary>Commits all of it or throws.</summary>
    /// <param name="heads">What the connection has written before.</param>
    /// <returns>The sequence before that of the first row; 0 without appends.</returns>
    public static long Commit(
        NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends, IEnumerable<SqlStatement> statements, VersionCache heads)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(appends.Count > 0 ? Rows(appends, heads) : Command(Lock, Parameter(PostgresSchema.AdvisoryLock, NpgsqlDbType.Bigint)));
        var persons = appends.Where(append => append.Person is not null).Select(append => append.Person!).ToArray();
        if (persons.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                Persons,
                Array(persons.Select(person => person.Member), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Profile), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Fingerprint), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Keys.GivenName), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Keys.FamilyName), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Keys.Email), NpgsqlDbType.Text),
                Array(persons.Select(person => person.Keys.Phone), NpgsqlDbType.Text),
                Array(persons.Select(person => person.ChangedAt), NpgsqlDbType.Bigint)));
        }

        foreach (var statement in statements)
        {
            var command = Command(statement.Text);
            statement.Bind(command.Parameters, () => new NpgsqlParameter());
            batch.BatchCommands.Add(command);
        }

        if (appends.Count == 0)
        {
            batch.ExecuteNonQuery();
            return 0;
        }

        using var answers = batch.ExecuteReader();
        answers.Read();
        var last = answers.GetInt64(0);
        // Each is asked for, so that none that failed goes unheard.
        while (answers.NextResult())
        {
        }

        return last;
    }

    private static NpgsqlBatchCommand Rows(IReadOnlyList<PendingAppend> appends, VersionCache heads)
    {
        var count = appends.Sum(append => append.Events.Count);
        var (members, versions) = (new string[count], new long[count]);
        // Seldom needed, and none at all is the same to the function as one that is all null.
        long?[]? previous = null;
        var (types, bodies, keys) = (new string[count], new byte[count][], new string?[count]);
        var (ats, dues, sums) = (new DateTime[count], new DateOnly?[count], new long[count]);
        var row = 0;
        foreach (var (append, lookUp) in VersionCache.LookUps(appends, heads))
        {
            for (var i = 0; i < append.Events.Count; i++, row++)
            {
                var stored = append.Events[i];
                (members[row], versions[row]) = (append.Member, append.ExpectedVersion + i + 1);
                if (i == 0 && lookUp is not null)
                    (previous ??= new long?[count])[row] = lookUp;
                (types[row], bodies[row], keys[row]) = (stored.Type, stored.Body, stored.Key);
                (ats[row], dues[row], sums[row]) = (append.At.UtcDateTime, stored.Due, stored.Checksum);
            }
        }

        return Command(
            Insert,
            Array(members, NpgsqlDbType.Text),
            Array(versions, NpgsqlDbType.Bigint),
            Array(previous, NpgsqlDbType.Bigint),
            Array(types, NpgsqlDbType.Text),
            Array(bodies, NpgsqlDbType.Bytea),
            Array(ats, NpgsqlDbType.TimestampTz),
            Array(dues, NpgsqlDbType.Date),
            Array(keys, NpgsqlDbType.Text),
            Array(sums, NpgsqlDbType.Bigint));
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> Parameter<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    private static NpgsqlParameter<T[]?> Array<T>(IEnumerable<T>? values, NpgsqlDbType element) =>
        new() { TypedValue = values is null ? null : values as T[] ?? [.. values], NpgsqlDbType = NpgsqlDbType.Array | element };
}
