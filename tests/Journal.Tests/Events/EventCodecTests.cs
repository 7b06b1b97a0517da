using System.Text;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class EventCodecTests
{
    private const string Posting =
        """
        "posting":{"purchase":{"transactionId":"T-1","type":"partner","amount":{"minor":12345,"currency":"EUR"},"date":"2026-01-09","bookingReference":"ÄB12CD","partner":"Hôtel & Cie \"Ω\""},"date":"2026-01-09","rate":{"value":0.935550,"date":"2026-01-08"},"converted":12345,"bonusPercent":12.5,"counted":12345,"postedOn":"2026-01-10","lastDayCounted":"2027-01-09"}
        """;

    /// <summary>
    /// The bytes of every event type, as journals hold them. A test that fails here means that stored journals can no longer be read:
    /// give the event type a new version instead of changing the expectation.
    /// </summary>
    public static TheoryData<string, AccountEvent, string> Stored => new()
    {
        { "member-enrolled.1", Samples.Enrolled(), """{"date":"2026-01-10","channel":"web"}""" },
        { "member-enrolled.1", Samples.Enrolled("key 1"), """{"date":"2026-01-10","channel":"web","idempotencyKey":"key 1"}""" },
        { "spend-recorded.1", Samples.Recorded("T-1"), $$"""{"date":"2026-01-10",{{Posting}}}""" },
        {
            "spend-recorded.1",
            Samples.Recorded("T-1") with { Due = new DateOnly(2027, 1, 10), TierChange = Samples.Upgrading("T-1").TierChange },
            $$$"""{"date":"2026-01-10",{{{Posting}}},"due":"2027-01-10","tierChange":{"kind":"upgraded","date":"2026-01-10","from":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"to":{"level":2,"since":"2026-01-10","heldSince":["2026-01-10","2026-01-10","2026-01-10"]},"spend":260000}}"""
        },
        { "spend-recorded.1", Credited("Seat broken"), $$"""{"date":"2026-01-10",{{Posting.Replace("\\\"Ω\\\"\"", "\\\"Ω\\\"\",\"reason\":\"Seat broken\"", StringComparison.Ordinal)}}}""" },
        {
            "spend-reversed.1",
            Samples.Reversed("R-1", "T-1"),
            """{"date":"2026-01-13","reversal":{"reversalId":"R-1","transactionId":"T-1","amount":{"minor":260000,"currency":"CHF"},"amountGiven":false,"reason":"cancelled"},"countedTaken":260000,"lastDayCounted":"2027-01-10","standing":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"tierChange":{"kind":"corrected","date":"2026-01-13","from":{"level":2,"since":"2026-01-10","heldSince":["2026-01-10","2026-01-10","2026-01-10"]},"to":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"spend":0}}"""
        },
        {
            "tier-moved.1",
            Samples.Moved(new DateOnly(2027, 2, 10)),
            """{"date":"2027-01-11","tierChange":{"kind":"atRisk","date":"2027-01-11","from":{"level":2,"since":"2026-01-10","heldSince":["2026-01-10","2026-01-10","2026-01-10"]},"to":{"level":2,"since":"2026-01-10","heldSince":["2026-01-10","2026-01-10","2026-01-10"],"reviewDate":"2027-02-10"},"spend":30000},"reason":"time","due":"2027-02-10"}"""
        },
    };

    /// <summary>The same of what waits, and of how purchases earn.</summary>
    public static TheoryData<string, AccountEvent, string> StoredCredits => new()
    {
        {
            "spend-recorded.1",
            Earning(Samples.Recorded("T-1")),
            $$$"""{"date":"2026-01-10",{{{Posting.Replace("Ω\\\"\"}", "Ω\\\"\",\"details\":{\"components\":[{\"code\":\"base\",\"minor\":10000},{\"code\":\"tax\",\"minor\":2345}],\"flight\":\"LX14\",\"serviceDate\":\"2026-02-01\"}}", StringComparison.Ordinal)[..^1]}}},"earned":{"eligible":10000,"base":10000,"excluded":[{"amount":2345,"component":"tax","rule":"no-tax"}],"parts":[{"rule":"tier-bonus","group":"tier","percent":12.5,"amount":1250},{"rule":"double","group":"promo","percent":100,"amount":1095,"cut":true,"capPeriod":"2026-01"}]}},"relevelled":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]}}"""
        },
        {
            "credit-pended.1",
            new CreditPended { Date = Samples.Day, Due = Samples.Day.AddDays(30), Posting = Waiting() },
            $$$$"""{"date":"2026-01-10",{{{{Posting[..^1]}}}},"earned":{"eligible":12345,"base":12345,"hold":{"rule":"return","after":["paid","shipped"],"days":14,"atMost":30,"releasesAtMost":true,"datedByService":true,"release":"2026-02-08"}}},"due":"2026-02-09"}"""
        },
        {
            "credit-released.1",
            new CreditReleased
            {
                Date = Samples.Day, Due = null, Credits = [new ReleasedCredit(new TransactionId("T-1"), 12_345, Samples.Day.AddYears(1))], Cause = Paid(),
            },
            """{"date":"2026-01-10","credits":[{"transactionId":"T-1","counted":12345,"lastDayCounted":"2027-01-10"}],"cause":{"eventId":"E-1","transactionId":"T-1","event":"paid","date":"2026-01-10","source":"shop"}}"""
        },
        {
            "credit-cancelled.1",
            new CreditCancelled
            {
                Date = Samples.Day, Due = null, Credits = [new CancelledCredit(new TransactionId("T-1"), 12_345, [new CapUse("double", "2026", 7)])],
            },
            """{"date":"2026-01-10","credits":[{"transactionId":"T-1","amount":12345,"freed":[{"rule":"double","period":"2026","amount":7}]}]}"""
        },
        {
            "credit-updated.1",
            new CreditUpdated
            {
                Date = Samples.Day, Due = Samples.Day, Cause = Paid(), Dates = new HoldDates(Samples.Day, null), LastDayCounted = Samples.Day.AddYears(1),
            },
            """{"date":"2026-01-10","cause":{"eventId":"E-1","transactionId":"T-1","event":"paid","date":"2026-01-10","source":"shop"},"lastDayCounted":"2027-01-10","release":"2026-01-10","due":"2026-01-10"}"""
        },
        {
            "spend-reversed.1",
            Samples.Reversed("R-1", "T-1") with
            {
                TierChange = null, State = CreditState.Pending, EndsWait = true, Freed = [new CapUse("double", "campaign", 7)],
                Reversal = Samples.Reversed("R-1", "T-1").Reversal with { Components = [new Component("base", 260_000)] },
            },
            """{"date":"2026-01-13","reversal":{"reversalId":"R-1","transactionId":"T-1","amount":{"minor":260000,"currency":"CHF"},"amountGiven":false,"reason":"cancelled","components":[{"code":"base","minor":260000}]},"countedTaken":260000,"lastDayCounted":"2027-01-10","standing":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"state":"pending","endsWait":true,"freed":[{"rule":"double","period":"campaign","amount":7}]}"""
        },
    };

    private static PurchaseEvent Paid() =>
        new(new EventId("E-1"), new TransactionId("T-1"), PurchaseEventKind.Paid, Samples.Day, Source: "shop");

    private static SpendRecorded Earning(SpendRecorded recorded) => recorded with
    {
        Relevelled = TierStanding.Lowest(Samples.Day),
        Posting = recorded.Posting with
        {
            Purchase = recorded.Posting.Purchase with
            {
                Details = new PurchaseDetails
                {
                    Components = [new Component("base", 10_000), new Component("tax", 2_345)], Flight = "LX14", ServiceDate = new DateOnly(2026, 2, 1),
                },
            },
            Earned = new Earned
            {
                Eligible = 10_000,
                Base = 10_000,
                Excluded = [new Excluded("tax", 2_345, "no-tax")],
                Parts = [new EarnedPart("tier-bonus", "tier", 12.5m, 1_250), new EarnedPart("double", "promo", 100, 1_095, Cut: true, "2026-01")],
            },
        },
    };

    private static Posting Waiting() => Samples.Recorded("T-1").Posting with
    {
        Earned = new Earned
        {
            Eligible = 12_345,
            Base = 12_345,
            Hold = new Hold(
                new HoldTerms("return", [HoldDay.Paid, HoldDay.Shipped], 14, 30, ReleasesAtMost: true, DatedByService: true),
                new HoldDates(new DateOnly(2026, 2, 8), null)),
        },
    };

    private static SpendRecorded Credited(string reason)
    {
        var recorded = Samples.Recorded("T-1");
        return recorded with { Posting = recorded.Posting with { Purchase = recorded.Posting.Purchase with { Reason = reason } } };
    }

    [Theory]
    [MemberData(nameof(Stored))]
    [MemberData(nameof(StoredCredits))]
    public void The_stored_bytes_of_an_event_never_change(string type, AccountEvent change, string body)
    {
        var encoded = EventCodec.Encode(change);
        Assert.Equal(type, encoded.Type);
        Assert.Equal(body, Encoding.UTF8.GetString(encoded.Body));
        Assert.Equal(change.Due, encoded.Due);
        Assert.Equal(change, Decode(type, body, encoded));
    }

    [Fact]
    public void Every_kind_of_purchase_and_of_tier_change_has_a_stored_name()
    {
        foreach (var type in Enum.GetValues<PurchaseType>())
        {
            var recorded = Samples.Recorded("T-1");
            recorded = recorded with { Posting = recorded.Posting with { Purchase = recorded.Posting.Purchase with { Type = type } } };
            Assert.Equal(recorded, RoundTrip(recorded));
        }

        foreach (var kind in Enum.GetValues<TierChangeKind>())
        {
            var moved = Samples.Moved();
            moved = moved with { TierChange = moved.TierChange! with { Kind = kind } };
            Assert.Equal(moved, RoundTrip(moved));
        }

        Assert.Equal(["flight", "ancillary", "partner"], Enum.GetValues<PurchaseType>().Select(EventNames.Of));
        Assert.Equal(["upgraded", "atRisk", "retained", "dropped", "corrected"], Enum.GetValues<TierChangeKind>().Select(EventNames.Of));
    }

    [Theory]
    [InlineData("member-enrolled.2", """{"date":"2026-01-10","channel":"web"}""", "unknown")]
    [InlineData("member-enrolled.1", """{"date":"2026-01-10","channel":"web","more":1}""", "more")]
    [InlineData("member-enrolled.1", """{"date":"2026-01-10","date":"2026-01-10","channel":"web"}""", "date")]
    [InlineData("member-enrolled.1", """{"date":"2026-01-10"}""", "channel")]
    [InlineData("member-enrolled.1", """{"date":"2026-01-10","channel":null}""", "channel")]
    [InlineData("member-enrolled.1", """{"date":"10.1.2026","channel":"web"}""", "date")]
    [InlineData("member-enrolled.1", """{"date":"2026-01-10","channel":"we""", "")]
    [InlineData("member-enrolled.1", "null", "null")]
    [InlineData("member-enrolled.1", "", "")]
    [InlineData("tier-moved.1", """{"date":"2026-01-10"}""", "tierChange")]
    [InlineData("tier-moved.1", """{"date":"2026-01-10","tierChange":{"kind":"lost","date":"2026-01-10","from":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"to":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"spend":0}}""", "lost")]
    [InlineData("tier-moved.1", """{"date":"2026-01-10","tierChange":{"kind":"dropped","date":"2026-01-10","from":{"level":1,"since":"2026-01-10","heldSince":["2026-01-10"]},"to":{"level":0,"since":"2026-01-10","heldSince":["2026-01-10"]},"spend":0}}""", "each level")]
    [InlineData("spend-recorded.1", """{"date":"2026-01-10","posting":{"purchase":{"transactionId":"T-1","type":"flight","amount":{"minor":1,"currency":"XXX"}},"date":"2026-01-09","rate":{"value":1,"date":"2026-01-08"},"converted":1,"bonusPercent":0,"counted":1,"postedOn":"2026-01-10","lastDayCounted":"2027-01-09"}}""", "XXX")]
    [InlineData("spend-recorded.1", """{"date":"2026-01-10","posting":{"purchase":{"transactionId":"T 1","type":"flight","amount":{"minor":1,"currency":"CHF"}},"date":"2026-01-09","rate":{"value":1,"date":"2026-01-08"},"converted":1,"bonusPercent":0,"counted":1,"postedOn":"2026-01-10","lastDayCounted":"2027-01-09"}}""", "transaction id")]
    [InlineData("spend-recorded.1", """{"date":"2026-01-10","posting":{"purchase":{"transactionId":"T1","type":"flight","amount":{"minor":1.5,"currency":"CHF"}},"date":"2026-01-09","rate":{"value":1,"date":"2026-01-08"},"converted":1,"bonusPercent":0,"counted":1,"postedOn":"2026-01-10","lastDayCounted":"2027-01-09"}}""", "minor")]
    public void What_the_engine_did_not_write_is_told_with_its_place(string type, string body, string reason)
    {
        var damaged = Assert.Throws<JournalDamagedException>(() => Decode(type, body));
        Assert.Contains($"Member {Samples.Member(5)}, version 3, sequence 77", damaged.Message, StringComparison.Ordinal);
        Assert.Contains(reason, damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_read_back_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Recorded("with space")));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Recorded("T-1", minor: -1)));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Reversed("", "T-1")));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Enrolled("")));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Enrolled("a\0b")));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Enrolled("half \ud83d")));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Enrolled() with { TierChange = Samples.Moved().TierChange }));
        Assert.Throws<ArgumentException>(() => EventCodec.Encode(Samples.Reversed("R", "T") with { Standing = new TierStanding(1, Samples.Day, null, [Samples.Day]) }));
    }

    private static AccountEvent RoundTrip(AccountEvent change)
    {
        var encoded = EventCodec.Encode(change);
        return Decode(encoded.Type, Encoding.UTF8.GetString(encoded.Body), encoded);
    }

    [Fact]
    public void Columns_that_contradict_the_body_are_told()
    {
        var encoded = EventCodec.Encode(Samples.Recorded("T-1", due: Samples.Day));
        var body = Encoding.UTF8.GetString(encoded.Body);
        var key = Assert.Throws<JournalDamagedException>(() => Decode(encoded.Type, body, encoded with { Key = "t:T-2" }));
        Assert.Contains("The row's key is 't:T-2', its body's 't:T-1'", key.Message, StringComparison.Ordinal);
        Assert.Throws<JournalDamagedException>(() => Decode(encoded.Type, body, encoded with { Key = null }));
        var due = Assert.Throws<JournalDamagedException>(() => Decode(encoded.Type, body, encoded with { Due = Samples.Day.AddDays(1) }));
        Assert.Contains("The row is due on 2026-01-11, its body on 2026-01-10", due.Message, StringComparison.Ordinal);
    }

    private static AccountEvent Decode(string type, string body, EncodedEvent columns = default) => EventCodec.Decode(
        new StoredEvent(77, Samples.Member(5).Value, 3, type, Encoding.UTF8.GetBytes(body), Samples.At, columns.Due, columns.Key, Checksum: null)).Event;
}
