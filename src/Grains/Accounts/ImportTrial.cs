using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Tries the rows of an import on copies of the accounts, which are kept from page to page, and changes nothing. What it says is what
/// the import would say if nothing else happened meanwhile. For one trial and one caller at a time.
/// </summary>
public sealed class ImportTrial(AccountContext context)
{
    /// <summary>Rows of a trial: their ledgers are held in memory, some 500 bytes a row.</summary>
    public const int MaxRows = 500_000;

    private readonly Dictionary<MemberId, Copy> _copies = [];
    private readonly Dictionary<CommandKey, MemberId> _owners = [];
    private int _rows;

    /// <summary>What would become of rows of one member, in order.</summary>
    public async Task<ImportOutcome> ImportAsync(MemberId member, IReadOnlyList<ImportRow> rows)
    {
        var errors = new List<ImportError>();
        var own = new List<ImportRow>(rows.Count);
        foreach (var row in rows)
        {
            if (++_rows > MaxRows)
                errors.Add(new ImportError(row.Line, "trial-too-long", $"A trial takes {MaxRows} rows. Try the rest in files of their own."));
            else if (_owners.TryAdd(row.RecordedUnder(), member) || _owners[row.RecordedUnder()] == member)
                own.Add(row);
            else
                errors.Add(row.Reused());
        }

        var copy = await CopyAsync(member);
        var outcome = copy.IsErased
            ? new ImportOutcome(0, 0, [.. own.Select(row => ImportError.Of(row.Line, Refusals.MemberErased(member)))])
            : await DecideAsync(copy, own);
        return outcome with { Errors = [.. outcome.Errors, .. errors] };
    }

    /// <summary>Brings all accounts to today.</summary>
    /// <returns>How many moves of tiers that gave.</returns>
    public int Complete() => _copies.Values
        .Where(copy => copy.Account.IsEnrolled)
        .Sum(copy => AccountDecisions.Advance(copy.Account, copy.Account.DayFor(context.Clock.Today), context.Versions).Length);

    private async Task<ImportOutcome> DecideAsync(Copy copy, List<ImportRow> rows)
    {
        var import = copy.Import;
        import.Begin(rows);
        await import.FindTakenAsync();
        while (!import.IsDone)
        {
            foreach (var change in import.DecideNext(copy.Account, copy.Ledger, int.MaxValue))
                copy.Account.Apply(change, context.Clock.Now);
            import.Commit();
        }

        return import.Outcome;
    }

    private async Task<Copy> CopyAsync(MemberId member)
    {
        if (_copies.TryGetValue(member, out var known))
            return known;
        var (account, person) = await AccountHistory.LoadAsync(context, member);
        var isErased = account.IsEnrolled && person?.ErasedAt is not null;
        var ledger = account.IsEnrolled ? await AccountHistory.LedgerAsync(context.Journal, member) : new AccountLedger();
        return _copies[member] = new Copy(account, ledger, new AccountImport(member, [], context) { KeepsLedger = true }, isErased);
    }

    private sealed record Copy(LoyaltyAccount Account, AccountLedger Ledger, AccountImport Import, bool IsErased);
}
