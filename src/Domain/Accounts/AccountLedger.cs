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
            case PurchasePosted { Posting: var posting }:
                var entry = new LedgerEntry(posting);
                _entries.Add(entry);
                _byTransaction.Add(posting.Purchase.TransactionId, entry);
                FirstDay = posting.PostedOn < FirstDay ? posting.PostedOn : FirstDay;
                break;
            case SpendReversed { Reversal: var reversal }:
                _byTransaction[reversal.TransactionId].Reverse(reversal);
                break;
            case CreditReleased released:
                if (released.Cause is { } cause)
                    _byTransaction[cause.TransactionId].Note(cause);
                foreach (var credit in released.Credits)
                    _byTransaction[credit.TransactionId].Released(released.Date, credit.LastDayCounted);
                break;
            case CreditCancelled cancelled:
                foreach (var credit in cancelled.Credits)
                    _byTransaction[credit.TransactionId].Cancelled(cancelled.Date);
                break;
            case CreditUpdated updated:
                _byTransaction[updated.Cause.TransactionId].Updated(updated);
                break;
        }
    }

    /// <summary>
    /// Lives the account's days again to the end of a day, each posting with its net amount: from its posting date on, or from the day
    /// of its release.
    /// </summary>
    /// <param name="asOf">Postings of later days do not take part.</param>
    public AccountReplay Replay(ProgrammeVersions versions, DateOnly asOf) => Replay(versions, asOf, held: null);

    /// <summary>The days to the end of one on which the replay changes the tier, with the tier in the ladder of that day.</summary>
    public IReadOnlyList<(DateOnly Day, int Level)> TiersTo(DateOnly asOf, ProgrammeVersions versions)
    {
        var held = new List<(DateOnly Day, int Level)>();
        Replay(versions, asOf, held);
        return held;
    }

    private AccountReplay Replay(ProgrammeVersions versions, DateOnly asOf, List<(DateOnly Day, int Level)>? held)
    {
        var first = FirstDay < asOf ? FirstDay.Value : asOf;
        var days = new AccountDays(versions, first, TierStanding.Lowest(first), new SpendWindow(), default, ownsWindow: true) { Held = held };
        long lifetime = 0;
        foreach (var entry in _entries)
        {
            var posting = entry.Posting;
            if (posting.PostedOn > asOf)
                break;
            days.LiveTo(posting.PostedOn);
            days.Window.ForgetBefore(posting.PostedOn);
            if (posting.Waits && entry.CountsFrom != posting.PostedOn)
            {
                if (entry.AsPending() is { } waiting)
                    days.Pend(waiting);
                continue;
            }

            lifetime += entry.NetCounted;
            days.Post(entry.LastDayCounted, entry.NetCounted);
        }

        days.LiveTo(asOf);
        return new AccountReplay(days.Standing, days.Window, lifetime + days.Released, days.Pending);
    }

    /// <summary>The bonus rules that added nothing to a posting and why, by the version it was reckoned by; null where it had no rules.</summary>
    public IReadOnlyList<MissedRule>? Missed(LedgerEntry entry, ProgrammeVersions versions)
    {
        var (posting, programme) = (entry.Posting, versions.On(entry.Posting.PostedOn).Programme);
        if (posting.Earned is not { } earned || programme.Earning is not { } rules)
            return null;
        var bonus = posting.Purchase.Type == PurchaseType.Partner && earned.Tier is { } tier && programme.LevelOf(tier) is { } level
            ? programme.Tiers[level].PartnerBonusPercent
            : 0;
        return rules.Missed(posting, earned, isFirst: _entries[0] == entry, bonus);
    }

    /// <summary>The postings that count on a day, in the order they were committed.</summary>
    public IEnumerable<LedgerEntry> CountingOn(DateOnly day) =>
        _entries.Where(e => e.State == CreditState.Counting && e.CountsFrom <= day && e.LastDayCounted >= day && !e.IsFullyReversed);
}

/// <summary>What a replay ends in.</summary>
/// <param name="Pending">What waits at its end; without what it has used of caps.</param>
public readonly record struct AccountReplay(TierStanding Standing, SpendWindow Window, long Lifetime, ValueList<PendingCredit> Pending);
