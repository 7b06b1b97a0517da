namespace Loyalty.Journal;

/// <summary>The tables of schemes and numbers, in the words of each database.</summary>
internal static class NumberTables
{
    public const string Sqlite =
        """
        -- Schemes of numbers, and the numbers that members have: personal, so they stand beside the person. A row is the member's while that
        -- person is held; before, it is kept for who is being enrolled.
        CREATE TABLE number_schemes (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE member_numbers (
            member TEXT NOT NULL,
            id TEXT NOT NULL,
            scheme TEXT NOT NULL,
            number TEXT NOT NULL,
            place INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (member, id),
            UNIQUE (scheme, number)
        ) STRICT, WITHOUT ROWID;
        """;

    public const string PostgreSql =
        """
        -- Schemes of numbers, and the numbers that members have: personal, so they stand beside the person. A row is the member's while that
        -- person is held; before, it is kept for who is being enrolled.
        CREATE TABLE number_schemes (id text COLLATE "C" NOT NULL PRIMARY KEY, body text NOT NULL);
        CREATE TABLE member_numbers (
            member text COLLATE "C" NOT NULL,
            id text COLLATE "C" NOT NULL,
            scheme text COLLATE "C" NOT NULL,
            number text COLLATE "C" NOT NULL,
            place bigint NOT NULL,
            at bigint NOT NULL,
            PRIMARY KEY (member, id),
            UNIQUE (scheme, number)
        );
        """;

    public const string SqlServer =
        $"""
        -- Schemes of numbers, and the numbers that members have: personal, so they stand beside the person. A row is the member's while that
        -- person is held; before, it is kept for who is being enrolled.
        CREATE TABLE number_schemes (id nvarchar(40) {Text} NOT NULL PRIMARY KEY, body nvarchar(max) {Text} NOT NULL);
        CREATE TABLE member_numbers (
            member nvarchar(20) {Text} NOT NULL,
            id nvarchar(40) {Text} NOT NULL,
            scheme nvarchar(40) {Text} NOT NULL,
            number nvarchar(40) {Text} NOT NULL,
            place bigint NOT NULL,
            at bigint NOT NULL,
            PRIMARY KEY (member, id),
            UNIQUE (scheme, number)
        );
        """;

    private const string Text = SqlServerSchema.Text;
}
