using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>One valid row of a history import.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Purchase">The purchase; of a row that takes one back its id, type, amount and date.</param>
/// <param name="Reverses">The purchase that the row takes back, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ImportRow")]
public sealed record ImportRow(long Line, Purchase Purchase, TransactionId? Reverses = null)
{
    /// <summary>What the row is recorded under: its transaction, or its reversal by the same name.</summary>
    public CommandKey RecordedUnder() => Reverses is null ? CommandKey.Of(Purchase.TransactionId) : CommandKey.Of(new ReversalId(Purchase.TransactionId.Value));

    /// <summary>Whether a recorded event is what came of this very row.</summary>
    public bool IsReportOf(AccountEvent recorded) => recorded switch
    {
        PurchasePosted { Posting: var posting } => Reverses is null && posting.IsReportOf(Purchase),
        // A row of tomorrow is posted today.
        SpendReversed { Reversal: var reversal } => reversal.TransactionId == Reverses && reversal.Amount == Purchase.Amount
            && (Purchase.Date is not { } date || date == recorded.Date || date == recorded.Date.AddDays(1)),
        _ => false,
    };

    /// <summary>The refusal of a row whose name was used for something else.</summary>
    public ImportError Reused() => ImportError.Of(
        Line, Reverses is null ? Refusals.TransactionIdReused(Purchase.TransactionId) : Refusals.ReversalIdReused(new ReversalId(Purchase.TransactionId.Value)));
}

/// <summary>What became of the rows of one member.</summary>
/// <param name="TierChanges">Moves of the tier that came about, without those after the last row.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ImportOutcome")]
public sealed record ImportOutcome(int Accepted, int Duplicates, IReadOnlyList<ImportError> Errors, int TierChanges = 0);

/// <summary>A row that was refused.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportError")]
public sealed record ImportError(long Line, string Code, string Detail)
{
    public static ImportError Of(long line, Refusal refusal) => new(line, refusal.Code, refusal.Detail);
}
