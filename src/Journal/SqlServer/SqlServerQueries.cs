namespace Loyalty.Journal;

/// <summary>The questions of <see cref="SqlServerJournal"/>.</summary>
internal static class SqlServerQueries
{
    private const string Columns = "j.sequence, j.member, j.version, j.type, j.body, j.at, j.due, j.[key], j.checksum";

    public const string Account =
        $"SELECT TOP (@limit) {Columns} FROM journal j WHERE j.member = @member AND j.version > @after ORDER BY j.version";

    // In one statement, so that no newer snapshot comes between. What comes first has sequence 0.
    public const string AccountWithSnapshot =
        $"""
        SELECT * FROM (
            SELECT CAST(0 AS bigint) AS sequence, s.member, s.version, CAST(s.format AS varchar(100)) AS type, s.body,
                CAST(NULL AS datetime2(6)) AS at, CAST(NULL AS date) AS due, CAST(NULL AS nvarchar(128)) AS [key], CAST(NULL AS bigint) AS checksum
            FROM snapshots s WHERE s.member = @member
            UNION ALL
            SELECT * FROM (
                SELECT TOP (@limit) {Columns} FROM journal j
                WHERE j.member = @member AND j.version > coalesce((SELECT version FROM snapshots WHERE member = @member), 0) ORDER BY j.version
            ) later
        ) stored ORDER BY sequence
        """;

    public const string All = $"SELECT TOP (@limit) {Columns} FROM journal j WHERE j.sequence > @after ORDER BY j.sequence";

    public const string Last = "SELECT coalesce(max(sequence), 0) FROM journal";

    // That a key is there is said again, for the index holds no others.
    public const string ByKey =
        $"SELECT {Columns} FROM @names asked JOIN journal j ON j.[key] = asked.[key] WHERE j.[key] IS NOT NULL";

    public const string DueAt =
        """
        SELECT j.due FROM @names asked LEFT JOIN journal j ON j.member = asked.member AND j.version = asked.version ORDER BY asked.place
        """;

    // From one member to the next along the index, not through all their rows. A recursion may hold no aggregate and no TOP; the first
    // row by number is the same and stops as soon. It counts its rows and ends with the page, so that no more than a page is sorted.
    public const string Members =
        """
        WITH members AS (
            SELECT min(member) AS member, CAST(1 AS bigint) AS place FROM journal WHERE member > @after
            UNION ALL
            SELECT next.member, next.place FROM (
                SELECT j.member, members.place + 1 AS place, row_number() OVER (ORDER BY j.member) AS nearest
                FROM journal j JOIN members ON j.member > members.member WHERE members.place < @limit
            ) next WHERE next.nearest = 1
        )
        SELECT member FROM members WHERE member IS NOT NULL ORDER BY member OPTION (MAXRECURSION 0)
        """;

    public const string MembersFrom =
        """
        WITH members AS (
            SELECT min(member) AS member, CAST(1 AS bigint) AS place FROM journal WHERE member >= @from AND member < @to
            UNION ALL
            SELECT next.member, next.place FROM (
                SELECT j.member, members.place + 1 AS place, row_number() OVER (ORDER BY j.member) AS nearest
                FROM journal j JOIN members ON j.member > members.member WHERE j.member < @to AND members.place < @limit
            ) next WHERE next.nearest = 1
        )
        SELECT member FROM members WHERE member IS NOT NULL ORDER BY member OPTION (MAXRECURSION 0)
        """;

    // One range of the index.
    public const string AllDue =
        """
        SELECT TOP (@limit) due, sequence, member FROM journal
        WHERE due > @after AND due <= @through AND due >= @fromDue AND (due > @fromDue OR sequence > @fromSequence)
            AND sequence > @afterSequence AND sequence % @parts = @part
        ORDER BY due, sequence
        """;

    // Day by day: within a day the index goes by sequence, so that rows before @afterSequence are jumped over, not read. That a day is
    // there is said again, for the index holds no rows without one.
    public const string DueAfterSequence =
        """
        WITH days AS (
            SELECT min(due) AS due FROM journal WHERE due > @after AND due >= @fromDue AND due <= @through
            UNION ALL
            SELECT next.due FROM (
                SELECT j.due, row_number() OVER (ORDER BY j.due) AS place FROM journal j JOIN days ON j.due > days.due WHERE j.due <= @through
            ) next WHERE next.place = 1
        )
        SELECT TOP (@limit) days.due, found.sequence, found.member
        FROM days CROSS APPLY (
            SELECT TOP (@limit) j.sequence, j.member FROM journal j
            WHERE j.due = days.due AND j.due IS NOT NULL AND j.sequence > @afterSequence AND (j.due > @fromDue OR j.sequence > @fromSequence)
                AND j.sequence % @parts = @part
            ORDER BY j.sequence
        ) found
        ORDER BY days.due, found.sequence OPTION (MAXRECURSION 0)
        """;
}
