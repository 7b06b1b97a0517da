using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>Events and appends to test journals with.</summary>
public static class Samples
{
    /// <summary>A day in the life of the samples.</summary>
    public static DateOnly Day { get; } = new(2026, 1, 10);

    /// <summary>An instant to the microsecond.</summary>
    public static DateTimeOffset At { get; } = new DateTimeOffset(2026, 1, 10, 9, 30, 15, 123, 456, TimeSpan.Zero);

    public static MemberId Member(long number) => MemberId.Issue(number);

    public static MemberEnrolled Enrolled(string? idempotencyKey = null) =>
        new() { Date = Day, Due = null, Channel = "web", IdempotencyKey = idempotencyKey };

    /// <param name="due">When the tier machine has something to do, or null.</param>
    public static SpendRecorded Recorded(string transaction, long minor = 12_345, DateOnly? due = null) => new()
    {
        Date = Day,
        Due = due,
        Posting = new Posting
        {
            Purchase = new Purchase(
                new TransactionId(transaction), PurchaseType.Partner, new Money(minor, Currency.Of("EUR")), Day.AddDays(-1), "ÄB12CD", "Hôtel & Cie \"Ω\""),
            Date = Day.AddDays(-1),
            Rate = new ExchangeRate(0.935550m, Day.AddDays(-2)),
            Converted = minor,
            BonusPercent = 12.5m,
            Counted = minor,
            PostedOn = Day,
            LastDayCounted = Day.AddDays(-1).AddMonths(12),
        },
    };

    /// <summary>A purchase that lifts to Gold.</summary>
    public static SpendRecorded Upgrading(string transaction) => Recorded(transaction, 260_000, Day.AddYears(1)) with
    {
        TierChange = new TierChange(
            TierChangeKind.Upgraded, Day, TierStanding.Lowest(Day), TierStanding.Lowest(Day).Upgraded(2, Day), 260_000),
    };

    public static SpendReversed Reversed(string reversal, string transaction) => new()
    {
        Date = Day.AddDays(3),
        Due = null,
        Reversal = new Reversal(
            new ReversalId(reversal), new TransactionId(transaction), new Money(260_000, Currency.Of("CHF")), AmountGiven: false, "cancelled"),
        CountedTaken = 260_000,
        LastDayCounted = Day.AddYears(1),
        Standing = TierStanding.Lowest(Day),
        TierChange = new TierChange(
            TierChangeKind.Corrected, Day.AddDays(3), TierStanding.Lowest(Day).Upgraded(2, Day), TierStanding.Lowest(Day), 0),
    };

    public static TierMoved Moved(DateOnly? due = null)
    {
        var gold = TierStanding.Lowest(Day).Upgraded(2, Day);
        return new TierMoved
        {
            Date = Day.AddYears(1).AddDays(1),
            Due = due,
            TierChange = new TierChange(
                TierChangeKind.AtRisk, Day.AddYears(1).AddDays(1), gold, gold with { ReviewDate = Day.AddYears(1).AddDays(31) }, 30_000),
            Reason = "time",
        };
    }

    /// <summary>One of each kind of event, as one account may have them.</summary>
    public static ImmutableArray<AccountEvent> OneOfEach(string name) =>
        [Enrolled("k-" + name), Upgrading("t-" + name), Reversed("r-" + name, "t-" + name), Moved(Day.AddYears(1).AddDays(31))];

    public static Person Person(MemberId member, string givenName = "Ada") =>
        new(member, new Profile(givenName, "Lövelace", "ada@example.org", "+41 44 000 00 00", new DateOnly(1990, 12, 10), "de-CH", "ZRH"), "f1n9er");

    /// <summary>What is told of an erasure.</summary>
    public static StreamEntry Erased(MemberId member, DateTimeOffset at) => new(member, DateOnly.FromDateTime(at.UtcDateTime), at, null, new PersonErased());

    public static JournalAppend Append(MemberId member, long expectedVersion, params AccountEvent[] events) =>
        new(member, expectedVersion, events, At);

    /// <summary>The append of a purchase by number; its transaction is unique in a test.</summary>
    public static JournalAppend Purchase(MemberId member, long expectedVersion) => Append(
        member, expectedVersion, Recorded(string.Create(CultureInfo.InvariantCulture, $"{member}-{expectedVersion}")));
}
