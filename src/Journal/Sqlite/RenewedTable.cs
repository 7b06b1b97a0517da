namespace Loyalty.Journal;

/// <summary>
/// A table of what is personal, by member, and how a scrub makes it anew: another one follows it, is filled in pieces and takes its place.
/// </summary>
/// <param name="Indexes">Made anew behind the table.</param>
internal sealed record RenewedTable(string Name, IReadOnlyList<(string Name, string Text)> Indexes)
{
    /// <summary>The tables that hold persons.</summary>
    public static IReadOnlyList<RenewedTable> All { get; } =
    [
        new("persons",
        [
            ("persons_family", "CREATE INDEX IF NOT EXISTS persons_family ON persons (family_key, given_key, member) WHERE family_key IS NOT NULL"),
            ("persons_given", "CREATE INDEX IF NOT EXISTS persons_given ON persons (given_key, family_key, member) WHERE given_key IS NOT NULL"),
            ("persons_email", "CREATE INDEX IF NOT EXISTS persons_email ON persons (email_key, member) WHERE email_key IS NOT NULL"),
            ("persons_phone", "CREATE INDEX IF NOT EXISTS persons_phone ON persons (phone_key, member) WHERE phone_key IS NOT NULL"),
            ("persons_changed", "CREATE INDEX IF NOT EXISTS persons_changed ON persons (changed_sequence, member)"),
            ("persons_unkeyed", "CREATE INDEX IF NOT EXISTS persons_unkeyed ON persons (member) WHERE search_ready = 0"),
        ]),
        new("member_numbers", []),
        new("push_subscriptions",
        [
            ("push_subscriptions_look", "CREATE INDEX IF NOT EXISTS push_subscriptions_look ON push_subscriptions (look_on, member) WHERE look_on IS NOT NULL"),
        ]),
    ];

    /// <summary>The table to come.</summary>
    public string Next => Name + "_next";

    /// <summary>The table that was.</summary>
    public string Old => Name + "_old";

    /// <summary>Whatever a scrub that was broken off has left.</summary>
    public IReadOnlyList<SqlStatement> Clear =>
    [
        new($"DROP TRIGGER IF EXISTS {Name}_added"),
        new($"DROP TRIGGER IF EXISTS {Name}_changed"),
        new($"DROP TRIGGER IF EXISTS {Name}_removed"),
        new($"DROP TABLE IF EXISTS {Next}"),
        new($"DROP TABLE IF EXISTS {Old}"),
    ];

    /// <summary>Has the table to come follow the one that is.</summary>
    public IReadOnlyList<SqlStatement> Follow =>
    [
        new($"CREATE TRIGGER {Name}_added AFTER INSERT ON {Name} BEGIN {Copy("NEW")} END"),
        new($"CREATE TRIGGER {Name}_changed AFTER UPDATE ON {Name} BEGIN {Copy("NEW")} END"),
        new($"CREATE TRIGGER {Name}_removed AFTER DELETE ON {Name} BEGIN {Copy("OLD")} END"),
    ];

    /// <summary>Puts the table that followed in the other's place.</summary>
    public IReadOnlyList<SqlStatement> Renew =>
    [
        new($"DROP TRIGGER {Name}_added"),
        new($"DROP TRIGGER {Name}_changed"),
        new($"DROP TRIGGER {Name}_removed"),
        new($"ALTER TABLE {Name} RENAME TO {Old}"),
        new($"ALTER TABLE {Next} RENAME TO {Name}"),
    ];

    // Not "OR REPLACE": how the outer statement meets conflicts holds in a trigger too.
    private string Copy(string row) =>
        $"DELETE FROM {Next} WHERE member = {row}.member; INSERT INTO {Next} SELECT * FROM {Name} WHERE member = {row}.member;";
}
