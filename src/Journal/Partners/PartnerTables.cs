namespace Loyalty.Journal;

/// <summary>The tables of partners and their orders, in the words of each database.</summary>
internal static class PartnerTables
{
    public const string Sqlite =
        """
        -- Partners, and orders at them; what moved stands on its own. No number and no PIN is in any of these.
        CREATE TABLE partner_terms (partner TEXT NOT NULL, terms INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (partner, terms)) STRICT;
        CREATE TABLE partner_orders (
            id TEXT NOT NULL PRIMARY KEY,
            source TEXT NOT NULL UNIQUE,
            partner TEXT NOT NULL,
            kind INTEGER NOT NULL,
            member TEXT,
            transaction_id TEXT,
            state INTEGER NOT NULL,
            next_at INTEGER,
            claimed_until INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            token TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX partner_orders_next ON partner_orders (next_at, id) WHERE next_at IS NOT NULL;
        CREATE INDEX partner_orders_member ON partner_orders (member, partner, created_at) WHERE member IS NOT NULL;
        CREATE INDEX partner_orders_transaction ON partner_orders (transaction_id) WHERE transaction_id IS NOT NULL;
        CREATE INDEX partner_orders_state ON partner_orders (state, created_at, id);
        CREATE INDEX partner_orders_created ON partner_orders (created_at, id);
        CREATE INDEX partner_orders_ended ON partner_orders (ended_at) WHERE ended_at IS NOT NULL;
        CREATE TABLE partner_movements (
            order_id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            partner TEXT NOT NULL,
            terms INTEGER NOT NULL,
            day TEXT NOT NULL,
            points INTEGER NOT NULL,
            value INTEGER,
            currency TEXT,
            member TEXT,
            transaction_id TEXT,
            PRIMARY KEY (order_id, revision, kind)
        ) STRICT;
        CREATE INDEX partner_movements_day ON partner_movements (day, order_id, revision);
        CREATE TABLE partner_previews (
            id TEXT NOT NULL PRIMARY KEY,
            partner TEXT NOT NULL,
            terms INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            points INTEGER NOT NULL,
            value INTEGER NOT NULL,
            currency TEXT NOT NULL,
            bound_until INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX partner_previews_bound ON partner_previews (bound_until);
        CREATE TABLE partner_events (
            id TEXT NOT NULL PRIMARY KEY,
            transaction_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            service_day TEXT,
            source TEXT,
            member TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX partner_events_transaction ON partner_events (transaction_id);
        CREATE INDEX partner_events_at ON partner_events (at);
        """;

    public const string PostgreSql =
        """
        -- Partners, and orders at them; what moved stands on its own. No number and no PIN is in any of these.
        CREATE TABLE partner_terms (partner text COLLATE "C" NOT NULL, terms bigint NOT NULL, body text NOT NULL, at bigint NOT NULL, PRIMARY KEY (partner, terms));
        CREATE TABLE partner_orders (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            source text COLLATE "C" NOT NULL UNIQUE,
            partner text COLLATE "C" NOT NULL,
            kind bigint NOT NULL,
            member text COLLATE "C",
            transaction_id text COLLATE "C",
            state bigint NOT NULL,
            next_at bigint,
            claimed_until bigint NOT NULL,
            revision bigint NOT NULL,
            token text COLLATE "C" NOT NULL,
            created_at bigint NOT NULL,
            ended_at bigint,
            body text NOT NULL
        );
        CREATE INDEX partner_orders_next ON partner_orders (next_at, id) WHERE next_at IS NOT NULL;
        CREATE INDEX partner_orders_member ON partner_orders (member, partner, created_at) WHERE member IS NOT NULL;
        CREATE INDEX partner_orders_transaction ON partner_orders (transaction_id) WHERE transaction_id IS NOT NULL;
        CREATE INDEX partner_orders_state ON partner_orders (state, created_at, id);
        CREATE INDEX partner_orders_created ON partner_orders (created_at, id);
        CREATE INDEX partner_orders_ended ON partner_orders (ended_at) WHERE ended_at IS NOT NULL;
        CREATE TABLE partner_movements (
            order_id text COLLATE "C" NOT NULL,
            revision bigint NOT NULL,
            kind bigint NOT NULL,
            partner text COLLATE "C" NOT NULL,
            terms bigint NOT NULL,
            day date NOT NULL,
            points bigint NOT NULL,
            value bigint,
            currency text COLLATE "C",
            member text COLLATE "C",
            transaction_id text COLLATE "C",
            PRIMARY KEY (order_id, revision, kind)
        );
        CREATE INDEX partner_movements_day ON partner_movements (day, order_id, revision);
        CREATE TABLE partner_previews (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            partner text COLLATE "C" NOT NULL,
            terms bigint NOT NULL,
            direction bigint NOT NULL,
            points bigint NOT NULL,
            value bigint NOT NULL,
            currency text COLLATE "C" NOT NULL,
            bound_until bigint NOT NULL
        );
        CREATE INDEX partner_previews_bound ON partner_previews (bound_until);
        CREATE TABLE partner_events (
            id text COLLATE "C" NOT NULL PRIMARY KEY,
            transaction_id text COLLATE "C" NOT NULL,
            kind text COLLATE "C" NOT NULL,
            day date NOT NULL,
            service_day date,
            source text COLLATE "C",
            member text COLLATE "C" NOT NULL,
            at bigint NOT NULL
        );
        CREATE INDEX partner_events_transaction ON partner_events (transaction_id);
        CREATE INDEX partner_events_at ON partner_events (at);
        """;

    public const string SqlServer =
        $"""
        -- Partners, and orders at them; what moved stands on its own. No number and no PIN is in any of these.
        CREATE TABLE partner_terms (partner nvarchar(40) {Text} NOT NULL, terms bigint NOT NULL, body nvarchar(max) {Text} NOT NULL, at bigint NOT NULL, PRIMARY KEY (partner, terms));
        CREATE TABLE partner_orders (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            source nvarchar(200) {Text} NOT NULL UNIQUE,
            partner nvarchar(40) {Text} NOT NULL,
            kind bigint NOT NULL,
            member nvarchar(20) {Text} NULL,
            transaction_id nvarchar(80) {Text} NULL,
            state bigint NOT NULL,
            next_at bigint NULL,
            claimed_until bigint NOT NULL,
            revision bigint NOT NULL,
            token nvarchar(80) {Text} NOT NULL,
            created_at bigint NOT NULL,
            ended_at bigint NULL,
            body nvarchar(max) {Text} NOT NULL
        );
        CREATE INDEX partner_orders_next ON partner_orders (next_at, id) WHERE next_at IS NOT NULL;
        CREATE INDEX partner_orders_member ON partner_orders (member, partner, created_at) WHERE member IS NOT NULL;
        CREATE INDEX partner_orders_transaction ON partner_orders (transaction_id) WHERE transaction_id IS NOT NULL;
        CREATE INDEX partner_orders_state ON partner_orders (state, created_at, id);
        CREATE INDEX partner_orders_created ON partner_orders (created_at, id);
        CREATE INDEX partner_orders_ended ON partner_orders (ended_at) WHERE ended_at IS NOT NULL;
        CREATE TABLE partner_movements (
            order_id nvarchar(80) {Text} NOT NULL,
            revision bigint NOT NULL,
            kind bigint NOT NULL,
            partner nvarchar(40) {Text} NOT NULL,
            terms bigint NOT NULL,
            day date NOT NULL,
            points bigint NOT NULL,
            value bigint NULL,
            currency nvarchar(3) {Text} NULL,
            member nvarchar(20) {Text} NULL,
            transaction_id nvarchar(80) {Text} NULL,
            PRIMARY KEY (order_id, revision, kind)
        );
        CREATE INDEX partner_movements_day ON partner_movements (day, order_id, revision);
        CREATE TABLE partner_previews (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            partner nvarchar(40) {Text} NOT NULL,
            terms bigint NOT NULL,
            direction bigint NOT NULL,
            points bigint NOT NULL,
            value bigint NOT NULL,
            currency nvarchar(3) {Text} NOT NULL,
            bound_until bigint NOT NULL
        );
        CREATE INDEX partner_previews_bound ON partner_previews (bound_until);
        CREATE TABLE partner_events (
            id nvarchar(80) {Text} NOT NULL PRIMARY KEY,
            transaction_id nvarchar(80) {Text} NOT NULL,
            kind nvarchar(20) {Text} NOT NULL,
            day date NOT NULL,
            service_day date NULL,
            source nvarchar(200) {Text} NULL,
            member nvarchar(20) {Text} NOT NULL,
            at bigint NOT NULL
        );
        CREATE INDEX partner_events_transaction ON partner_events (transaction_id);
        CREATE INDEX partner_events_at ON partner_events (at);
        """;

    private const string Text = SqlServerSchema.Text;
}
