namespace Loyalty.Journal;

/// <summary>The tables of partners and their orders in a PostgreSQL journal.</summary>
internal static class PostgresPartnerSchema
{
    /// <summary>One migration.</summary>
    public const string Tables =
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
}
