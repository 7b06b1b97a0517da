using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The rows of one member on their way in. Rows are decided in order on a trial copy, written in batches, and counted only once
/// their batch is durable, so that a conflict can go back to the last batch and try again.
/// </summary>
internal sealed class AccountImport(MemberId member, IReadOnlyList<ImportRow> rows, AccountContext context)
{
    private readonly Dictionary<TransactionId, RecordedEvent> _taken = [];
    private readonly Dictionary<TransactionId, Purchase> _seen = [];
    private readonly List<ImportError> _errors = [];
    private readonly List<TransactionId> _decided = [];
    private readonly List<ImportError> _refused = [];
    private int _next;
    private int _upTo;
    private int _accepted;
    private int _duplicates;
    private int _batchAccepted;
    private int _batchDuplicates;

    /// <summary>Every row is durable, a duplicate or refused.</summary>
    public bool IsDone => _next == rows.Count;

    /// <summary>What became of the rows so far.</summary>
    public ImportOutcome Outcome => new(_accepted, _duplicates, [.. _errors]);

    /// <summary>A row lies before the account's last change, which only the ledger can undo.</summary>
    public bool NeedsLedger(LoyaltyAccount account) => account.IsEnrolled && rows.Skip(_next).Any(row => row.Purchase.Date < account.Day);

    /// <summary>Decides rows from the first that is not durable yet, until enough events are gathered.</summary>
    /// <param name="ledger">All that is recorded of the account, where <see cref="NeedsLedger"/> says so.</param>
    public IReadOnlyList<AccountEvent> DecideNext(LoyaltyAccount account, AccountLedger ledger, int enough)
    {
        var trial = account.Clone();
        var events = new List<AccountEvent>();
        for (_upTo = _next; _upTo < rows.Count && events.Count < enough; _upTo++)
        {
            var row = rows[_upTo];
            if (Repetition(row) is { } repeated)
                Count(row, repeated);
            else
                Decide(row, ref trial, ledger, events);
        }

        return events;
    }

    /// <summary>The events last decided are durable.</summary>
    public void Commit()
    {
        _accepted += _batchAccepted;
        _duplicates += _batchDuplicates;
        _errors.AddRange(_refused);
        _next = _upTo;
        ClearBatch();
    }

    /// <summary>The events last decided were not written.</summary>
    public void Forget()
    {
        foreach (var id in _decided)
            _seen.Remove(id);
        ClearBatch();
    }

    /// <summary>Looks up which of the rows to come the journal has already, whoever's they are.</summary>
    public async Task FindTakenAsync()
    {
        foreach (var chunk in rows.Skip(_next).Select(row => CommandKey.Of(row.Purchase.TransactionId)).Distinct().Chunk(AccountHistory.PageSize))
        {
            foreach (var found in await context.Journal.FindAsync(chunk))
                _taken[((PurchasePosted)found.Event).Posting.Purchase.TransactionId] = found;
        }
    }

    private void Decide(ImportRow row, ref LoyaltyAccount trial, AccountLedger ledger, List<AccountEvent> events)
    {
        var today = context.Clock.Today;
        var before = trial;
        var enrolled = trial.IsEnrolled ? null : AccountDecisions.Enrol("import", Earlier(row.Purchase.Date ?? today, today));
        if (enrolled is not null)
        {
            trial = trial.Clone();
            trial.Apply(enrolled, default);
        }

        var decision = AccountDecisions.Import(trial, ledger, row.Purchase, today, context.Versions, context.Rates.Current);
        if (decision.Refusal is { } refusal)
        {
            // A member whose first row is refused is not enrolled by it.
            trial = before;
            _refused.Add(new ImportError(row.Line, refusal.Code, refusal.Detail));
            return;
        }

        if (enrolled is not null)
            events.Add(enrolled);
        foreach (var change in decision.Value.Events)
        {
            trial.Apply(change, default);
            events.Add(change);
        }

        _decided.Add(row.Purchase.TransactionId);
        _seen.Add(row.Purchase.TransactionId, row.Purchase);
        _batchAccepted++;
    }

    /// <summary>Whether the row repeats one of this import or of the journal with the same content; null for a new one.</summary>
    private bool? Repetition(ImportRow row)
    {
        if (_seen.TryGetValue(row.Purchase.TransactionId, out var seen))
            return seen == row.Purchase;
        if (_taken.TryGetValue(row.Purchase.TransactionId, out var taken))
            return taken.Member == member && ((PurchasePosted)taken.Event).Posting.IsReportOf(row.Purchase);
        return null;
    }

    private void Count(ImportRow row, bool isSame)
    {
        if (isSame)
        {
            _batchDuplicates++;
            return;
        }

        var refusal = Refusals.TransactionIdReused(row.Purchase.TransactionId);
        _refused.Add(new ImportError(row.Line, refusal.Code, refusal.Detail));
    }

    private void ClearBatch()
    {
        _decided.Clear();
        _refused.Clear();
        _batchAccepted = 0;
        _batchDuplicates = 0;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
