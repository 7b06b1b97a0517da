using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<StatusView>> GetStatus(StatusQuery query)
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        return query is { AsOf: null, KnownAt: null }
            ? Card(account)
            : await PastCardAsync(account, query);
    }

    /// <inheritdoc/>
    public async Task<Outcome<MemberView>> GetMember()
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        var first = await Journal.ReadAccountAsync(_member, 0, 1);
        var person = await _context.Persons.FindAsync(_member);
        var profile = person?.Profile ?? new Profile();
        return new MemberView(
            _member.Value,
            ((MemberEnrolled)first[0].Event).Channel,
            account.EnrolledOn,
            profile.GivenName,
            profile.FamilyName,
            profile.Email,
            profile.Phone,
            profile.BirthDate,
            profile.Locale,
            profile.HomeAirport,
            Card(account),
            person?.ProfileVersion ?? 1);
    }

    /// <inheritdoc/>
    public async Task<Outcome<QuoteView>> Quote(QuoteRequest request)
    {
        var account = await CurrentAsync();
        return Absent(account) is { } absent
            ? absent
            : BasketQuote.For(account, _name, request, account.DayFor(Today), Versions, Rates);
    }

    /// <inheritdoc/>
    public async Task<Outcome<WhatIfView>> CostTiers(QuoteRequest request)
    {
        var account = await CurrentAsync();
        return Absent(account) is { } absent
            ? absent
            : BasketQuote.TierCosts(account, request, account.DayFor(Today), Versions, Rates);
    }

    /// <inheritdoc/>
    public async Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) =>
        await ListAsync(page, (recorded, ledger) => recorded.Event switch
        {
            PurchasePosted { Posting: var posting } => SpendViews.Purchase(
                ledger.Find(posting.Purchase.TransactionId)!, recorded.Version, recorded.At, Versions),
            SpendReversed reversed when ledger.Find(reversed.Reversal.TransactionId) is { } entry => SpendViews.Reversal(
                entry, reversed, recorded.Version, recorded.At, Versions),
            _ => null,
        });

    /// <inheritdoc/>
    public async Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) =>
        await ListAsync(page, (recorded, _) =>
            recorded.Event.TierChange is { } change ? TierViews.HistoryEntry(recorded, change, Versions) : null);

    /// <inheritdoc/>
    public async Task<Outcome<ForecastView>> GetForecast()
    {
        var account = await CurrentAsync();
        return Absent(account) is { } absent ? absent : StatusViews.Forecast(account, account.DayFor(Today), Versions);
    }

    /// <inheritdoc/>
    public async Task<Outcome<PendingListView>> GetPending()
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        return Earnings.PendingList(account, await AccountHistory.LedgerAsync(Journal, _member), account.DayFor(Today), Versions);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ExplanationView>> Explain(PageRequest page)
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        if (!TryCursor(page, out var skip))
            return Refusals.CursorNotValid;
        var ledger = await AccountHistory.LedgerAsync(Journal, _member);
        return Explanations.Of(account, ledger, account.DayFor(Today), Versions, (int)Math.Min(skip ?? 0, int.MaxValue), page.Limit);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit)
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        var changes = new List<StatusChange>();
        if (afterVersion < account.Version)
        {
            await foreach (var step in AccountHistory.ReplayAsync(Journal, _member))
            {
                if (step.Recorded.Version > afterVersion)
                    changes.Add(step.Tell(_name, Versions));
                if (changes.Count == limit)
                    break;
            }
        }

        var last = changes.Count > 0 ? changes[^1].Version : account.Version;
        return new ChangesView(Card(account), changes, HasMore: last < account.Version);
    }

    private StatusView Card(LoyaltyAccount account) =>
        StatusViews.Of(account, _name, account.DayFor(Today), Versions) with { ProfileVersion = _profileVersion };

    private async Task<Outcome<StatusView>> PastCardAsync(LoyaltyAccount account, StatusQuery query)
    {
        var past = await PastStatus.AskAsync(_context, _member, _name, query, account.DayFor(Today));
        return past.Value is { } card ? card with { ProfileVersion = _profileVersion } : past;
    }

    /// <summary>Events as lines of a list, newest first; the cursor is the version of the last line given.</summary>
    /// <param name="line">The line of an event, or null when it has none; the ledger knows all reversals.</param>
    private async Task<Outcome<Page<T>>> ListAsync<T>(PageRequest page, Func<RecordedEvent, AccountLedger, T?> line)
        where T : class
    {
        if (Absent(await CurrentAsync()) is { } absent)
            return absent;
        if (!TryCursor(page, out var before))
            return Refusals.CursorNotValid;
        var events = new List<RecordedEvent>();
        var ledger = new AccountLedger();
        await foreach (var recorded in AccountHistory.ReadAsync(Journal, _member))
        {
            ledger.Apply(recorded.Event);
            events.Add(recorded);
        }

        var lines = Enumerable.Reverse(events)
            .Where(recorded => before is null || recorded.Version < before)
            .Select(recorded => (recorded.Version, Line: line(recorded, ledger)))
            .Where(l => l.Line is not null)
            .Take(page.Limit + 1)
            .ToList();
        var items = lines.Take(page.Limit).ToList();
        return new Page<T>(
            [.. items.Select(l => l.Line!)],
            lines.Count > items.Count ? items[^1].Version.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static bool TryCursor(PageRequest page, out long? cursor)
    {
        cursor = null;
        if (page.Cursor is null)
            return true;
        if (!long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        cursor = value;
        return true;
    }
}
