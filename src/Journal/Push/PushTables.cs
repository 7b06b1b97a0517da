namespace Loyalty.Journal;

/// <summary>The tables of push subscriptions and messages, in the words of each database.</summary>
internal static class PushTables
{
    public const string Sqlite =
        """
        -- Browsers that members are told things in, and what each is told. Personal: they stand by member and go with the person. Days are days since 0001-01-01.
        CREATE TABLE push_subscriptions (
            member TEXT NOT NULL,
            id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            public_key TEXT NOT NULL,
            secret TEXT NOT NULL,
            kinds TEXT NOT NULL,
            language TEXT NOT NULL,
            device TEXT,
            added_at INTEGER NOT NULL,
            look_on INTEGER,
            PRIMARY KEY (member, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX push_subscriptions_look ON push_subscriptions (look_on, member) WHERE look_on IS NOT NULL;
        CREATE TABLE push_messages (
            member TEXT NOT NULL,
            subscription TEXT NOT NULL,
            kind TEXT NOT NULL,
            cause TEXT NOT NULL,
            version INTEGER,
            tier TEXT,
            day INTEGER,
            flight TEXT,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            next_at INTEGER,
            expires_at INTEGER NOT NULL,
            ended_at INTEGER,
            taken_until INTEGER NOT NULL,
            token TEXT NOT NULL,
            PRIMARY KEY (member, subscription, kind, cause)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX push_messages_next ON push_messages (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX push_messages_made ON push_messages (made_at);
        """;

    public const string PostgreSql =
        """
        -- Browsers that members are told things in, and what each is told. Personal: they stand by member and go with the person. Days are days since 0001-01-01.
        CREATE TABLE push_subscriptions (
            member text COLLATE "C" NOT NULL,
            id text COLLATE "C" NOT NULL,
            endpoint text COLLATE "C" NOT NULL,
            public_key text COLLATE "C" NOT NULL,
            secret text COLLATE "C" NOT NULL,
            kinds text COLLATE "C" NOT NULL,
            language text COLLATE "C" NOT NULL,
            device text COLLATE "C",
            added_at bigint NOT NULL,
            look_on bigint,
            PRIMARY KEY (member, id)
        );
        CREATE INDEX push_subscriptions_look ON push_subscriptions (look_on, member) WHERE look_on IS NOT NULL;
        CREATE TABLE push_messages (
            member text COLLATE "C" NOT NULL,
            subscription text COLLATE "C" NOT NULL,
            kind text COLLATE "C" NOT NULL,
            cause text COLLATE "C" NOT NULL,
            version bigint,
            tier text COLLATE "C",
            day bigint,
            flight text COLLATE "C",
            state bigint NOT NULL,
            attempts bigint NOT NULL,
            made_at bigint NOT NULL,
            next_at bigint,
            expires_at bigint NOT NULL,
            ended_at bigint,
            taken_until bigint NOT NULL,
            token text COLLATE "C" NOT NULL,
            PRIMARY KEY (member, subscription, kind, cause)
        );
        CREATE INDEX push_messages_next ON push_messages (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX push_messages_made ON push_messages (made_at);
        """;

    public const string SqlServer =
        $"""
        -- Browsers that members are told things in, and what each is told. Personal: they stand by member and go with the person. Days are days since 0001-01-01.
        CREATE TABLE push_subscriptions (
            member nvarchar(20) {Text} NOT NULL,
            id nvarchar(40) {Text} NOT NULL,
            endpoint nvarchar(2000) {Text} NOT NULL,
            public_key nvarchar(100) {Text} NOT NULL,
            secret nvarchar(40) {Text} NOT NULL,
            kinds nvarchar(200) {Text} NOT NULL,
            language nvarchar(2) {Text} NOT NULL,
            device nvarchar(100) {Text} NULL,
            added_at bigint NOT NULL,
            look_on bigint NULL,
            PRIMARY KEY (member, id)
        );
        CREATE INDEX push_subscriptions_look ON push_subscriptions (look_on, member) WHERE look_on IS NOT NULL;
        CREATE TABLE push_messages (
            member nvarchar(20) {Text} NOT NULL,
            subscription nvarchar(40) {Text} NOT NULL,
            kind nvarchar(20) {Text} NOT NULL,
            cause nvarchar(40) {Text} NOT NULL,
            version bigint NULL,
            tier nvarchar(100) {Text} NULL,
            day bigint NULL,
            flight nvarchar(10) {Text} NULL,
            state bigint NOT NULL,
            attempts bigint NOT NULL,
            made_at bigint NOT NULL,
            next_at bigint NULL,
            expires_at bigint NOT NULL,
            ended_at bigint NULL,
            taken_until bigint NOT NULL,
            token nvarchar(40) {Text} NOT NULL,
            PRIMARY KEY (member, subscription, kind, cause)
        );
        CREATE INDEX push_messages_next ON push_messages (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX push_messages_made ON push_messages (made_at);
        """;

    private const string Text = SqlServerSchema.Text;
}
