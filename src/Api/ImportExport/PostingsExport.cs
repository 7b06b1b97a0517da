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

/// <summary>Purchases as <c>POST /v1/imports</c> reads them, without what was taken back.</summary>
public sealed class ImportableExport : IExport
{
    public string Name => "import";

    public IReadOnlyList<string> Columns => ImportHeader.Columns;

    public ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation) =>
        new(page.Where(recorded => recorded.Event is PurchasePosted).Select(recorded =>
        {
            var posting = ((PurchasePosted)recorded.Event).Posting;
            var purchase = posting.Purchase;
            return new[]
            {
                recorded.Member.Value, CellText.Of(purchase.TransactionId.Value), Cells.Of(purchase.Type), Cells.Of(purchase.Amount), purchase.Amount.Currency.Code,
                Cells.Of(posting.Date), CellText.Of(purchase.BookingReference),
            };
        }));
}
