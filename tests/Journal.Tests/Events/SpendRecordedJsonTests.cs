using System.Text;
using System.Text.Json;
using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Journal.Tests;

/// <summary>The body that is written by hand is to the byte what the serializer would write, whatever fields the event has.</summary>
public sealed class SpendRecordedJsonTests
{
    [Fact]
    public void Says_what_the_serializer_says()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var change = Any(new Random(seed));
            var written = JournalJson.Bytes(change, SpendRecordedJson.Write);
            var body = JsonSerializer.Deserialize(written, JournalJson.Stored.SpendRecordedBody)!;
            Assert.Equal(change, EventCodec.Event(body));
            var expected = JournalJson.Bytes(body, JournalJson.Default.SpendRecordedBody);
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(written));
        }
    }

    private static SpendRecorded Any(Random chance)
    {
        var date = DateOnly.FromDayNumber(chance.Next(700_000, DateOnly.MaxValue.DayNumber));
        return new SpendRecorded
        {
            Date = date,
            Due = Maybe(chance, date.AddDays(-chance.Next(400))),
            Tier = Given(chance),
            TierChange = chance.Next(3) == 0 ? Samples.Upgrading("T").TierChange : null,
            Posting = new Posting
            {
                Purchase = new Purchase(
                    new TransactionId(Text(chance)!),
                    chance.GetItems(Enum.GetValues<PurchaseType>(), 1)[0],
                    new Money(chance.NextInt64(), Currency.Of(chance.GetItems(["CHF", "EUR", "JPY", "KWD"], 1)[0])),
                    Maybe(chance, date.AddDays(-1)),
                    Given(chance),
                    Given(chance),
                    Given(chance),
                    Given(chance)),
                Date = date,
                Rate = new ExchangeRate(new decimal(chance.Next(), chance.Next(4), 0, isNegative: false, (byte)chance.Next(10)), date.AddDays(-2)),
                Converted = chance.NextInt64(),
                BonusPercent = new decimal(chance.Next(100_000), 0, 0, isNegative: false, (byte)chance.Next(4)),
                Counted = chance.NextInt64(),
                PostedOn = date,
                LastDayCounted = date.AddDays(-3),
                Earned = chance.Next(2) == 0 ? AnyEarned(chance, date) : null,
            },
        };
    }

    private static Earned AnyEarned(Random chance, DateOnly date) => new()
    {
        Eligible = chance.NextInt64(),
        Base = chance.NextInt64(),
        Tier = Given(chance),
        Excluded = ValueList.From(Enumerable.Range(0, chance.Next(3)).Select(_ => new Excluded(Given(chance), chance.NextInt64(), Given(chance)))),
        Parts = ValueList.From(
            Enumerable.Range(0, chance.Next(3)).Select(
                _ => new EarnedPart(Text(chance)!, Text(chance)!, chance.Next(10_000) / 100m, chance.NextInt64(), chance.Next(2) == 0, Given(chance)))),
        Hold = chance.Next(3) == 0
            ? new Hold(
                new HoldTerms(Text(chance)!, [HoldDay.Purchase], chance.Next(99), chance.Next(2) == 0 ? 9 : null, chance.Next(2) == 0, chance.Next(2) == 0),
                new HoldDates(Maybe(chance, date), Maybe(chance, date)))
            : null,
    };

    private static DateOnly? Maybe(Random chance, DateOnly date) => chance.Next(2) == 0 ? date : null;

    private static string? Given(Random chance) => chance.Next(2) == 0 ? Text(chance) : null;

    // Of letters that JSON, or one of its encoders, writes otherwise than as they are.
    private static string? Text(Random chance) => new(chance.GetItems("abcXYZ019 -_/\\\"'<>&+\u00e9\u03a9\u2028\t\n\u0001".ToCharArray(), chance.Next(1, 20)));
}
