using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>Reads the rows of a journal back and counts the purchases among them.</summary>
internal sealed class JournalPurchases(IJournal journal) : IStoredPurchases
{
    private const int Page = 10_000;

    public async Task<StoredPurchases> AfterAsync(long? place)
    {
        if (place is not { } at)
            return new StoredPurchases(await journal.LastSequenceAsync(), 0, 0);
        var (purchases, transactions) = (0L, new HashSet<string>(StringComparer.Ordinal));
        while (await journal.ReadAllAsync(at, Page) is { Count: > 0 } rows)
        {
            foreach (var spend in rows.Select(row => row.Event).OfType<SpendRecorded>())
            {
                purchases++;
                transactions.Add(spend.Posting.Purchase.TransactionId.Value);
            }

            at = rows[^1].Sequence;
        }

        return new StoredPurchases(at, purchases, transactions.Count);
    }
}
