namespace Loyalty.Journal;

/// <summary>The tables of a SQLite journal.</summary>
internal static class SqliteSchema
{
    /// <summary>
    /// One text a migration, in order; see <see cref="SchemaMigrator"/>. Instants (<c>at</c>) are microseconds since 1970, due days
    /// are days since 0001-01-01.
    /// </summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        -- Append-only, so that a purchase touches the last page and no other.
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            member TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            body BLOB NOT NULL,
            at INTEGER NOT NULL,
            due INTEGER,
            key TEXT
        ) STRICT;

        -- These three hold every row up to journal_index.through, and perhaps some after it. What comes after is held in memory.
        CREATE TABLE member_index (
            member TEXT NOT NULL, version INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (member, version)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE key_index (key TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE due_index (
            due INTEGER NOT NULL, sequence INTEGER NOT NULL, member TEXT NOT NULL, PRIMARY KEY (due, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_index (through INTEGER NOT NULL) STRICT;
        INSERT INTO journal_index (through) VALUES (0);

        CREATE TABLE persons (member TEXT NOT NULL PRIMARY KEY, profile TEXT NOT NULL, enrolment_fingerprint TEXT) STRICT, WITHOUT ROWID;
        CREATE TABLE snapshots (member TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, format INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE TABLE rates (day TEXT NOT NULL, currency TEXT NOT NULL, rate TEXT NOT NULL, PRIMARY KEY (day, currency)) STRICT, WITHOUT ROWID;
        CREATE TABLE engine_facts (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        -- Days are texts here, as in rates; "place" is airport and location in capitals.
        CREATE TABLE checkins (
            id TEXT NOT NULL PRIMARY KEY,
            member TEXT NOT NULL,
            flight TEXT NOT NULL,
            day TEXT NOT NULL,
            airport TEXT NOT NULL,
            location TEXT NOT NULL,
            place TEXT NOT NULL,
            seat TEXT,
            tier TEXT NOT NULL,
            tier_level INTEGER NOT NULL,
            greeting TEXT NOT NULL,
            greeting_since TEXT,
            greeting_years INTEGER,
            at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            claim TEXT NOT NULL
        ) STRICT;
        CREATE INDEX checkins_flight ON checkins (day, flight);
        CREATE INDEX checkins_place ON checkins (place, expires_at);
        CREATE TABLE disruptions (
            id TEXT NOT NULL PRIMARY KEY,
            flight TEXT NOT NULL,
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            message TEXT NOT NULL,
            affected TEXT NOT NULL,
            at INTEGER NOT NULL,
            claim TEXT NOT NULL
        ) STRICT;
        CREATE INDEX disruptions_day ON disruptions (day);
        """,
        """
        -- What the search for a member looks at, in the person's own row; filled in for older rows at the start.
        ALTER TABLE persons ADD COLUMN given_key TEXT;
        ALTER TABLE persons ADD COLUMN family_key TEXT;
        ALTER TABLE persons ADD COLUMN email_key TEXT;
        ALTER TABLE persons ADD COLUMN phone_key TEXT;
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
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            hash TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            last_used_at INTEGER,
            revoked_at INTEGER
        ) STRICT;
        """,
        """
        -- Who changed what; "ends" are the last record (head) and the last one forgotten (root).
        CREATE TABLE trail (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            by_kind TEXT NOT NULL,
            who TEXT NOT NULL,
            origin TEXT,
            action TEXT NOT NULL,
            member TEXT,
            subject TEXT,
            reason TEXT,
            detail TEXT,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX trail_member ON trail (member, sequence) WHERE member IS NOT NULL;
        CREATE INDEX trail_action ON trail (action, sequence);
        CREATE INDEX trail_who ON trail (who, sequence);
        CREATE TABLE trail_ends (name TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO trail_ends (name, sequence, hash) VALUES ('head', 0, ''), ('root', 0, '');
        """,
        """
        -- What a member agrees to, and that a person was erased, stand with the person; check-ins are found by their member.
        ALTER TABLE persons ADD COLUMN changed_at INTEGER;
        ALTER TABLE persons ADD COLUMN shown_on_displays INTEGER;
        ALTER TABLE persons ADD COLUMN consent_at INTEGER;
        ALTER TABLE persons ADD COLUMN erased_at INTEGER;
        CREATE INDEX checkins_member ON checkins (member, at);
        """,
        """
        -- Rows from here on have a checksum; one after this sequence without it has lost it.
        ALTER TABLE journal ADD COLUMN checksum INTEGER;
        INSERT INTO engine_facts (name, value) SELECT 'checksums-after', CAST(coalesce(max(sequence), 0) AS TEXT) FROM journal
            WHERE true ON CONFLICT DO UPDATE SET value = excluded.value;
        -- Changes beside the journal are counted, so that what was answered can be noted as two numbers; and what the file had at least when
        -- its log was last moved, so that it is found out when its end is gone.
        CREATE TABLE answered (changes INTEGER NOT NULL, least_sequence INTEGER NOT NULL, least_changes INTEGER NOT NULL) STRICT;
        INSERT INTO answered (changes, least_sequence, least_changes) SELECT 0, coalesce(max(sequence), 0), 0 FROM journal;
        """,
        """
        -- Rows may from here on tell how a purchase earned, and of credits that wait: an engine that does not know them must not open it.
        INSERT INTO engine_facts (name, value) VALUES ('earning', '1');
        """,
        """
        -- Rows may from here on name the tier that holds after them: an engine that does not know it must not open the journal.
        INSERT INTO engine_facts (name, value) VALUES ('tier-after', '1');
        -- What is told of persons and at airports, in streams with sequences of their own: names of fields, never values.
        CREATE TABLE stream_events (
            stream TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            ledger_sequence INTEGER NOT NULL,
            member TEXT NOT NULL,
            type TEXT NOT NULL,
            day TEXT NOT NULL,
            at INTEGER NOT NULL,
            tier TEXT,
            body TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (stream, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stream_events_member ON stream_events (member, stream, sequence);
        -- Changes of profiles that came under an id of the caller's, with what was answered.
        CREATE TABLE profile_changes (
            id TEXT NOT NULL PRIMARY KEY,
            member TEXT NOT NULL,
            claim TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            profile_version INTEGER NOT NULL,
            fields TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX profile_changes_member ON profile_changes (member);
        -- Null is the profile's first version. What has not changed since streams are kept has sequence 0.
        ALTER TABLE persons ADD COLUMN profile_version INTEGER;
        ALTER TABLE persons ADD COLUMN changed_sequence INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX persons_changed ON persons (changed_sequence, member);
        """,
        """
        -- Held tiers as sums of parts of the ledger, which it gives anew; ends are erasures. Days are days since 0001-01-01.
        CREATE TABLE finance_sums (
            height INTEGER NOT NULL, number INTEGER NOT NULL, through INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (height, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX finance_sums_at ON finance_sums (at, number) WHERE height = 0;
        CREATE TABLE finance_unearned (
            member TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            first_day INTEGER NOT NULL,
            before_day INTEGER NOT NULL,
            version INTEGER NOT NULL,
            held INTEGER NOT NULL,
            replayed INTEGER NOT NULL,
            PRIMARY KEY (member, sequence, first_day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE finance_ends (number INTEGER PRIMARY KEY, member TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, through INTEGER) STRICT;
        CREATE INDEX finance_ends_at ON finance_ends (at);
        CREATE INDEX finance_ends_open ON finance_ends (number) WHERE through IS NULL;
        CREATE TABLE finance_end_days (
            number INTEGER NOT NULL, day INTEGER NOT NULL, level INTEGER NOT NULL, members INTEGER NOT NULL, PRIMARY KEY (number, day, level)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE finance_marks (at INTEGER NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL, ends INTEGER NOT NULL) STRICT;
        -- Closed months, and what was used of benefits: nothing gives these anew.
        CREATE TABLE finance_closings (
            month TEXT NOT NULL PRIMARY KEY,
            closing_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL,
            lines TEXT NOT NULL,
            sha256 TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE benefit_uses (
            id TEXT NOT NULL PRIMARY KEY,
            member TEXT,
            benefit TEXT NOT NULL,
            day TEXT NOT NULL,
            tier TEXT NOT NULL,
            place TEXT,
            companions INTEGER NOT NULL,
            cost INTEGER,
            currency TEXT,
            at INTEGER NOT NULL,
            claim TEXT NOT NULL
        ) STRICT;
        CREATE INDEX benefit_uses_member ON benefit_uses (member, benefit, day) WHERE member IS NOT NULL;
        CREATE INDEX benefit_uses_day ON benefit_uses (day);
        INSERT INTO finance_ends (member, at) SELECT member, erased_at FROM persons WHERE erased_at IS NOT NULL ORDER BY erased_at, member;
        """,
        """
        -- What other systems hear: subscriptions, replays, and pointers to deliveries that are dead.
        CREATE TABLE webhooks (
            id TEXT NOT NULL PRIMARY KEY,
            url TEXT NOT NULL,
            kinds TEXT NOT NULL,
            tiers TEXT NOT NULL,
            description TEXT NOT NULL,
            secrets TEXT NOT NULL,
            begins TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            claim TEXT NOT NULL,
            token TEXT NOT NULL,
            disabled TEXT,
            failing_since INTEGER,
            last_success INTEGER,
            error_at INTEGER,
            error_status INTEGER,
            error_text TEXT,
            recent TEXT NOT NULL
        ) STRICT;
        CREATE TABLE webhook_dead (
            webhook TEXT NOT NULL,
            stream INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            member TEXT,
            version INTEGER,
            attempts INTEGER NOT NULL,
            status INTEGER,
            error TEXT,
            at INTEGER NOT NULL,
            PRIMARY KEY (webhook, sequence, stream)
        ) STRICT;
        CREATE INDEX webhook_dead_at ON webhook_dead (at, sequence);
        CREATE TABLE webhook_replays (
            webhook TEXT NOT NULL,
            id TEXT NOT NULL,
            token TEXT NOT NULL,
            from_sequence INTEGER NOT NULL,
            to_sequence INTEGER NOT NULL,
            since INTEGER,
            until INTEGER,
            member TEXT,
            at INTEGER NOT NULL,
            claim TEXT NOT NULL,
            done INTEGER NOT NULL,
            PRIMARY KEY (webhook, id)
        ) STRICT;
        """,
        StandingTables.Sqlite,
        NumberTables.Sqlite,
        CardTables.Sqlite,
        RewardTables.Sqlite,
        PartnerTables.Sqlite,
        PushTables.Sqlite,
    ];
}
