namespace Loyalty.Journal;

/// <summary>The tables of partners and their orders in a SQLite journal.</summary>
internal static class SqlitePartnerSchema
{
    /// <summary>One migration.</summary>
    public const string Tables =
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
}
