namespace Loyalty.Bench;

/// <summary>
/// The tables that the usual application has: a row a member with its sums and its tier, a row a transaction. Sums of the rolling
/// year are kept in the row, as if a nightly job took from them what has left the window.
/// </summary>
internal static class CrudSchema
{
    // Room in the pages of members, so that an update of no indexed column stays on its page (HOT). No foreign key: the update of
    // the member in the same transaction shows that it is there, for less.
    public const string Tables =
        """
        CREATE TABLE members (
            member_id text COLLATE "C" NOT NULL, display_name text, version bigint NOT NULL, period_spend bigint NOT NULL,
            lifetime_spend bigint NOT NULL, tier_level integer NOT NULL, tier_since date NOT NULL, review_date date, updated_at timestamptz NOT NULL
        ) WITH (fillfactor = 70);
        CREATE TABLE transactions (
            id bigint GENERATED ALWAYS AS IDENTITY, transaction_id text COLLATE "C" NOT NULL, member_id text COLLATE "C" NOT NULL,
            type text NOT NULL, amount bigint NOT NULL, currency text NOT NULL, rate numeric NOT NULL, rate_date date NOT NULL,
            converted bigint NOT NULL, counted bigint NOT NULL, bonus_percent numeric NOT NULL, purchase_date date NOT NULL,
            posted_on date NOT NULL, last_day_counted date NOT NULL, booking_reference text, partner text, created_at timestamptz NOT NULL
        );
        """;

    /// <summary>Made after the rows that are there before the run.</summary>
    public const string Indexes =
        """
        ALTER TABLE members ADD PRIMARY KEY (member_id);
        ALTER TABLE transactions ADD PRIMARY KEY (id);
        CREATE UNIQUE INDEX transactions_transaction_id ON transactions (transaction_id);
        CREATE INDEX transactions_member ON transactions (member_id, id);
        """;
}
