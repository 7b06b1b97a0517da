namespace Loyalty.Journal;

/// <summary>The tables of a SQL Server journal, and the types of tables that are sent to it.</summary>
internal static class SqlServerSchema
{
    /// <summary>Makes the table that tells the schema's version.</summary>
    public const string MakeVersions =
        "IF OBJECT_ID(N'schema_version', N'U') IS NULL CREATE TABLE schema_version (version integer NOT NULL)";

    // By the values of its characters, as in the other dialects, whatever the database's own collation is. A table type needs it said
    // like a table: two columns of different collations cannot be compared.
    internal const string Text = "COLLATE Latin1_General_100_BIN2";

    /// <summary>One text a migration, in order; see <see cref="SchemaMigrator"/>.</summary>
    public static IReadOnlyList<string> Migrations { get; } = [First, Checksums, Earning, Streams, Finance, Webhooks, StandingTables.SqlServer, NumberTables.SqlServer, CardTables.SqlServer, RewardTables.SqlServer, PartnerTables.SqlServer, PushTables.SqlServer];

    // Indexed texts have the bounds that their names have in the domain, for an index key is 1,700 bytes at most. The body is UTF-8
    // JSON, kept to the byte.
    private const string First =
        $"""
        CREATE TABLE journal (
            sequence bigint NOT NULL CONSTRAINT journal_sequence PRIMARY KEY CLUSTERED,
            member nvarchar(20) {Text} NOT NULL,
            version bigint NOT NULL CONSTRAINT journal_no_gap CHECK (version > 0),
            type varchar(100) {Text} NOT NULL,
            body varbinary(max) NOT NULL,
            at datetime2(6) NOT NULL,
            due date NULL,
            [key] nvarchar(80) {Text} NULL,
            CONSTRAINT journal_member_version UNIQUE NONCLUSTERED (member, version)
        );
        CREATE UNIQUE NONCLUSTERED INDEX journal_key ON journal ([key]) WHERE [key] IS NOT NULL;
        CREATE NONCLUSTERED INDEX journal_due ON journal (due, sequence) INCLUDE (member) WHERE due IS NOT NULL;

        CREATE TYPE journal_rows AS TABLE (
            place integer NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            version bigint NOT NULL,
            previous bigint NULL,
            type varchar(100) {Text} NOT NULL,
            body varbinary(max) NOT NULL,
            at datetime2(6) NOT NULL,
            due date NULL,
            [key] nvarchar(80) {Text} NULL
        );
        CREATE TYPE journal_names AS TABLE (
            place integer NOT NULL PRIMARY KEY, member nvarchar(20) {Text} NULL, version bigint NULL, [key] nvarchar(80) {Text} NULL
        );
        CREATE TYPE person_rows AS TABLE (
            member nvarchar(20) {Text} NOT NULL PRIMARY KEY,
            profile nvarchar(max) {Text} NOT NULL,
            enrolment_fingerprint nvarchar(400) {Text} NULL,
            given_key nvarchar(260) {Text} NULL,
            family_key nvarchar(260) {Text} NULL,
            email_key nvarchar(260) {Text} NULL,
            phone_key nvarchar(260) {Text} NULL,
            changed_at bigint NULL
        );

        CREATE TABLE persons (
            member nvarchar(20) {Text} NOT NULL PRIMARY KEY,
            profile nvarchar(max) {Text} NOT NULL,
            enrolment_fingerprint nvarchar(400) {Text} NULL,
            given_key nvarchar(260) {Text} NULL,
            family_key nvarchar(260) {Text} NULL,
            email_key nvarchar(260) {Text} NULL,
            phone_key nvarchar(260) {Text} NULL,
            search_ready integer NOT NULL CONSTRAINT persons_search_ready DEFAULT 0,
            changed_at bigint NULL,
            shown_on_displays integer NULL,
            consent_at bigint NULL,
            erased_at bigint NULL
        );
        CREATE INDEX persons_family ON persons (family_key, given_key, member) WHERE family_key IS NOT NULL;
        CREATE INDEX persons_given ON persons (given_key, family_key, member) WHERE given_key IS NOT NULL;
        CREATE INDEX persons_email ON persons (email_key, member) WHERE email_key IS NOT NULL;
        CREATE INDEX persons_phone ON persons (phone_key, member) WHERE phone_key IS NOT NULL;
        CREATE INDEX persons_unkeyed ON persons (member) WHERE search_ready = 0;

        CREATE TABLE snapshots (
            member nvarchar(20) {Text} NOT NULL PRIMARY KEY,
            version bigint NOT NULL,
            format integer NOT NULL,
            body varbinary(max) NOT NULL
        );
        -- A variant keeps a rate with the decimals it was given: a decimal column would fill them up to more than the driver reads.
        CREATE TABLE rates (
            day date NOT NULL, currency nvarchar(10) {Text} NOT NULL, rate sql_variant NOT NULL, PRIMARY KEY (day, currency)
        );
        CREATE TABLE engine_facts (name nvarchar(200) {Text} NOT NULL PRIMARY KEY, value nvarchar(max) {Text} NOT NULL);

        -- Instants are microseconds since 1970, as all dialects understand them; "place" is airport and location in capitals.
        CREATE TABLE checkins (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            flight nvarchar(20) {Text} NOT NULL,
            day date NOT NULL,
            airport nvarchar(10) {Text} NOT NULL,
            location nvarchar(80) {Text} NOT NULL,
            place nvarchar(100) {Text} NOT NULL,
            seat nvarchar(20) {Text} NULL,
            tier nvarchar(400) {Text} NOT NULL,
            tier_level integer NOT NULL,
            greeting nvarchar(80) {Text} NOT NULL,
            greeting_since date NULL,
            greeting_years integer NULL,
            at bigint NOT NULL,
            expires_at bigint NOT NULL,
            claim nvarchar(max) {Text} NOT NULL
        );
        CREATE INDEX checkins_flight ON checkins (day, flight);
        CREATE INDEX checkins_place ON checkins (place, expires_at);
        CREATE INDEX checkins_member ON checkins (member, at);
        CREATE TABLE disruptions (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            flight nvarchar(20) {Text} NOT NULL,
            day date NOT NULL,
            kind nvarchar(80) {Text} NOT NULL,
            message nvarchar(max) {Text} NOT NULL,
            affected nvarchar(max) {Text} NOT NULL,
            at bigint NOT NULL,
            claim nvarchar(max) {Text} NOT NULL
        );
        CREATE INDEX disruptions_day ON disruptions (day);

        -- Of a key only its hash, in hexadecimal.
        CREATE TABLE api_keys (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            name nvarchar(400) {Text} NOT NULL,
            scopes nvarchar(max) {Text} NOT NULL,
            hash nvarchar(200) {Text} NOT NULL,
            created_at bigint NOT NULL,
            expires_at bigint NULL,
            last_used_at bigint NULL,
            revoked_at bigint NULL
        );

        -- Who changed what; "ends" are the last record (head) and the last one forgotten (root).
        CREATE TABLE trail (
            sequence bigint NOT NULL PRIMARY KEY CLUSTERED,
            at bigint NOT NULL,
            by_kind nvarchar(40) {Text} NOT NULL,
            who nvarchar(400) {Text} NOT NULL,
            origin nvarchar(400) {Text} NULL,
            action nvarchar(100) {Text} NOT NULL,
            member nvarchar(20) {Text} NULL,
            subject nvarchar(max) {Text} NULL,
            reason nvarchar(max) {Text} NULL,
            detail nvarchar(max) {Text} NULL,
            previous nvarchar(200) {Text} NOT NULL,
            hash nvarchar(200) {Text} NOT NULL
        );
        CREATE INDEX trail_member ON trail (member, sequence) WHERE member IS NOT NULL;
        CREATE INDEX trail_action ON trail (action, sequence);
        CREATE INDEX trail_who ON trail (who, sequence);
        CREATE TABLE trail_ends (
            name nvarchar(40) {Text} NOT NULL PRIMARY KEY, sequence bigint NOT NULL, hash nvarchar(200) {Text} NOT NULL
        );
        INSERT INTO trail_ends (name, sequence, hash) VALUES (N'head', 0, N''), (N'root', 0, N'');
        """;

    // Rows from here on have a checksum. A table type cannot be altered; the one of before stays for silos of the release before.
    private const string Checksums =
        $"""
        ALTER TABLE journal ADD checksum bigint NULL;
        CREATE TYPE journal_rows_2 AS TABLE (
            place integer NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            version bigint NOT NULL,
            previous bigint NULL,
            type varchar(100) {Text} NOT NULL,
            body varbinary(max) NOT NULL,
            at datetime2(6) NOT NULL,
            due date NULL,
            [key] nvarchar(80) {Text} NULL,
            checksum bigint NOT NULL
        );
        """;

    private const string Earning = """
        -- Rows may from here on tell how a purchase earned, and of credits that wait: an engine that does not know them must not open it.
        INSERT INTO engine_facts (name, value) VALUES (N'earning', N'1');
        """;

    private const string Streams =
        $"""
        -- Rows may from here on name the tier that holds after them: an engine that does not know it must not open the journal.
        INSERT INTO engine_facts (name, value) VALUES (N'tier-after', N'1');
        -- What is told of persons and at airports, in streams with sequences of their own: names of fields, never values.
        CREATE TABLE stream_events (
            stream nvarchar(40) {Text} NOT NULL,
            sequence bigint NOT NULL,
            ledger_sequence bigint NOT NULL,
            member nvarchar(20) {Text} NOT NULL,
            type nvarchar(100) {Text} NOT NULL,
            day date NOT NULL,
            at bigint NOT NULL,
            tier nvarchar(80) {Text} NULL,
            body nvarchar(max) {Text} NOT NULL,
            checksum bigint NOT NULL,
            PRIMARY KEY (stream, sequence)
        );
        CREATE INDEX stream_events_member ON stream_events (member, stream, sequence);
        -- Changes of profiles that came under an id of the caller's, with what was answered.
        CREATE TABLE profile_changes (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NOT NULL,
            claim nvarchar(80) {Text} NOT NULL,
            fingerprint nvarchar(100) {Text} NOT NULL,
            profile_version bigint NOT NULL,
            fields nvarchar(max) {Text} NOT NULL,
            at bigint NOT NULL
        );
        CREATE INDEX profile_changes_member ON profile_changes (member);
        -- Null is the profile's first version. What has not changed since streams are kept has sequence 0.
        ALTER TABLE persons ADD profile_version bigint NULL;
        ALTER TABLE persons ADD changed_sequence bigint NOT NULL CONSTRAINT persons_changed_sequence DEFAULT 0;
        CREATE INDEX persons_changed ON persons (changed_sequence, member);
        """;

    private const string Finance =
        $"""
        -- Held tiers as sums of parts of the ledger, which it gives anew; ends are erasures. Days are days since 0001-01-01.
        CREATE TABLE finance_sums (
            height bigint NOT NULL, number bigint NOT NULL, through bigint NOT NULL, at bigint NOT NULL, body nvarchar(max) {Text} NOT NULL,
            PRIMARY KEY (height, number)
        );
        CREATE INDEX finance_sums_at ON finance_sums (at, number) WHERE height = 0;
        CREATE TABLE finance_unearned (
            member nvarchar(20) {Text} NOT NULL,
            sequence bigint NOT NULL,
            first_day bigint NOT NULL,
            before_day bigint NOT NULL,
            version bigint NOT NULL,
            held bigint NOT NULL,
            replayed bigint NOT NULL,
            PRIMARY KEY (member, sequence, first_day)
        );
        CREATE TABLE finance_ends (number bigint IDENTITY PRIMARY KEY, member nvarchar(20) {Text} NOT NULL UNIQUE, at bigint NOT NULL, through bigint NULL);
        CREATE INDEX finance_ends_at ON finance_ends (at);
        CREATE INDEX finance_ends_open ON finance_ends (number) WHERE through IS NULL;
        CREATE TABLE finance_end_days (
            number bigint NOT NULL, day bigint NOT NULL, level bigint NOT NULL, members bigint NOT NULL, PRIMARY KEY (number, day, level)
        );
        CREATE TABLE finance_marks (at bigint NOT NULL PRIMARY KEY, sequence bigint NOT NULL, ends bigint NOT NULL);
        -- Closed months, and what was used of benefits: nothing gives these anew.
        CREATE TABLE finance_closings (
            month nvarchar(7) {Text} NOT NULL PRIMARY KEY,
            closing_id nvarchar(64) {Text} NOT NULL,
            sequence bigint NOT NULL,
            ends bigint NOT NULL,
            at bigint NOT NULL,
            body nvarchar(max) {Text} NOT NULL,
            lines nvarchar(max) {Text} NOT NULL,
            sha256 nvarchar(64) {Text} NOT NULL
        );
        CREATE TABLE benefit_uses (
            id nvarchar(64) {Text} NOT NULL PRIMARY KEY,
            member nvarchar(20) {Text} NULL,
            benefit nvarchar(200) {Text} NOT NULL,
            day date NOT NULL,
            tier nvarchar(64) {Text} NOT NULL,
            place nvarchar(64) {Text} NULL,
            companions bigint NOT NULL,
            cost bigint NULL,
            currency nvarchar(3) {Text} NULL,
            at bigint NOT NULL,
            claim nvarchar(max) {Text} NOT NULL
        );
        CREATE INDEX benefit_uses_member ON benefit_uses (member, benefit, day) WHERE member IS NOT NULL;
        CREATE INDEX benefit_uses_day ON benefit_uses (day);
        INSERT INTO finance_ends (member, at) SELECT member, erased_at FROM persons WHERE erased_at IS NOT NULL ORDER BY erased_at, member;
        """;

    private const string Webhooks =
        $"""
        -- What other systems hear: subscriptions, replays, and pointers to deliveries that are dead.
        CREATE TABLE webhooks (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            url nvarchar(max) {Text} NOT NULL,
            kinds nvarchar(max) {Text} NOT NULL,
            tiers nvarchar(max) {Text} NOT NULL,
            description nvarchar(max) {Text} NOT NULL,
            secrets nvarchar(max) {Text} NOT NULL,
            begins nvarchar(400) {Text} NOT NULL,
            created_at bigint NOT NULL,
            claim nvarchar(max) {Text} NOT NULL,
            token nvarchar(80) {Text} NOT NULL,
            disabled nvarchar(80) {Text} NULL,
            failing_since bigint NULL,
            last_success bigint NULL,
            error_at bigint NULL,
            error_status integer NULL,
            error_text nvarchar(400) {Text} NULL,
            recent nvarchar(max) {Text} NOT NULL
        );
        CREATE TABLE webhook_dead (
            webhook nvarchar(80) {Text} NOT NULL,
            stream integer NOT NULL,
            sequence bigint NOT NULL,
            member nvarchar(20) {Text} NULL,
            version bigint NULL,
            attempts integer NOT NULL,
            status integer NULL,
            error nvarchar(400) {Text} NULL,
            at bigint NOT NULL,
            PRIMARY KEY (webhook, sequence, stream)
        );
        CREATE INDEX webhook_dead_at ON webhook_dead (at, sequence);
        CREATE TABLE webhook_replays (
            webhook nvarchar(80) {Text} NOT NULL,
            id nvarchar(80) {Text} NOT NULL,
            token nvarchar(80) {Text} NOT NULL,
            from_sequence bigint NOT NULL,
            to_sequence bigint NOT NULL,
            since bigint NULL,
            until bigint NULL,
            member nvarchar(20) {Text} NULL,
            at bigint NOT NULL,
            claim nvarchar(max) {Text} NOT NULL,
            done integer NOT NULL,
            PRIMARY KEY (webhook, id)
        );
        """;
}
