using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Partners and orders at them in tables of their own.</summary>
/// <param name="commits">Is told, for who follows the stream of orders.</param>
internal sealed class SqlPartners(ISqlTables tables, CommitSignal commits) : IPartnerStore
{
    /// <summary>Purchases that are asked for in one statement.</summary>
    public const int AskedAtOnce = 100;

    public Task<IReadOnlyList<PartnerRecord>> LoadAsync() => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {PartnerRow.Columns} FROM partner_terms t
            WHERE t.terms = (SELECT max(newest.terms) FROM partner_terms newest WHERE newest.partner = t.partner) ORDER BY t.partner
            """),
        PartnerRow.Read);

    public async Task<PartnerRecord?> FindAsync(string partner, int terms) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {PartnerRow.Columns} FROM partner_terms t WHERE t.partner = @partner AND t.terms = @terms", ("@partner", partner), ("@terms", terms)),
        PartnerRow.Read)).SingleOrDefault();

    public async Task<PartnerRecord?> KeepAsync(PartnerRecord record)
    {
        await tables.WriteAsync([PartnerRow.Insert(record)]);
        return (await LoadAsync()).FirstOrDefault(one => one.Partner == record.Partner);
    }

    public async Task<HeldOrder?> AddAsync(PartnerOrder order, string source, StreamEntry? told)
    {
        await tables.WriteAsync([.. PartnerOrderRow.Insert(order, source, told)]);
        commits.Raise();
        return (await tables.ReadAsync(
            new SqlStatement($"SELECT {PartnerOrderRow.Columns} FROM partner_orders o WHERE o.source = @source", ("@source", source)), PartnerOrderRow.Read)).SingleOrDefault();
    }

    public async Task<HeldOrder?> FindOrderAsync(string orderId) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {PartnerOrderRow.Columns} FROM partner_orders o WHERE o.id = @id", ("@id", orderId)), PartnerOrderRow.Read)).SingleOrDefault();

    public async Task<HeldOrder?> ChangeAsync(HeldOrder read, PartnerOrder changed, OrderClaim? claim, StreamEntry? told)
    {
        var token = Guid.NewGuid().ToString("N");
        await tables.WriteAsync([.. PartnerOrderRow.Change(read, changed, claim, token, told)]);
        if (told is not null)
            commits.Raise();
        return (await tables.ReadAsync(
            new SqlStatement(
                $"SELECT {PartnerOrderRow.Columns} FROM partner_orders o WHERE o.id = @id AND o.token = @token", ("@id", changed.OrderId), ("@token", token)),
            PartnerOrderRow.Read)).SingleOrDefault();
    }

    // An order that may be sent waits for whichever of its member is being sent or was made before it.
    public Task<IReadOnlyList<HeldOrder>> DueAsync(DateTimeOffset now, DateTimeOffset real, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {PartnerOrderRow.Columns} FROM partner_orders o
            WHERE o.next_at <= @now AND o.claimed_until <= @real AND NOT EXISTS (
                SELECT 1 FROM partner_orders b WHERE b.member = o.member AND b.partner = o.partner AND b.id <> o.id AND (
                    b.claimed_until > @real OR (o.state = @due AND b.kind = @earn AND (
                        b.state = @sending OR (b.state = @due AND (b.created_at < o.created_at OR (b.created_at = o.created_at AND b.id < o.id)))))))
            ORDER BY o.next_at, o.id LIMIT @limit
            """,
            ("@now", Instants.ToMicroseconds(now)),
            ("@real", Instants.ToMicroseconds(real)),
            ("@due", (int)PartnerOrderState.Due),
            ("@sending", (int)PartnerOrderState.Sending),
            ("@earn", (int)PartnerOrderKind.Earn),
            ("@limit", limit)),
        PartnerOrderRow.Read);

    public Task ReleaseAllAsync() => tables.WriteAsync([new SqlStatement("UPDATE partner_orders SET claimed_until = 0 WHERE claimed_until > 0")]);

    public Task<IReadOnlyList<HeldOrder>> ListAsync(OrderQuery query, HeldOrder? after, int limit)
    {
        var (text, parameters) = ($"SELECT {PartnerOrderRow.Columns} FROM partner_orders o WHERE 1 = 1", new List<(string, object?)> { ("@limit", limit) });
        if (query.State is { } state)
            Add(" AND o.state = @state", ("@state", (int)state));
        if (query.Member is { } member)
            Add(" AND o.member = @member", ("@member", member.Value));
        if (query.Partner is { } partner)
            Add(" AND o.partner = @partner", ("@partner", partner));
        if (after is { Order: var last })
        {
            Add(" AND (o.created_at < @created OR (o.created_at = @created AND o.id > @after))", ("@created", Instants.ToMicroseconds(last.CreatedAt)));
            parameters.Add(("@after", last.OrderId));
        }

        return tables.ReadAsync(new SqlStatement(text + " ORDER BY o.created_at DESC, o.id LIMIT @limit", [.. parameters]), PartnerOrderRow.Read);

        void Add(string condition, (string, object?) parameter)
        {
            text += condition;
            parameters.Add(parameter);
        }
    }

    public async Task<IReadOnlyList<HeldOrder>> OfTransactionsAsync(IReadOnlyList<TransactionId> transactions)
    {
        var found = new List<HeldOrder>();
        foreach (var some in transactions.Distinct().Chunk(AskedAtOnce))
        {
            var names = some.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@t{i}")).ToList();
            found.AddRange(await tables.ReadAsync(
                new SqlStatement(
                    $"SELECT {PartnerOrderRow.Columns} FROM partner_orders o WHERE o.transaction_id IN ({string.Join(", ", names)}) ORDER BY o.created_at, o.id",
                    [.. some.Select((transaction, i) => (names[i], (object?)transaction.Value))]),
                PartnerOrderRow.Read));
        }

        return found;
    }

    public Task<IReadOnlyList<OrderCount>> CountAsync() => tables.ReadAsync(
        new SqlStatement("SELECT partner, state, count(*) FROM partner_orders GROUP BY partner, state ORDER BY partner, state"),
        row => new OrderCount(row.GetString(0), (PartnerOrderState)row.GetInt64(1), row.GetInt64(2)));

    public Task<IReadOnlyList<PartnerSum>> SumAsync(DateOnly first, DateOnly last) => tables.ReadAsync(
        new SqlStatement(
            """
            SELECT partner, terms, kind, currency, count(*), CAST(sum(points) AS bigint), CAST(coalesce(sum(value), 0) AS bigint) FROM partner_movements
            WHERE day >= @first AND day <= @last GROUP BY partner, terms, kind, currency ORDER BY partner, terms, kind, currency
            """,
            ("@first", first), ("@last", last)),
        row => new PartnerSum(
            row.GetString(0),
            (int)row.GetInt64(1),
            (PartnerMovementKind)row.GetInt64(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6)));

    public Task<IReadOnlyList<PartnerMovement>> MovementsAsync(DateOnly first, DateOnly last, PartnerMovement? after, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {PartnerMovementRow.Columns} FROM partner_movements WHERE day >= @first AND day <= @last AND (
                day > @day OR (day = @day AND (order_id > @order OR (order_id = @order AND revision > @revision))))
            ORDER BY day, order_id, revision LIMIT @limit
            """,
            ("@first", first),
            ("@last", last),
            ("@day", after?.Day ?? first.AddDays(-1)),
            ("@order", after?.OrderId ?? ""),
            ("@revision", after?.Revision ?? 0),
            ("@limit", limit)),
        PartnerMovementRow.Read);

    public Task AddPreviewAsync(PartnerPreview preview) => tables.WriteAsync([PartnerRow.Insert(preview)]);

    public async Task<PartnerPreview?> FindPreviewAsync(string previewId) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {PartnerRow.PreviewColumns} FROM partner_previews WHERE id = @id", ("@id", previewId)), PartnerRow.ReadPreview)).SingleOrDefault();

    public async Task<PartnerEvent> AddEventAsync(PartnerEvent happened)
    {
        await tables.WriteAsync([PartnerRow.Insert(happened)]);
        return await FindEventAsync(happened.Happened.EventId.Value) ?? throw new JournalUnavailableException("An event is gone as soon as it was written.");
    }

    public async Task<PartnerEvent?> FindEventAsync(string eventId) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {PartnerRow.EventColumns} FROM partner_events WHERE id = @id", ("@id", eventId)), PartnerRow.ReadEvent)).SingleOrDefault();

    public Task<IReadOnlyList<PartnerEvent>> EventsAsync(TransactionId transaction) => tables.ReadAsync(
        new SqlStatement($"SELECT {PartnerRow.EventColumns} FROM partner_events WHERE transaction_id = @transaction ORDER BY at, id", ("@transaction", transaction.Value)),
        PartnerRow.ReadEvent);

    public async Task<bool> ForgetAsync(DateTimeOffset previews, DateTimeOffset orders)
    {
        var (bound, before) = (Instants.ToMicroseconds(previews), Instants.ToMicroseconds(orders));
        await tables.WriteAsync(
        [
            new SqlStatement(
                $"DELETE FROM partner_previews WHERE id IN (SELECT id FROM partner_previews WHERE bound_until < @bound ORDER BY bound_until LIMIT {IPartnerStore.ForgottenAtOnce})",
                ("@bound", bound)),
            new SqlStatement(
                $"DELETE FROM partner_orders WHERE id IN (SELECT id FROM partner_orders WHERE ended_at < @before ORDER BY ended_at LIMIT {IPartnerStore.ForgottenAtOnce})",
                ("@before", before)),
            new SqlStatement(
                $"DELETE FROM partner_events WHERE id IN (SELECT id FROM partner_events WHERE at < @before ORDER BY at LIMIT {IPartnerStore.ForgottenAtOnce})",
                ("@before", before)),
        ]);
        return (await tables.ReadAsync(new SqlStatement("SELECT 1 FROM partner_orders WHERE ended_at < @before LIMIT 1", ("@before", before)), row => row.GetInt32(0))).Count > 0;
    }
}
