using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <summary>Events gathered before they are written; one row adds a few at most.</summary>
    private const int ImportBatch = JournalAppend.MaxEvents / 2;

    /// <inheritdoc/>
    public async Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows)
    {
        await LoadAsync();
        if (_erased)
        {
            var erased = Refusals.MemberErased(_member);
            return new ImportOutcome(0, 0, [.. rows.Select(row => new ImportError(row.Line, erased.Code, erased.Detail))]);
        }

        var import = new AccountImport(_member, rows, _context);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var account = await LoadAsync();
            if (account.IsEnrolled)
                await import.FindTakenAsync();
            var ledger = import.NeedsLedger(account) ? await AccountHistory.LedgerAsync(Journal, _member) : new AccountLedger();
            var outcome = AppendOutcome.Appended;
            while (!import.IsDone && outcome == AppendOutcome.Appended)
            {
                var events = import.DecideNext(account, ledger, ImportBatch);
                if (events.Count > 0)
                    outcome = await WriteAsync(account, events);
                if (outcome == AppendOutcome.Appended)
                    import.Commit();
            }

            if (import.IsDone)
                return import.Outcome;
            import.Forget();
            if (outcome == AppendOutcome.KeyTaken)
                await import.FindTakenAsync();
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }
}
