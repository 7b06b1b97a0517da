namespace Loyalty.Journal;

/// <summary>The table of where members stand, in the words of each database.</summary>
internal static class StandingTables
{
    public const string Sqlite =
        """
        -- Where members stand, for lists of them: what a follower keeps of the ledger. Days are days since 0001-01-01.
        CREATE TABLE standings (
            member TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            tier TEXT NOT NULL,
            enrolled INTEGER NOT NULL,
            review INTEGER,
            risen INTEGER,
            dropped INTEGER,
            spend INTEGER NOT NULL,
            missing INTEGER,
            near_until INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX standings_enrolled ON standings (enrolled, member);
        CREATE INDEX standings_risen ON standings (risen, member) WHERE risen IS NOT NULL;
        CREATE INDEX standings_dropped ON standings (dropped, member) WHERE dropped IS NOT NULL;
        CREATE INDEX standings_review ON standings (review, member) WHERE review IS NOT NULL;
        CREATE INDEX standings_near ON standings (near_until, member) WHERE near_until IS NOT NULL;
        """;

    public const string PostgreSql =
        """
        -- Where members stand, for lists of them: what a follower keeps of the ledger. Days are days since 0001-01-01.
        CREATE TABLE standings (
            member text COLLATE "C" NOT NULL PRIMARY KEY,
            version bigint NOT NULL,
            tier text COLLATE "C" NOT NULL,
            enrolled bigint NOT NULL,
            review bigint,
            risen bigint,
            dropped bigint,
            spend bigint NOT NULL,
            missing bigint,
            near_until bigint
        );
        CREATE INDEX standings_enrolled ON standings (enrolled, member);
        CREATE INDEX standings_risen ON standings (risen, member) WHERE risen IS NOT NULL;
        CREATE INDEX standings_dropped ON standings (dropped, member) WHERE dropped IS NOT NULL;
        CREATE INDEX standings_review ON standings (review, member) WHERE review IS NOT NULL;
        CREATE INDEX standings_near ON standings (near_until, member) WHERE near_until IS NOT NULL;
        """;

    public const string SqlServer =
        $"""
        -- Where members stand, for lists of them: what a follower keeps of the ledger. Days are days since 0001-01-01.
        CREATE TABLE standings (
            member nvarchar(20) {Text} NOT NULL PRIMARY KEY,
            version bigint NOT NULL,
            tier nvarchar(64) {Text} NOT NULL,
            enrolled bigint NOT NULL,
            review bigint NULL,
            risen bigint NULL,
            dropped bigint NULL,
            spend bigint NOT NULL,
            missing bigint NULL,
            near_until bigint NULL
        );
        CREATE INDEX standings_enrolled ON standings (enrolled, member);
        CREATE INDEX standings_risen ON standings (risen, member) WHERE risen IS NOT NULL;
        CREATE INDEX standings_dropped ON standings (dropped, member) WHERE dropped IS NOT NULL;
        CREATE INDEX standings_review ON standings (review, member) WHERE review IS NOT NULL;
        CREATE INDEX standings_near ON standings (near_until, member) WHERE near_until IS NOT NULL;
        """;

    private const string Text = SqlServerSchema.Text;
}
