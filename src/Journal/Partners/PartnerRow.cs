using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Partners' data, previews and events as rows.</summary>
internal static class PartnerRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "t.partner, t.terms, t.body, t.at";

    /// <summary>In the order that <see cref="ReadPreview"/> takes them.</summary>
    public const string PreviewColumns = "id, partner, terms, direction, points, value, currency, bound_until";

    /// <summary>In the order that <see cref="ReadEvent"/> takes them.</summary>
    public const string EventColumns = "id, transaction_id, kind, day, service_day, source, member, at";

    /// <summary>Adds data, unless their number is taken or the partner is new and there are as many as may be.</summary>
    public static SqlStatement Insert(PartnerRecord record) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO partner_terms (partner, terms, body, at) SELECT @partner, @terms, @body, @at
            WHERE NOT EXISTS (SELECT 1 FROM partner_terms WHERE partner = @partner AND terms = @terms)
            AND (@terms > 1 OR (SELECT count(*) FROM partner_terms WHERE terms = 1) < {IPartnerStore.MaxPartners})
            """),
        ("@partner", record.Partner),
        ("@terms", record.Terms),
        ("@body", JsonSerializer.Serialize(record.File, PartnerJson.Default.PartnerFile)),
        ("@at", Instants.ToMicroseconds(record.At)));

    public static SqlStatement Insert(PartnerPreview preview) => new(
        """
        INSERT INTO partner_previews (id, partner, terms, direction, points, value, currency, bound_until)
        VALUES (@id, @partner, @terms, @direction, @points, @value, @currency, @bound) ON CONFLICT (id) DO NOTHING
        """,
        ("@id", preview.PreviewId),
        ("@partner", preview.Partner),
        ("@terms", preview.Terms),
        ("@direction", (int)preview.Direction),
        ("@points", preview.Points),
        ("@value", preview.Value),
        ("@currency", preview.Currency),
        ("@bound", Instants.ToMicroseconds(preview.BoundUntil)));

    public static SqlStatement Insert(PartnerEvent kept) => new(
        """
        INSERT INTO partner_events (id, transaction_id, kind, day, service_day, source, member, at)
        VALUES (@id, @transaction, @kind, @day, @service, @source, @member, @at) ON CONFLICT (id) DO NOTHING
        """,
        ("@id", kept.Happened.EventId.Value),
        ("@transaction", kept.Happened.TransactionId.Value),
        ("@kind", kept.Happened.Kind.ToString()),
        ("@day", kept.Happened.Date),
        ("@service", kept.Happened.ServiceDate),
        ("@source", kept.Happened.Source),
        ("@member", kept.Member.Value),
        ("@at", Instants.ToMicroseconds(kept.At)));

    public static PartnerRecord Read(DbDataReader row) => new(
        row.GetString(0),
        (int)row.GetInt64(1),
        JsonSerializer.Deserialize(row.GetString(2), PartnerJson.Default.PartnerFile)!,
        Instants.FromMicroseconds(row.GetInt64(3)));

    public static PartnerPreview ReadPreview(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        (int)row.GetInt64(2),
        (PartnerDirection)row.GetInt64(3),
        row.GetInt64(4),
        row.GetInt64(5),
        row.GetString(6),
        Instants.FromMicroseconds(row.GetInt64(7)));

    public static PartnerEvent ReadEvent(DbDataReader row) => new(
        new PurchaseEvent(
            new EventId(row.GetString(0)),
            new TransactionId(row.GetString(1)),
            Enum.Parse<PurchaseEventKind>(row.GetString(2)),
            row.GetFieldValue<DateOnly>(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
            row.IsDBNull(5) ? null : row.GetString(5)),
        MemberId.Of(row.GetString(6)),
        Instants.FromMicroseconds(row.GetInt64(7)));
}
