using System.Data.Common;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>An order as a row.</summary>
internal static class PartnerOrderRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "o.id, o.partner, o.kind, o.member, o.state, o.next_at, o.revision, o.created_at, o.body";

    /// <summary>Adds it where its source and its id are free and its member is not erased; the condition of the event is the same.</summary>
    public static IEnumerable<SqlStatement> Insert(PartnerOrder order, string source, StreamEntry? told)
    {
        const string Free =
            """
            NOT EXISTS (SELECT 1 FROM partner_orders taken WHERE taken.source = @source OR taken.id = @id)
            AND NOT EXISTS (SELECT 1 FROM persons gone WHERE gone.member = @owner AND gone.erased_at IS NOT NULL)
            """;
        (string, object?)[] condition = [("@id", order.OrderId), ("@source", source), ("@owner", order.Member?.Value ?? "")];
        if (told is not null)
            yield return StreamRow.Insert(StreamNames.Orders, told, Free, condition);
        yield return new SqlStatement(
            $"""
            INSERT INTO partner_orders (id, source, partner, kind, member, transaction_id, state, next_at, claimed_until, revision, token, created_at, ended_at, body)
            SELECT @id, @source, @partner, @kind, CAST(@member AS text), CAST(@transaction AS text), @state, CAST(@next AS bigint), 0, 1, @token, @created, NULL, @body
            WHERE {Free}
            """,
            [
                .. condition,
                ("@partner", order.Partner),
                ("@kind", (int)order.Kind),
                ("@member", order.Member?.Value),
                ("@transaction", order.Purchase?.TransactionId.Value),
                ("@state", (int)order.State),
                ("@next", Micro(order.NextAt)),
                ("@token", ""),
                ("@created", Instants.ToMicroseconds(order.CreatedAt)),
                ("@body", Body(order)),
            ]);
    }

    /// <summary>Puts a change in the place of what was read, with what it moved and its event.</summary>
    public static IEnumerable<SqlStatement> Change(HeldOrder read, PartnerOrder changed, OrderClaim? claim, string token, StreamEntry? told)
    {
        var condition = "EXISTS (SELECT 1 FROM partner_orders held WHERE held.id = @id AND held.revision = @revision)";
        List<(string, object?)> known = [("@id", changed.OrderId), ("@revision", read.Revision)];
        if (claim is { IsHeld: false })
        {
            condition +=
                """
                 AND NOT EXISTS (SELECT 1 FROM partner_orders busy WHERE busy.claimed_until > @real
                    AND (busy.id = @id OR (busy.partner = @at_partner AND busy.member = @owner)))
                """;
            known.AddRange([("@real", Instants.ToMicroseconds(claim.Now)), ("@at_partner", changed.Partner), ("@owner", changed.Member?.Value ?? "")]);
        }

        (string, object?)[] parameters = [.. known];
        if (told is not null)
            yield return StreamRow.Insert(StreamNames.Orders, told, condition, parameters);
        foreach (var movement in Movements(read, changed))
            yield return PartnerMovementRow.Insert(movement, condition, parameters);
        yield return new SqlStatement(
            $"""
            UPDATE partner_orders SET state = @state, next_at = @next, claimed_until = @until, revision = @revision + 1, token = @token, ended_at = @ended, body = @body
            WHERE id = @id AND {condition}
            """,
            [
                .. parameters,
                ("@state", (int)changed.State),
                ("@next", Micro(changed.NextAt)),
                ("@until", claim is null ? 0L : Instants.ToMicroseconds(claim.Until)),
                ("@token", token),
                ("@ended", changed.IsEnded ? Instants.ToMicroseconds(changed.UpdatedAt) : null),
                ("@body", Body(changed)),
            ]);
    }

    public static HeldOrder Read(DbDataReader row)
    {
        var body = JsonSerializer.Deserialize(row.GetString(8), PartnerJson.Default.PartnerOrderBody)!;
        var order = new PartnerOrder
        {
            OrderId = row.GetString(0),
            Partner = row.GetString(1),
            Terms = body.Terms,
            Kind = (PartnerOrderKind)row.GetInt64(2),
            Member = row.IsDBNull(3) ? null : MemberId.Of(row.GetString(3)),
            State = (PartnerOrderState)row.GetInt64(4),
            Points = body.Points,
            Value = body.Value,
            Currency = body.Currency,
            Purchase = body.Purchase?.ToPurchase(),
            DueOn = body.DueOn,
            Step = body.Step,
            IsInDoubt = body.IsInDoubt,
            Attempts = body.Attempts,
            SentAt = body.SentAt,
            NextAt = row.IsDBNull(5) ? null : Instants.FromMicroseconds(row.GetInt64(5)),
            ExpiresAt = body.ExpiresAt,
            Reason = body.Reason,
            PartnerReference = body.PartnerReference,
            DoneOn = body.DoneOn,
            Lost = body.Lost,
            LostOn = body.LostOn,
            LotId = body.LotId,
            PreviewId = body.PreviewId,
            RedirectUrl = body.RedirectUrl,
            Claim = body.Claim,
            CreatedAt = Instants.FromMicroseconds(row.GetInt64(7)),
            UpdatedAt = body.UpdatedAt,
        };
        return new HeldOrder(order, row.GetInt64(6));
    }

    // What a change moves follows from it, so that an order's points move once.
    private static IEnumerable<PartnerMovement> Movements(HeldOrder read, PartnerOrder changed)
    {
        var before = read.Order;
        if (changed.State == PartnerOrderState.Sent && before.State != PartnerOrderState.Sent)
            yield return Of(PartnerMovementKind.Sent, changed.DoneOn!.Value, changed.Points);
        if (changed.Lost > before.Lost)
            yield return Of(PartnerMovementKind.Lost, changed.LostOn!.Value, changed.Lost - before.Lost);
        if (changed.State == PartnerOrderState.Captured && before.State != PartnerOrderState.Captured)
            yield return Of(PartnerMovementKind.Spent, changed.DoneOn!.Value, changed.Points) with { Value = changed.Value, Currency = changed.Currency };

        PartnerMovement Of(PartnerMovementKind kind, DateOnly day, long points) => new(
            changed.OrderId, read.Revision + 1, changed.Partner, changed.Terms, kind, day, points, null, null, changed.Member?.Value, changed.Purchase?.TransactionId.Value);
    }

    private static string Body(PartnerOrder order) => JsonSerializer.Serialize(PartnerOrderBody.Of(order), PartnerJson.Default.PartnerOrderBody);

    private static long? Micro(DateTimeOffset? instant) => instant is { } at ? Instants.ToMicroseconds(at) : null;
}
