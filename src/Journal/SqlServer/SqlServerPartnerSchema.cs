namespace Loyalty.Journal;

/// <summary>The tables of partners and their orders in a SQL Server journal.</summary>
internal static class SqlServerPartnerSchema
{
    /// <summary>One migration.</summary>
    public const string Tables =
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

    // See SqlServerSchema.
    private const string Text = "COLLATE Latin1_General_100_BIN2";
}
