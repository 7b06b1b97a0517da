using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tries a basket on a copy of an account: line by line, as it would be posted.</summary>
public static class BasketQuote
{
    /// <summary>What the basket would bring to a member.</summary>
    /// <param name="account">Not changed.</param>
    /// <param name="today">The posting date.</param>
    public static Outcome<QuoteView> For(
        LoyaltyAccount account, string? name, QuoteRequest request, DateOnly today, ProgrammeVersions versions, ExchangeRates rates) =>
        Try(account.Clone(), name, isMember: true, request, today, versions, rates);

    /// <summary>What the basket would bring to somebody who enrols today.</summary>
    public static Outcome<QuoteView> ForPasserBy(QuoteRequest request, DateOnly today, ProgrammeVersions versions, ExchangeRates rates)
    {
        var newcomer = new LoyaltyAccount(MemberId.Of("QUOTE"));
        newcomer.Apply(AccountDecisions.Enrol("app", today), default);
        return Try(newcomer, null, isMember: false, request, today, versions, rates);
    }

    /// <summary>The tiers to come with no further spend and what they cost, without the basket and with it.</summary>
    /// <param name="account">Not changed.</param>
    public static Outcome<WhatIfView> TierCosts(
        LoyaltyAccount account, QuoteRequest request, DateOnly today, ProgrammeVersions versions, ExchangeRates rates)
    {
        var with = account.Clone();
        return Post(with, request, today, versions, rates) is { } refusal
            ? refusal
            : new WhatIfView(Outlook(account, today, versions), Outlook(with, today, versions));
    }

    private static TierOutlookView Outlook(LoyaltyAccount account, DateOnly today, ProgrammeVersions versions)
    {
        var lines = TierOutlook.Of(account, today, versions);
        decimal Amount(long minor) => Money.ToDecimal(minor, versions.Currency);
        return new TierOutlookView(
            [.. lines.Select(l => new TierDaysView(l.Year, l.Code, l.Days, Amount(l.Low), Amount(l.High)))],
            Amount(lines.Sum(l => l.Low)),
            Amount(lines.Sum(l => l.High)));
    }

    private static Outcome<QuoteView> Try(
        LoyaltyAccount account, string? name, bool isMember, QuoteRequest request, DateOnly today, ProgrammeVersions versions, ExchangeRates rates)
    {
        var programme = versions.On(account.DayFor(today)).Programme;
        var version = account.Version;
        // In the levels of the day, whatever ladder the account's last change was under.
        var before = AccountStatus.Of(account, today, versions).Standing;
        var lines = new List<QuoteLineView>(request.Lines.Count);
        long converted = 0, counted = 0;
        var refused = Post(account, request, today, versions, rates, (posting, missed) =>
        {
            lines.Add(Line(posting, programme, missed));
            converted += posting.Converted;
            counted += posting.Counted;
        });
        if (refused is not null)
            return refused;

        var status = AccountStatus.Of(account, today, versions);
        decimal Amount(long minor) => Money.ToDecimal(minor, programme.Currency);
        return new QuoteView(
            isMember ? account.MemberId.Value : null,
            programme.Currency.Code,
            lines,
            Amount(converted),
            Amount(counted),
            programme.Tiers[before.Level].Name,
            programme.Tiers[status.Standing.Level].Name,
            Amount(status.Spend),
            status.SpendToNextTier is { } missing ? Amount(missing) : null,
            TierViews.Of(Change(before, status, account.DayFor(today)), versions),
            isMember ? StatusViews.Of(account.MemberId, name, version, status, account.LastUpdated, versions) : null);
    }

    /// <summary>Posts the lines, one after the other.</summary>
    /// <param name="account">Changed.</param>
    /// <param name="each">Is told of each posting and the rules that added nothing to it.</param>
    /// <returns>Why a line is refused; null where none is.</returns>
    private static Refusal? Post(
        LoyaltyAccount account,
        QuoteRequest request,
        DateOnly today,
        ProgrammeVersions versions,
        ExchangeRates rates,
        Action<Posting, IReadOnlyList<MissedRule>?>? each = null)
    {
        var hasRules = versions.On(account.DayFor(today)).Programme.Earning is not null;
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var line = request.Lines[i];
            var purchase = new Purchase(
                new TransactionId($"line-{i}"), line.Type, line.Amount, request.Date, Partner: line.Partner, Details: line.Details);
            var missed = hasRules && each is not null ? new List<MissedRule>() : null;
            var decision = AccountDecisions.Record(account, purchase, today, versions, rates, missed);
            if (decision.Refusal is { } refusal)
                return refusal with { Field = refusal.Field is "date" or null ? refusal.Field : $"lines[{i}].{refusal.Field}" };
            foreach (var change in decision.Value.Events)
                account.Apply(change, account.LastUpdated);
            each?.Invoke(((PurchasePosted)decision.Value.Change).Posting, missed);
        }

        return null;
    }

    // The whole basket in one step: several lines may lift the tier several times.
    private static TierChange? Change(TierStanding before, AccountStatus after, DateOnly today)
    {
        if (after.Standing.Level > before.Level)
            return new TierChange(TierChangeKind.Upgraded, today, before, after.Standing, after.Spend);
        return before.AtRisk && !after.Standing.AtRisk
            ? new TierChange(TierChangeKind.Retained, today, before, after.Standing, after.Spend)
            : null;
    }

    private static QuoteLineView Line(Posting posting, Programme programme, IReadOnlyList<MissedRule>? missed) => new(
        posting.Purchase.Type,
        posting.Purchase.Amount.ToDecimal(),
        posting.Purchase.Amount.Currency.Code,
        Money.ToDecimal(posting.Converted, programme.Currency),
        Money.ToDecimal(posting.Counted, programme.Currency),
        posting.Rate.Value,
        posting.BonusPercent)
    {
        Earning = Earnings.Posted(posting, programme.Currency, missed),
    };
}
