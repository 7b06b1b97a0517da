using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A dead delivery as a row.</summary>
internal static class DeadRow
{
    public const string Columns = "stream, sequence, member, version, attempts, status, error, at";

    public static SqlStatement Keep(string webhook, DeadDelivery delivery) => new(
        """
        INSERT INTO webhook_dead (webhook, stream, sequence, member, version, attempts, status, error, at)
        VALUES (@webhook, @stream, @sequence, @member, @version, @attempts, @status, @error, @at)
        ON CONFLICT (webhook, stream, sequence) DO UPDATE SET attempts = excluded.attempts, status = excluded.status, error = excluded.error, at = excluded.at
        """,
        ("@webhook", webhook),
        ("@stream", (int)delivery.Stream),
        ("@sequence", delivery.Sequence),
        ("@member", delivery.Member),
        ("@version", delivery.Version),
        ("@attempts", delivery.Attempts),
        ("@status", delivery.LastStatus),
        ("@error", delivery.LastError),
        ("@at", Instants.ToMicroseconds(delivery.At)));

    public static DeadDelivery Read(DbDataReader row) => new(
        (EventStream)row.GetInt32(0),
        row.GetInt64(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetInt64(3),
        row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        Instants.FromMicroseconds(row.GetInt64(7)));
}
