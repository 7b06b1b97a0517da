using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tries a basket on a copy of an account: line by line, as it would be posted.</summary>
public static class BasketQuote
{
    /// <summary>What the basket would bring to a member.</summary>
    /// <param name="account">Not changed.</param>
    /// <param name="today">The posting date.</param>
    public static Outcome<QuoteView> For(
        LoyaltyAccount account, string? name, QuoteRequest request, DateOnly today, Programme programme, ExchangeRates rates) =>
        Try(account.Clone(), name, isMember: true, request, today, programme, rates);

    /// <summary>What the basket would bring to somebody who enrols today.</summary>
    public static Outcome<QuoteView> ForPasserBy(QuoteRequest request, DateOnly today, Programme programme, ExchangeRates rates)
    {
        var newcomer = new LoyaltyAccount(MemberId.Of("QUOTE"));
        newcomer.Apply(AccountDecisions.Enrol("app", today), default);
        return Try(newcomer, null, isMember: false, request, today, programme, rates);
    }

    private static Outcome<QuoteView> Try(
        LoyaltyAccount account, string? name, bool isMember, QuoteRequest request, DateOnly today, Programme programme, ExchangeRates rates)
    {
        var version = account.Version;
        var before = account.Standing;
        var lines = new List<QuoteLineView>(request.Lines.Count);
        long converted = 0, counted = 0;
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var (type, amount) = request.Lines[i];
            var purchase = new Purchase(new TransactionId($"line-{i}"), type, amount, request.Date);
            var decision = AccountDecisions.Record(account, purchase, today, programme, rates);
            if (decision.Refusal is { } refusal)
                return refusal with { Field = refusal.Field is "date" or null ? refusal.Field : $"lines[{i}].{refusal.Field}" };
            foreach (var change in decision.Value.Events)
                account.Apply(change, account.LastUpdated);
            var posting = ((SpendRecorded)decision.Value.Change).Posting;
            lines.Add(Line(posting, programme));
            converted += posting.Converted;
            counted += posting.Counted;
        }

        var status = AccountStatus.Of(account, today, programme);
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
            TierViews.Of(Change(before, status, today), programme),
            isMember ? StatusViews.Of(account.MemberId, name, version, status, account.LastUpdated, programme) : null);
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

    private static QuoteLineView Line(Posting posting, Programme programme) => new(
        posting.Purchase.Type,
        posting.Purchase.Amount.ToDecimal(),
        posting.Purchase.Amount.Currency.Code,
        Money.ToDecimal(posting.Converted, programme.Currency),
        Money.ToDecimal(posting.Counted, programme.Currency),
        posting.Rate.Value,
        posting.BonusPercent);
}
