namespace Loyalty.Journal;

/// <summary>The tables of rewards, in the words of each database.</summary>
internal static class RewardTables
{
    public const string Sqlite =
        """
        -- Rewards: a ledger of their own by owner, a row a command. Due is when something ends next by time alone, in microseconds since 1970.
        CREATE TABLE reward_ledger (
            sequence INTEGER PRIMARY KEY,
            owner TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL,
            claim TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            UNIQUE (owner, version)
        ) STRICT;
        -- Ids of lots, holds, captures and refunds, and keyed hashes of codes; "home" is where it was recorded, "owner" whose it is now.
        CREATE TABLE reward_keys (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            home TEXT NOT NULL,
            version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            sequence INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX reward_keys_owner ON reward_keys (owner);
        CREATE INDEX reward_keys_sequence ON reward_keys (sequence, id);
        CREATE TABLE reward_dues (owner TEXT NOT NULL PRIMARY KEY, due INTEGER NOT NULL) STRICT;
        CREATE INDEX reward_dues_due ON reward_dues (due, owner);
        -- What each command changed of the sums of all lots; units of money are minor units.
        CREATE TABLE reward_flows (
            owner TEXT NOT NULL,
            version INTEGER NOT NULL,
            place INTEGER NOT NULL,
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            currency TEXT,
            issued INTEGER NOT NULL,
            used INTEGER NOT NULL,
            expired INTEGER NOT NULL,
            revoked INTEGER NOT NULL,
            held INTEGER NOT NULL,
            PRIMARY KEY (owner, version, place)
        ) STRICT;
        CREATE INDEX reward_flows_day ON reward_flows (day);
        """;

    public const string PostgreSql =
        """
        -- Rewards: a ledger of their own by owner, a row a command. Due is when something ends next by time alone, in microseconds since 1970.
        CREATE TABLE reward_ledger (
            sequence bigint PRIMARY KEY,
            owner text COLLATE "C" NOT NULL,
            version bigint NOT NULL,
            at bigint NOT NULL,
            body text COLLATE "C" NOT NULL,
            claim text COLLATE "C" NOT NULL,
            checksum bigint NOT NULL,
            UNIQUE (owner, version)
        );
        -- Ids of lots, holds, captures and refunds, and keyed hashes of codes; "home" is where it was recorded, "owner" whose it is now.
        CREATE TABLE reward_keys (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            owner text COLLATE "C" NOT NULL,
            home text COLLATE "C" NOT NULL,
            version bigint NOT NULL,
            fingerprint text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL
        );
        CREATE INDEX reward_keys_owner ON reward_keys (owner);
        CREATE INDEX reward_keys_sequence ON reward_keys (sequence, id);
        CREATE TABLE reward_dues (owner text COLLATE "C" NOT NULL PRIMARY KEY, due bigint NOT NULL);
        CREATE INDEX reward_dues_due ON reward_dues (due, owner);
        -- What each command changed of the sums of all lots; units of money are minor units.
        CREATE TABLE reward_flows (
            owner text COLLATE "C" NOT NULL,
            version bigint NOT NULL,
            place bigint NOT NULL,
            day date NOT NULL,
            kind text COLLATE "C" NOT NULL,
            currency text COLLATE "C",
            issued bigint NOT NULL,
            used bigint NOT NULL,
            expired bigint NOT NULL,
            revoked bigint NOT NULL,
            held bigint NOT NULL,
            PRIMARY KEY (owner, version, place)
        );
        CREATE INDEX reward_flows_day ON reward_flows (day);
        """;

    public const string SqlServer =
        $"""
        -- Rewards: a ledger of their own by owner, a row a command. Due is when something ends next by time alone, in microseconds since 1970.
        CREATE TABLE reward_ledger (
            sequence bigint NOT NULL PRIMARY KEY,
            owner nvarchar(80) {Text} NOT NULL,
            version bigint NOT NULL,
            at bigint NOT NULL,
            body nvarchar(max) {Text} NOT NULL,
            claim nvarchar(80) {Text} NOT NULL,
            checksum bigint NOT NULL,
            UNIQUE (owner, version)
        );
        -- Ids of lots, holds, captures and refunds, and keyed hashes of codes; "home" is where it was recorded, "owner" whose it is now.
        CREATE TABLE reward_keys (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            owner nvarchar(80) {Text} NOT NULL,
            home nvarchar(80) {Text} NOT NULL,
            version bigint NOT NULL,
            fingerprint nvarchar(80) {Text} NOT NULL,
            sequence bigint NOT NULL
        );
        CREATE INDEX reward_keys_owner ON reward_keys (owner);
        CREATE INDEX reward_keys_sequence ON reward_keys (sequence, id);
        CREATE TABLE reward_dues (owner nvarchar(80) {Text} NOT NULL PRIMARY KEY, due bigint NOT NULL);
        CREATE INDEX reward_dues_due ON reward_dues (due, owner);
        -- What each command changed of the sums of all lots; units of money are minor units.
        CREATE TABLE reward_flows (
            owner nvarchar(80) {Text} NOT NULL,
            version bigint NOT NULL,
            place bigint NOT NULL,
            day date NOT NULL,
            kind nvarchar(20) {Text} NOT NULL,
            currency nvarchar(3) {Text} NULL,
            issued bigint NOT NULL,
            used bigint NOT NULL,
            expired bigint NOT NULL,
            revoked bigint NOT NULL,
            held bigint NOT NULL,
            PRIMARY KEY (owner, version, place)
        );
        CREATE INDEX reward_flows_day ON reward_flows (day);
        """;

    private const string Text = SqlServerSchema.Text;
}
