using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Bench;

/// <summary>Accounts to measure on.</summary>
internal static class Accounts
{
    /// <summary>The events of a member who enrolled a year ago and bought on so many days since, the last of them yesterday.</summary>
    public static IReadOnlyList<AccountEvent> History(MemberId member, int purchases, DateOnly today)
    {
        var account = new LoyaltyAccount(member);
        var events = new List<AccountEvent>();
        Take(AccountDecisions.Enrol("web", today.AddDays(-360)));
        for (var i = 0; i < purchases; i++)
        {
            var day = today.AddDays(-350 + (i * 349 / purchases));
            var purchase = Purchase(string.Create(CultureInfo.InvariantCulture, $"{member}-{i}"), 20_00);
            foreach (var change in AccountDecisions.Record(account, purchase, day, BuiltInProgramme.Value, ExchangeRates.None).Value.Events)
                Take(change);
        }

        return events;

        void Take(AccountEvent change)
        {
            events.Add(change);
            account.Apply(change, BuiltInProgramme.Value.StartOf(change.Date));
        }
    }

    /// <summary>The account that those events make.</summary>
    public static LoyaltyAccount WithPurchases(MemberId member, int purchases, DateOnly today)
    {
        var account = new LoyaltyAccount(member);
        foreach (var change in History(member, purchases, today))
            account.Apply(change, BuiltInProgramme.Value.StartOf(change.Date));
        return account;
    }

    public static Purchase Purchase(string transaction, long minor) =>
        new(TransactionId.Parse(transaction).Value, PurchaseType.Flight, new Money(minor, BuiltInProgramme.Value.Currency));
}
