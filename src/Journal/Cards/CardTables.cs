namespace Loyalty.Journal;

/// <summary>The tables of links, devices and pairings, in the words of each database.</summary>
internal static class CardTables
{
    public const string Sqlite =
        """
        -- Links that open a card on a device once, the devices, and tills and displays that wait to be let in: of secrets only hashes, in hexadecimal.
        CREATE TABLE card_links (
            hash TEXT NOT NULL PRIMARY KEY, member TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, device TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX card_links_member ON card_links (member);
        CREATE INDEX card_links_end ON card_links (expires_at);
        CREATE TABLE card_devices (
            id TEXT NOT NULL PRIMARY KEY,
            member TEXT NOT NULL,
            hash TEXT NOT NULL,
            name TEXT,
            added_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX card_devices_member ON card_devices (member);
        CREATE TABLE pairings (
            id TEXT NOT NULL PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL,
            kind TEXT NOT NULL,
            airport TEXT,
            location TEXT,
            asked_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            name TEXT,
            claim TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pairings_end ON pairings (expires_at);
        """;

    public const string PostgreSql =
        """
        -- Links that open a card on a device once, the devices, and tills and displays that wait to be let in: of secrets only hashes, in hexadecimal.
        CREATE TABLE card_links (
            hash text COLLATE "C" NOT NULL PRIMARY KEY, member text COLLATE "C" NOT NULL, made_at bigint NOT NULL, expires_at bigint NOT NULL, device text COLLATE "C"
        );
        CREATE INDEX card_links_member ON card_links (member);
        CREATE INDEX card_links_end ON card_links (expires_at);
        CREATE TABLE card_devices (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            member text COLLATE "C" NOT NULL,
            hash text COLLATE "C" NOT NULL,
            name text COLLATE "C",
            added_at bigint NOT NULL,
            used_at bigint NOT NULL,
            revoked_at bigint
        );
        CREATE INDEX card_devices_member ON card_devices (member);
        CREATE TABLE pairings (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            code text COLLATE "C" NOT NULL UNIQUE,
            hash text COLLATE "C" NOT NULL,
            kind text COLLATE "C" NOT NULL,
            airport text COLLATE "C",
            location text COLLATE "C",
            asked_at bigint NOT NULL,
            expires_at bigint NOT NULL,
            name text COLLATE "C",
            claim text COLLATE "C"
        );
        CREATE INDEX pairings_end ON pairings (expires_at);
        """;

    public const string SqlServer =
        $"""
        -- Links that open a card on a device once, the devices, and tills and displays that wait to be let in: of secrets only hashes, in hexadecimal.
        CREATE TABLE card_links (
            hash nvarchar(64) {Text} NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            made_at bigint NOT NULL,
            expires_at bigint NOT NULL,
            device nvarchar(40) {Text} NULL
        );
        CREATE INDEX card_links_member ON card_links (member);
        CREATE INDEX card_links_end ON card_links (expires_at);
        CREATE TABLE card_devices (
            id nvarchar(40) {Text} NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            hash nvarchar(64) {Text} NOT NULL,
            name nvarchar(100) {Text} NULL,
            added_at bigint NOT NULL,
            used_at bigint NOT NULL,
            revoked_at bigint NULL
        );
        CREATE INDEX card_devices_member ON card_devices (member);
        CREATE TABLE pairings (
            id nvarchar(40) {Text} NOT NULL PRIMARY KEY,
            code nvarchar(12) {Text} NOT NULL UNIQUE,
            hash nvarchar(64) {Text} NOT NULL,
            kind nvarchar(12) {Text} NOT NULL,
            airport nvarchar(3) {Text} NULL,
            location nvarchar(64) {Text} NULL,
            asked_at bigint NOT NULL,
            expires_at bigint NOT NULL,
            name nvarchar(40) {Text} NULL,
            claim nvarchar(40) {Text} NULL
        );
        CREATE INDEX pairings_end ON pairings (expires_at);
        """;

    private const string Text = SqlServerSchema.Text;
}
