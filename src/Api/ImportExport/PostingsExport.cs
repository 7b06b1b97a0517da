using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Purchases and reversals with all that was reckoned. A reversal's amounts are what it took back.</summary>
public sealed class PostingsExport(Programme programme) : IExport
{
    public string Name => "postings";

    public IReadOnlyList<string> Columns { get; } =
    [
        "sequence", "at", "memberId", "kind", "transactionId", "reversalId", "type", "amount", "currency", "date", "postedOn", "lastDayCounted",
        "rate", "rateDate", "bonusPercent", "convertedAmount", "countedAmount", "bookingReference", "partner", "reason",
    ];

    public ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation) =>
        new(page.Select(recorded => recorded.Event switch
        {
            PurchasePosted { Posting: var posting } => Purchase(recorded, posting),
            SpendReversed reversed => Reversal(recorded, reversed),
            _ => null,
        }).OfType<string?[]>());

    private string?[] Purchase(RecordedEvent recorded, Posting posting)
    {
        var purchase = posting.Purchase;
        return
        [
            Cells.Of(recorded.Sequence), Cells.Of(recorded.At), recorded.Member.Value, "purchase", CellText.Of(purchase.TransactionId.Value), null,
            Cells.Of(purchase.Type), Cells.Of(purchase.Amount), purchase.Amount.Currency.Code, Cells.Of(posting.Date), Cells.Of(posting.PostedOn),
            Cells.Of(posting.LastDayCounted), Cells.Of(posting.Rate.Value), Cells.Of(posting.Rate.Date), Cells.Of(posting.BonusPercent),
            Cells.Of(Money.ToDecimal(posting.Converted, programme.Currency)), Cells.Of(Money.ToDecimal(posting.Counted, programme.Currency)),
            CellText.Of(purchase.BookingReference), CellText.Of(purchase.Partner), CellText.Of(purchase.Reason),
        ];
    }

    public string?[]? Unreadable(UnreadableRow row)
    {
        var cells = new string?[Columns.Count];
        (cells[0], cells[2], cells[3]) = (Cells.Of(row.Sequence ?? 0), row.Member, "unreadable");
        return cells;
    }

    private string?[] Reversal(RecordedEvent recorded, SpendReversed reversed)
    {
        var reversal = reversed.Reversal;
        return
        [
            Cells.Of(recorded.Sequence), Cells.Of(recorded.At), recorded.Member.Value, "reversal", CellText.Of(reversal.TransactionId.Value),
            CellText.Of(reversal.ReversalId.Value), null, Cells.Of(reversal.Amount), reversal.Amount.Currency.Code, null, Cells.Of(reversed.Date),
            Cells.Of(reversed.LastDayCounted), null, null, null, null,
            Cells.Of(Money.ToDecimal(reversed.CountedTaken, programme.Currency)), null, null, CellText.Of(reversal.Reason),
        ];
    }
}

/// <summary>Purchases, and what was taken back of them, as <c>POST /v1/imports</c> reads them.</summary>
public sealed class ImportableExport(IJournal journal) : IExport
{
    public string Name => "import";

    public IReadOnlyList<string> Columns => ImportHeader.Columns;

    public async ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation)
    {
        var types = await TypesAsync(page);
        return page.Select(recorded => recorded.Event switch
        {
            PurchasePosted { Posting: var posting } => Row(
                recorded.Member, posting.Purchase.TransactionId.Value, posting.Purchase.Type, posting.Purchase.Amount, posting.Date, posting.Purchase.BookingReference, null),
            SpendReversed { Reversal: var reversal } => Row(
                recorded.Member, reversal.ReversalId.Value, types[reversal.TransactionId], reversal.Amount, recorded.Event.Date, null, reversal.TransactionId.Value),
            _ => null,
        }).OfType<string?[]>();
    }

    // A reversal does not say what its purchase was of.
    private async Task<Dictionary<TransactionId, PurchaseType>> TypesAsync(IReadOnlyList<RecordedEvent> page)
    {
        var keys = page.Select(recorded => recorded.Event).OfType<SpendReversed>().Select(change => CommandKey.Of(change.Reversal.TransactionId)).Distinct().ToList();
        var found = keys.Count == 0 ? [] : await journal.FindAsync(keys);
        return found.Select(recorded => ((PurchasePosted)recorded.Event).Posting.Purchase).ToDictionary(purchase => purchase.TransactionId, purchase => purchase.Type);
    }

    private static string?[] Row(MemberId member, string id, PurchaseType type, Money amount, DateOnly date, string? booking, string? reverses) =>
    [
        member.Value, CellText.Of(id), Cells.Of(type), Cells.Of(amount), amount.Currency.Code, Cells.Of(date), CellText.Of(booking), CellText.Of(reverses),
    ];
}
