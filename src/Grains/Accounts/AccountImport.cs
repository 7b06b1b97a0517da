using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The rows of one member on their way in. Rows are decided in order on a trial copy, written in batches, and counted only once
/// their batch is durable, so that a conflict can go back to the last batch and try again.
/// </summary>
internal sealed class AccountImport(MemberId member, IReadOnlyList<ImportRow> rows, AccountContext context)
{
    private readonly Dictionary<CommandKey, RecordedEvent> _taken = [];
    private readonly Dictionary<CommandKey, ImportRow> _seen = [];
    private readonly List<ImportError> _errors = [];
    private readonly List<CommandKey> _decided = [];
    private readonly List<ImportError> _refused = [];
    private IReadOnlyList<ImportRow> _rows = rows;
    private int _next;
    private int _upTo;
    private int _accepted;
    private int _duplicates;
    private int _tierChanges;
    private int _batchDuplicates;
    private int _batchTierChanges;

    /// <summary>Whether the ledger is told of every row: what is taken back must be found there.</summary>
    public bool KeepsLedger { get; init; } = rows.Any(row => row.Reverses is not null);

    /// <summary>Every row is durable, a duplicate or refused.</summary>
    public bool IsDone => _next == _rows.Count;

    /// <summary>What became of the rows so far.</summary>
    public ImportOutcome Outcome => new(_accepted, _duplicates, [.. _errors], _tierChanges);

    /// <summary>Takes rows that follow those before; all of these must be done. What they were is remembered, their outcome is not.</summary>
    public void Begin(IReadOnlyList<ImportRow> next)
    {
        _rows = next;
        (_next, _upTo, _accepted, _duplicates, _tierChanges) = (0, 0, 0, 0, 0);
        _errors.Clear();
        ClearBatch();
    }

    /// <summary>A row takes a purchase back, or lies before the account's last change, which only the ledger can undo.</summary>
    public bool NeedsLedger(LoyaltyAccount account) =>
        KeepsLedger || (account.IsEnrolled && _rows.Skip(_next).Any(row => row.Purchase.Date < account.Day));

    /// <summary>Decides rows from the first that is not durable yet, until enough events are gathered.</summary>
    /// <param name="ledger">All that is recorded of the account, where <see cref="NeedsLedger"/> says so; loaded anew after a conflict.</param>
    public IReadOnlyList<AccountEvent> DecideNext(LoyaltyAccount account, AccountLedger ledger, int enough)
    {
        var trial = account.Clone();
        var events = new List<AccountEvent>();
        for (_upTo = _next; _upTo < _rows.Count && events.Count < enough; _upTo++)
        {
            var row = _rows[_upTo];
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
        _accepted += _decided.Count;
        _duplicates += _batchDuplicates;
        _tierChanges += _batchTierChanges;
        _errors.AddRange(_refused);
        _next = _upTo;
        ClearBatch();
    }

    /// <summary>The events last decided were not written.</summary>
    public void Forget()
    {
        foreach (var key in _decided)
            _seen.Remove(key);
        ClearBatch();
    }

    /// <summary>Looks up which of the rows to come the journal has already, whoever's they are.</summary>
    public async Task FindTakenAsync()
    {
        foreach (var chunk in _rows.Skip(_next).Select(row => row.RecordedUnder()).Distinct().Chunk(AccountHistory.PageSize))
        {
            foreach (var found in await context.Journal.FindAsync(chunk))
                _taken[CommandKey.Of(found.Event)!.Value] = found;
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

        var decision = row.Reverses is { } reverses
            ? AccountDecisions.ImportReversal(trial, ledger, row.Purchase, reverses, today, context.Versions)
            : AccountDecisions.Import(trial, ledger, row.Purchase, today, context.Versions, context.Rates.Current);
        if (decision.Refusal is { } refusal)
        {
            // A member whose first row is refused is not enrolled by it.
            trial = before;
            _refused.Add(ImportError.Of(row.Line, refusal));
            return;
        }

        if (enrolled is not null)
            Take(enrolled, events, ledger);
        foreach (var change in decision.Value.Events)
        {
            trial.Apply(change, default);
            // What takes a purchase back has told the ledger by being decided.
            Take(change, events, row.Reverses is null ? ledger : null);
        }

        _decided.Add(row.RecordedUnder());
        _seen.Add(row.RecordedUnder(), row);
    }

    private void Take(AccountEvent change, List<AccountEvent> events, AccountLedger? ledger)
    {
        events.Add(change);
        _batchTierChanges += change.TierChange is null ? 0 : 1;
        if (KeepsLedger)
            ledger?.Apply(change);
    }

    /// <summary>Whether the row repeats one of this import or of the journal with the same content; null for a new one.</summary>
    private bool? Repetition(ImportRow row)
    {
        if (_seen.TryGetValue(row.RecordedUnder(), out var seen))
            return seen.Purchase == row.Purchase && seen.Reverses == row.Reverses;
        if (_taken.TryGetValue(row.RecordedUnder(), out var taken))
            return taken.Member == member && row.IsReportOf(taken.Event);
        return null;
    }

    private void Count(ImportRow row, bool isSame)
    {
        if (isSame)
            _batchDuplicates++;
        else
            _refused.Add(row.Reused());
    }

    private void ClearBatch()
    {
        _decided.Clear();
        _refused.Clear();
        _batchDuplicates = 0;
        _batchTierChanges = 0;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
