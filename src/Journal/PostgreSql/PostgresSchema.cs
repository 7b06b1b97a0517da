namespace Loyalty.Journal;

/// <summary>The tables of a PostgreSQL journal.</summary>
internal static class PostgresSchema
{
    /// <summary>Held for a transaction by whoever appends or migrates; any constant serves that nobody else in the database uses.</summary>
    public const long AdvisoryLock = 0x6C6F79616C7479; // "loyalty"

    /// <summary>One text a migration, in order; see <see cref="SchemaMigrator"/>.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        -- The body is UTF-8 JSON, kept to the byte; journal_readable shows it as JSON.
        CREATE TABLE journal (
            sequence bigint PRIMARY KEY,
            member text COLLATE "C" NOT NULL,
            version bigint NOT NULL CONSTRAINT journal_no_gap CHECK (version > 0),
            type text COLLATE "C" NOT NULL,
            body bytea NOT NULL,
            at timestamptz NOT NULL,
            due date,
            key text COLLATE "C",
            CONSTRAINT journal_member_version UNIQUE (member, version)
        );
        CREATE UNIQUE INDEX journal_key ON journal (key) WHERE key IS NOT NULL;
        CREATE INDEX journal_due ON journal (due, sequence) WHERE due IS NOT NULL;
        CREATE VIEW journal_readable AS
            SELECT sequence, member, version, type, convert_from(body, 'UTF8')::json AS body, at, due, key FROM journal;

        CREATE TABLE persons (member text COLLATE "C" PRIMARY KEY, profile text NOT NULL, enrolment_fingerprint text);
        CREATE TABLE snapshots (
            member text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, format integer NOT NULL, body bytea NOT NULL
        );
        CREATE TABLE rates (day date NOT NULL, currency text NOT NULL, rate numeric NOT NULL, PRIMARY KEY (day, currency));
        CREATE TABLE engine_facts (name text PRIMARY KEY, value text NOT NULL);
        """,
        """
        -- Instants are microseconds since 1970, as all dialects understand them; "place" is airport and location in capitals.
        CREATE TABLE checkins (
            id text COLLATE "C" PRIMARY KEY,
            member text COLLATE "C" NOT NULL,
            flight text COLLATE "C" NOT NULL,
            day date NOT NULL,
            airport text COLLATE "C" NOT NULL,
            location text COLLATE "C" NOT NULL,
            place text COLLATE "C" NOT NULL,
            seat text,
            tier text NOT NULL,
            tier_level integer NOT NULL,
            greeting text NOT NULL,
            greeting_since date,
            greeting_years integer,
            at bigint NOT NULL,
            expires_at bigint NOT NULL,
            claim text NOT NULL
        );
        CREATE INDEX checkins_flight ON checkins (day, flight);
        CREATE INDEX checkins_place ON checkins (place, expires_at);
        CREATE TABLE disruptions (
            id text COLLATE "C" PRIMARY KEY,
            flight text COLLATE "C" NOT NULL,
            day date NOT NULL,
            kind text NOT NULL,
            message text NOT NULL,
            affected text NOT NULL,
            at bigint NOT NULL,
            claim text NOT NULL
        );
        CREATE INDEX disruptions_day ON disruptions (day);
        """,
        """
        -- What the search for a member looks at, in the person's own row; filled in for older rows at the start.
        ALTER TABLE persons ADD COLUMN given_key text COLLATE "C";
        ALTER TABLE persons ADD COLUMN family_key text COLLATE "C";
        ALTER TABLE persons ADD COLUMN email_key text COLLATE "C";
        ALTER TABLE persons ADD COLUMN phone_key text COLLATE "C";
        ALTER TABLE persons ADD COLUMN search_ready INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX persons_family ON persons (family_key, given_key, member) WHERE family_key IS NOT NULL;
        CREATE INDEX persons_given ON persons (given_key, family_key, member) WHERE given_key IS NOT NULL;
        CREATE INDEX persons_email ON persons (email_key, member) WHERE email_key IS NOT NULL;
        CREATE INDEX persons_phone ON persons (phone_key, member) WHERE phone_key IS NOT NULL;
        CREATE INDEX persons_unkeyed ON persons (member) WHERE search_ready = 0;
        """,
        """
        -- Of a key only its hash, in hexadecimal. Purchases and reversals may from here on name the key they came by.
        CREATE TABLE api_keys (
            id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            scopes text NOT NULL,
            hash text NOT NULL,
            created_at bigint NOT NULL,
            expires_at bigint,
            last_used_at bigint,
            revoked_at bigint
        );
        """,
        """
        -- Who changed what; "ends" are the last record (head) and the last one forgotten (root).
        CREATE TABLE trail (
            sequence bigint PRIMARY KEY,
            at bigint NOT NULL,
            by_kind text COLLATE "C" NOT NULL,
            who text COLLATE "C" NOT NULL,
            origin text COLLATE "C",
            action text COLLATE "C" NOT NULL,
            member text COLLATE "C",
            subject text COLLATE "C",
            reason text COLLATE "C",
            detail text COLLATE "C",
            previous text COLLATE "C" NOT NULL,
            hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX trail_member ON trail (member, sequence) WHERE member IS NOT NULL;
        CREATE INDEX trail_action ON trail (action, sequence);
        CREATE INDEX trail_who ON trail (who, sequence);
        CREATE TABLE trail_ends (name text COLLATE "C" NOT NULL PRIMARY KEY, sequence bigint NOT NULL, hash text COLLATE "C" NOT NULL);
        INSERT INTO trail_ends (name, sequence, hash) VALUES ('head', 0, ''), ('root', 0, '');
        """,
        """
        -- What a member agrees to, and that a person was erased, stand with the person; check-ins are found by their member.
        ALTER TABLE persons ADD COLUMN changed_at bigint;
        ALTER TABLE persons ADD COLUMN shown_on_displays INTEGER;
        ALTER TABLE persons ADD COLUMN consent_at bigint;
        ALTER TABLE persons ADD COLUMN erased_at bigint;
        CREATE INDEX checkins_member ON checkins (member, at);
        """,
        $$"""
        -- Rows of one batch, in order. In a function each statement sees what was committed before it, so also what came while the lock was
        -- waited for (decision 7). "previous" is the version that must be there already; where it is not, the row gets version 0, which the
        -- table refuses (journal_no_gap). It is null where nothing need be looked up: first events, events that follow others of the batch,
        -- and those that follow what the same connection wrote before. It is looked up by a scalar query because the planner may answer an
        -- EXISTS by hashing the whole journal.
        CREATE FUNCTION append_to_journal(
            members text[], versions bigint[], previous bigint[], types text[], bodies bytea[], instants timestamptz[], due_days date[], keys text[])
        RETURNS void LANGUAGE plpgsql AS $append$
        BEGIN
            PERFORM pg_advisory_xact_lock({{AdvisoryLock}});
            INSERT INTO journal (sequence, member, version, type, body, at, due, key)
            SELECT last.sequence + new.place, new.member,
                CASE WHEN new.previous IS NULL THEN new.version ELSE coalesce(
                    (SELECT new.version FROM journal old WHERE old.member = new.member AND old.version = new.previous), 0) END,
                new.type, new.body, new.at, new.due, new.key
            FROM (SELECT coalesce(max(journal.sequence), 0) AS sequence FROM journal) last,
                unnest(members, versions, previous, types, bodies, instants, due_days, keys)
                WITH ORDINALITY AS new (member, version, previous, type, body, at, due, key, place);
        END
        $append$;
        """,
        $$"""
        -- Rows from here on have a checksum. The function of before stays for silos of the release before, whose rows have none.
        ALTER TABLE journal ADD COLUMN checksum bigint;
        CREATE FUNCTION append_to_journal(
            members text[], versions bigint[], previous bigint[], types text[], bodies bytea[], instants timestamptz[], due_days date[], keys text[],
            checksums bigint[])
        RETURNS void LANGUAGE plpgsql AS $append$
        BEGIN
            PERFORM pg_advisory_xact_lock({{AdvisoryLock}});
            INSERT INTO journal (sequence, member, version, type, body, at, due, key, checksum)
            SELECT last.sequence + new.place, new.member,
                CASE WHEN new.previous IS NULL THEN new.version ELSE coalesce(
                    (SELECT new.version FROM journal old WHERE old.member = new.member AND old.version = new.previous), 0) END,
                new.type, new.body, new.at, new.due, new.key, new.checksum
            FROM (SELECT coalesce(max(journal.sequence), 0) AS sequence FROM journal) last,
                unnest(members, versions, previous, types, bodies, instants, due_days, keys, checksums)
                WITH ORDINALITY AS new (member, version, previous, type, body, at, due, key, checksum, place);
        END
        $append$;
        """,
        """
        -- Rows may from here on tell how a purchase earned, and of credits that wait: an engine that does not know them must not open it.
        INSERT INTO engine_facts (name, value) VALUES ('earning', '1');
        """,
        $$"""
        -- Rows may from here on name the tier that holds after them: an engine that does not know it must not open the journal.
        INSERT INTO engine_facts (name, value) VALUES ('tier-after', '1');
        -- The same as append_to_journal, which stays for silos of the release before, but it answers the sequence before its first row.
        CREATE FUNCTION append_rows(
            members text[], versions bigint[], previous bigint[], types text[], bodies bytea[], instants timestamptz[], due_days date[], keys text[],
            checksums bigint[])
        RETURNS bigint LANGUAGE plpgsql AS $append$
        DECLARE before bigint;
        BEGIN
            PERFORM pg_advisory_xact_lock({{AdvisoryLock}});
            SELECT coalesce(max(journal.sequence), 0) INTO before FROM journal;
            INSERT INTO journal (sequence, member, version, type, body, at, due, key, checksum)
            SELECT before + new.place, new.member,
                CASE WHEN new.previous IS NULL THEN new.version ELSE coalesce(
                    (SELECT new.version FROM journal old WHERE old.member = new.member AND old.version = new.previous), 0) END,
                new.type, new.body, new.at, new.due, new.key, new.checksum
            FROM unnest(members, versions, previous, types, bodies, instants, due_days, keys, checksums)
                WITH ORDINALITY AS new (member, version, previous, type, body, at, due, key, checksum, place);
            RETURN before;
        END
        $append$;
        -- What is told of persons and at airports, in streams with sequences of their own: names of fields, never values.
        CREATE TABLE stream_events (
            stream text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL,
            ledger_sequence bigint NOT NULL,
            member text COLLATE "C" NOT NULL,
            type text COLLATE "C" NOT NULL,
            day date NOT NULL,
            at bigint NOT NULL,
            tier text COLLATE "C",
            body text COLLATE "C" NOT NULL,
            checksum bigint NOT NULL,
            PRIMARY KEY (stream, sequence)
        );
        CREATE INDEX stream_events_member ON stream_events (member, stream, sequence);
        -- Changes of profiles that came under an id of the caller's, with what was answered.
        CREATE TABLE profile_changes (
            id text COLLATE "C" PRIMARY KEY,
            member text COLLATE "C" NOT NULL,
            claim text COLLATE "C" NOT NULL,
            fingerprint text COLLATE "C" NOT NULL,
            profile_version bigint NOT NULL,
            fields text COLLATE "C" NOT NULL,
            at bigint NOT NULL
        );
        CREATE INDEX profile_changes_member ON profile_changes (member);
        -- Null is the profile's first version. What has not changed since streams are kept has sequence 0.
        ALTER TABLE persons ADD COLUMN profile_version bigint;
        ALTER TABLE persons ADD COLUMN changed_sequence bigint NOT NULL DEFAULT 0;
        CREATE INDEX persons_changed ON persons (changed_sequence, member);
        """,
        """
        -- Held tiers as sums of parts of the ledger, which it gives anew; ends are erasures. Days are days since 0001-01-01.
        CREATE TABLE finance_sums (
            height bigint NOT NULL, number bigint NOT NULL, through bigint NOT NULL, at bigint NOT NULL, body text NOT NULL,
            PRIMARY KEY (height, number)
        );
        CREATE INDEX finance_sums_at ON finance_sums (at, number) WHERE height = 0;
        CREATE TABLE finance_unearned (
            member text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL,
            first_day bigint NOT NULL,
            before_day bigint NOT NULL,
            version bigint NOT NULL,
            held bigint NOT NULL,
            replayed bigint NOT NULL,
            PRIMARY KEY (member, sequence, first_day)
        );
        CREATE TABLE finance_ends (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member text COLLATE "C" NOT NULL UNIQUE, at bigint NOT NULL, through bigint);
        CREATE INDEX finance_ends_at ON finance_ends (at);
        CREATE INDEX finance_ends_open ON finance_ends (number) WHERE through IS NULL;
        CREATE TABLE finance_end_days (
            number bigint NOT NULL, day bigint NOT NULL, level bigint NOT NULL, members bigint NOT NULL, PRIMARY KEY (number, day, level)
        );
        CREATE TABLE finance_marks (at bigint NOT NULL PRIMARY KEY, sequence bigint NOT NULL, ends bigint NOT NULL);
        -- Closed months, and what was used of benefits: nothing gives these anew.
        CREATE TABLE finance_closings (
            month text COLLATE "C" NOT NULL PRIMARY KEY,
            closing_id text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL,
            ends bigint NOT NULL,
            at bigint NOT NULL,
            body text NOT NULL,
            lines text NOT NULL,
            sha256 text COLLATE "C" NOT NULL
        );
        CREATE TABLE benefit_uses (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            member text COLLATE "C",
            benefit text COLLATE "C" NOT NULL,
            day date NOT NULL,
            tier text COLLATE "C" NOT NULL,
            place text,
            companions bigint NOT NULL,
            cost bigint,
            currency text COLLATE "C",
            at bigint NOT NULL,
            claim text NOT NULL
        );
        CREATE INDEX benefit_uses_member ON benefit_uses (member, benefit, day) WHERE member IS NOT NULL;
        CREATE INDEX benefit_uses_day ON benefit_uses (day);
        INSERT INTO finance_ends (member, at) SELECT member, erased_at FROM persons WHERE erased_at IS NOT NULL ORDER BY erased_at, member;
        """,
        """
        -- What other systems hear: subscriptions, replays, and pointers to deliveries that are dead.
        CREATE TABLE webhooks (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            url text COLLATE "C" NOT NULL,
            kinds text COLLATE "C" NOT NULL,
            tiers text COLLATE "C" NOT NULL,
            description text COLLATE "C" NOT NULL,
            secrets text COLLATE "C" NOT NULL,
            begins text COLLATE "C" NOT NULL,
            created_at bigint NOT NULL,
            claim text COLLATE "C" NOT NULL,
            token text COLLATE "C" NOT NULL,
            disabled text COLLATE "C",
            failing_since bigint,
            last_success bigint,
            error_at bigint,
            error_status integer,
            error_text text COLLATE "C",
            recent text COLLATE "C" NOT NULL
        );
        CREATE TABLE webhook_dead (
            webhook text COLLATE "C" NOT NULL,
            stream integer NOT NULL,
            sequence bigint NOT NULL,
            member text COLLATE "C",
            version bigint,
            attempts integer NOT NULL,
            status integer,
            error text COLLATE "C",
            at bigint NOT NULL,
            PRIMARY KEY (webhook, sequence, stream)
        );
        CREATE INDEX webhook_dead_at ON webhook_dead (at, sequence);
        CREATE TABLE webhook_replays (
            webhook text COLLATE "C" NOT NULL,
            id text COLLATE "C" NOT NULL,
            token text COLLATE "C" NOT NULL,
            from_sequence bigint NOT NULL,
            to_sequence bigint NOT NULL,
            since bigint,
            until bigint,
            member text COLLATE "C",
            at bigint NOT NULL,
            claim text COLLATE "C" NOT NULL,
            done integer NOT NULL,
            PRIMARY KEY (webhook, id)
        );
        """,
        StandingTables.PostgreSql,
        NumberTables.PostgreSql,
        CardTables.PostgreSql,
        RewardTables.PostgreSql,
        PartnerTables.PostgreSql,
        PushTables.PostgreSql,
    ];
}
