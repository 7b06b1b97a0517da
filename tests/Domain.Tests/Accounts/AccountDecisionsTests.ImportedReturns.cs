namespace Loyalty.Domain.Tests;

/// <summary>History import: a row that names a purchase in the column <c>reverses</c> takes its amount back on its own date.</summary>
public partial class AccountDecisionsTests
{
    [Fact]
    public void An_imported_return_gives_the_tier_history_it_would_have_given_live()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-10");
        Import(live, "2025-01-10", 2600, "a");
        var taken = Return(live, "r-1", "a", 2000, "2025-03-01");
        Import(live, "2025-04-01", 500, "b");

        Assert.Equal((Make.Day("2025-03-01"), "r-1", true, 200_000L), (taken.Date, taken.Reversal.ReversalId.Value, taken.Imported, taken.CountedTaken));
        Assert.Equal(
            [(TierChangeKind.Upgraded, "2025-01-10"), (TierChangeKind.Corrected, "2025-03-01"), (TierChangeKind.Upgraded, "2025-04-01")],
            live.Moves.Select(move => (move.Kind, move.Date.ToString("yyyy-MM-dd"))));
        Same.AsReplayed(live);
    }

    [Fact]
    public void A_return_of_a_purchase_of_another_type_or_currency_is_refused()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        Import(live, "2025-03-01", 100, "a");
        live.AskedToImport(Make.Purchase("r", 10, "2025-04-01", PurchaseType.Ancillary), "a", Today).Refused("reverses-not-valid", "reverses");
        live.AskedToImport(Make.Purchase("r", 10, "2025-04-01", currency: "EUR"), "a", Today).Refused("reverses-not-valid", "reverses");
        live.AskedToImport(Make.Purchase("r", 10, "2025-04-01"), "none", Today).Refused("unknown-transaction", "transactionId");
        live.AskedToImport(Make.Purchase("r", 100.01m, "2025-04-01"), "a", Today).Refused("exceeds-purchase", "amount");
        live.AskedToImport(Make.Purchase("r", 10, "2025-02-28"), "a", Today).Refused("older-than-last-posting", "date");
        live.AskedToImport(Make.Purchase("r", 10, "2026-11-23"), "a", Today).Refused("date-in-future", "date");
        Assert.Equal(2, live.Events.Count);
    }

    [Fact]
    public void No_row_comes_before_an_imported_return_any_more()
    {
        var live = new LiveMember(Make.Default).Enrolled("2025-01-01");
        Import(live, "2025-03-01", 100, "a");
        Return(live, "r", "a", 100, "2025-05-01");
        live.Restarts();
        live.AskedToImport(Make.Purchase("b", 100, "2025-04-30"), Today).Refused("older-than-last-posting", "date");
        Assert.Equal(Make.Day("2025-05-01"), Import(live, "2025-05-01", 100, "c").PostedOn);
        Same.AsReplayed(live);
    }

    [Fact]
    public void A_return_reopens_what_time_did_after_it()
    {
        var live = new LiveMember(Make.Default).Enrolled("2024-01-01");
        Import(live, "2024-01-10", 2600, "a");
        live.Looked(Today);

        // In March 2024 the member was Gold; that they are Member today was reckoned without this return.
        var taken = Return(live, "r", "a", 2000, "2024-03-01");

        Assert.Equal((Make.Day("2024-03-01"), 0), (taken.Date, live.Account.Standing.Level));
        Assert.Equal((TierChangeKind.Corrected, 0, 2), (live.Events[^2].TierChange!.Kind, live.Events[^2].TierChange!.From.Level, live.Events[^2].TierChange!.To.Level));
        Assert.Equal((TierChangeKind.Corrected, 2, 0), (taken.TierChange!.Kind, taken.TierChange.From.Level, taken.TierChange.To.Level));
        Same.AsReplayed(live);
    }

    [Fact]
    public void Import_gives_any_history_with_returns_as_if_live() =>
        Seeded.Check(Histories.ImportsWithReturns, history =>
        {
            var live = new LiveMember(history.Programme).Enrolled(history.Enrolled);
            var imported = new LiveMember(history.Programme).Enrolled(history.Enrolled);
            var end = history.LastDay.AddDays(300);
            foreach (var (index, day, step) in history.Dated())
            {
                if (step is Buys buys)
                {
                    live.Asked(History.PurchaseOf(index, day, buys), day).Value.ToString();
                    ImportRow(imported, History.PurchaseOf(index, day, buys), end);
                }
                else if (step is TakesBack back && live.Ledger().Entries is { Count: > 0 } entries)
                {
                    var entry = entries[back.Which % entries.Count];
                    var purchase = entry.Posting.Purchase;
                    var amount = new Money((purchase.Amount.Minor - entry.Reversed) * back.Percent / 100, purchase.Amount.Currency);
                    live.Asked(new ReversalRequest(new ReversalId($"r-{index}"), purchase.TransactionId, amount.ToDecimal(), "x"), day).Value.ToString();
                    imported.AskedToImport(
                        new Purchase(new TransactionId($"r-{index}"), purchase.Type, amount, day), purchase.TransactionId.Value, end).Value.ToString();
                }
            }

            Assert.Equal(live.Moves, imported.Moves);
            Ends(live, imported, history);
            Same.AsReplayed(imported);
        });

    private static SpendReversed Return(LiveMember live, string id, string reverses, decimal amount, string date) =>
        (SpendReversed)live.AskedToImport(Make.Purchase(id, amount, date), reverses, Today).Value.Change;
}
