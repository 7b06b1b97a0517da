namespace Loyalty.Domain;

/// <summary>
/// All postings of one account with what has been taken back of each: the long memory that the account itself does not carry.
/// Built from the journal when a question needs it.
/// </summary>
public sealed class AccountLedger
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<TransactionId, LedgerEntry> _byTransaction = [];

    /// <summary>The day the account begins: enrolment, or the first posting where history was imported later.</summary>
    public DateOnly? FirstDay { get; private set; }

    /// <summary>The postings in the order they were committed.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>The posting of a purchase, or null.</summary>
    public LedgerEntry? Find(TransactionId transaction) => _byTransaction.GetValueOrDefault(transaction);

    /// <summary>Takes one recorded event in; in order of version.</summary>
    public void Apply(AccountEvent change)
    {
        switch (change)
        {
            case MemberEnrolled:
                FirstDay = change.Date;
                break;
            case SpendRecorded { Posting: var posting }:
                var entry = new LedgerEntry(posting);
                _entries.Add(entry);
                _byTransaction.Add(posting.Purchase.TransactionId, entry);
                FirstDay = posting.PostedOn < FirstDay ? posting.PostedOn : FirstDay;
                break;
            case SpendReversed { Reversal: var reversal }:
                _byTransaction[reversal.TransactionId].Reverse(reversal.Amount.Minor);
                break;
        }
    }

    /// <summary>
    /// Runs the tier machine over the postings, each with its net amount from its own posting date on, to the end of a day.
    /// </summary>
    /// <param name="asOf">Postings of later days do not take part.</param>
    public AccountReplay Replay(Programme programme, DateOnly asOf)
    {
        var day = FirstDay < asOf ? FirstDay.Value : asOf;
        var standing = TierStanding.Lowest(day);
        var window = new SpendWindow();
        long lifetime = 0;
        foreach (var entry in _entries)
        {
            var posting = entry.Posting;
            if (posting.PostedOn > asOf)
                break;
            standing = TierMachine.Advance(programme, standing, window, day, posting.PostedOn, null);
            day = posting.PostedOn;
            window.ForgetBefore(day);
            if (posting.LastDayCounted >= day)
                window.Add(posting.LastDayCounted, entry.NetCounted);
            lifetime += entry.NetCounted;
            standing = TierMachine.Post(programme, standing, window.SpendOn(day), day)?.To ?? standing;
        }

        standing = TierMachine.Advance(programme, standing, window, day, asOf, null);
        return new AccountReplay(standing, window, lifetime);
    }

    /// <summary>The postings that count on a day, in the order they were committed.</summary>
    public IEnumerable<LedgerEntry> CountingOn(DateOnly day) =>
        _entries.Where(e => e.Posting.PostedOn <= day && e.Posting.LastDayCounted >= day && !e.IsFullyReversed);
}

/// <summary>What a replay ends in.</summary>
public readonly record struct AccountReplay(TierStanding Standing, SpendWindow Window, long Lifetime);

/// <summary>One posting and what has been taken back of it so far.</summary>
public sealed class LedgerEntry(Posting posting)
{
    public Posting Posting { get; } = posting;

    /// <summary>Taken back so far, in minor units of the purchase's currency.</summary>
    public long Reversed { get; private set; }

    /// <summary>What counts after the reversals, in minor units of the programme's currency.</summary>
    public long NetCounted => Posting.NetCounted(Reversed);

    /// <summary>Nothing is left of it.</summary>
    public bool IsFullyReversed => Reversed > 0 && Reversed == Posting.Purchase.Amount.Minor;

    /// <summary>Takes back an amount.</summary>
    /// <param name="minor">In minor units of the purchase's currency.</param>
    /// <returns>By how much the net counted amount fell.</returns>
    /// <exception cref="InvalidOperationException">More than the purchase would be reversed: the ledger is damaged.</exception>
    public long Reverse(long minor)
    {
        if (minor < 0 || minor > Posting.Purchase.Amount.Minor - Reversed)
            throw new InvalidOperationException($"Reversals of '{Posting.Purchase.TransactionId}' exceed it.");
        var before = NetCounted;
        Reversed += minor;
        return before - NetCounted;
    }
}
