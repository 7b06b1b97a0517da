using System.Data.Common;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Points that moved, as a row; it is never changed.</summary>
internal static class PartnerMovementRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "order_id, revision, partner, terms, kind, day, points, value, currency, member, transaction_id";

    /// <summary>Adds it where a condition holds, which a statement behind it in the same transaction ends.</summary>
    public static SqlStatement Insert(PartnerMovement movement, string condition, IEnumerable<(string, object?)> parameters) => new(
        $"""
        INSERT INTO partner_movements (order_id, revision, kind, partner, terms, day, points, value, currency, member, transaction_id)
        SELECT @id, @moved_revision, @kind, @partner, @terms, @day, @points, CAST(@value AS bigint), CAST(@currency AS text), CAST(@member AS text), CAST(@transaction AS text)
        WHERE {condition}
        """,
        [
            .. parameters,
            ("@moved_revision", movement.Revision),
            ("@kind", (int)movement.Kind),
            ("@partner", movement.Partner),
            ("@terms", movement.Terms),
            ("@day", movement.Day),
            ("@points", movement.Points),
            ("@value", movement.Value),
            ("@currency", movement.Currency),
            ("@member", movement.Member),
            ("@transaction", movement.Transaction),
        ]);

    public static PartnerMovement Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        (int)row.GetInt64(3),
        (PartnerMovementKind)row.GetInt64(4),
        row.GetFieldValue<DateOnly>(5),
        row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetInt64(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : row.GetString(10));
}
