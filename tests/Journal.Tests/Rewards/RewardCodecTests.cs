using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

/// <summary>What stands in the ledger of rewards is a contract: names are added to, never changed.</summary>
public sealed class RewardCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Day = new(2026, 11, 21);

    private static readonly LotTerms Terms = new(
        new LotId("l"), LotKind.Voucher, Currency.Of("CHF"), 30_00, null, null, Day, Day, new LotRestrictions([PurchaseType.Flight], ["KIOSK"], 20.00m, ["gold"]), 1, null, "ABCD", "operator");

    private static readonly RewardHold Hold = new(
        new HoldId("h"), 10_00, Currency.Of("CHF"), [new LotPart(new LotId("l"), 10_00, 10_00)], [new BasketLine(50_00, 8.1m)], UseAs.Discount, At, At.AddMinutes(15), "ADA1815", "till-7",
        RewardHoldState.Unconfirmed, 1, 2, "hash", At.AddMinutes(10));

    private static readonly RewardCapture Captured = new(new CaptureId("c"), new HoldId("h"), 10_00, Currency.Of("CHF"), [new LotPart(new LotId("l"), 10_00, 10_00)], [], 0, "till-7");

    private static readonly (RewardEvent Event, string Body)[] Stored =
    [
        (new LotIssued(At, Day, Terms), """[{"type":"lot-issued.1","terms":{"id":"l","kind":"voucher","currency":"CHF","value":3000,"from":"2026-11-21","to":"2026-11-21","restrictions":{"types":["flight"],"merchants":["KIOSK"],"leastAmount":20.00,"tiers":["gold"]},"uses":1,"lastFour":"ABCD","source":"operator"},"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new LotExpired(At, Day, new LotId("l"), 5), """[{"type":"lot-expired.1","lot":"l","units":5,"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new LotRevoked(At, Day, new LotId("l"), 5, "revoked"), """[{"type":"lot-revoked.1","lot":"l","units":5,"reason":"revoked","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new LotLeft(At, Day, new LotId("l"), "ADA1815"), """[{"type":"lot-left.1","lot":"l","to":"ADA1815","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new HoldOpened(At, Day, Hold), """[{"type":"hold-opened.1","hold":{"id":"h","amount":1000,"currency":"CHF","parts":[{"lot":"l","units":1000,"amount":1000}],"lines":[{"gross":5000,"vatRate":8.1}],"as":"discount","openedAt":"2026-11-21T10:00:00+00:00","expiresAt":"2026-11-21T10:15:00+00:00","member":"ADA1815","source":"till-7","state":"unconfirmed","tries":1,"sends":2,"codeHash":"hash","codeUntil":"2026-11-21T10:10:00+00:00"},"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new CodeSent(At, Day, new HoldId("h"), "hash", At), """[{"type":"code-sent.1","hold":"h","codeHash":"hash","codeUntil":"2026-11-21T10:00:00+00:00","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new CodeWrong(At, Day, new HoldId("h")), """[{"type":"code-wrong.1","hold":"h","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new HoldConfirmed(At, Day, new HoldId("h")), """[{"type":"hold-confirmed.1","hold":"h","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new HoldCaptured(At, Day, new HoldId("h"), new CaptureId("c"), 5, [new LotPart(new LotId("l"), 5, 5)], null), """[{"type":"hold-captured.1","hold":"h","capture":"c","amount":5,"parts":[{"lot":"l","units":5,"amount":5}],"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new HoldVoided(At, Day, new HoldId("h"), "call"), """[{"type":"hold-voided.1","hold":"h","command":"call","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new HoldExpired(At, Day, new HoldId("h")), """[{"type":"hold-expired.1","hold":"h","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new CaptureRefunded(At, Day, new CaptureId("c"), new RefundId("r"), 5, [new LotPart(new LotId("l"), 5, 5)]), """[{"type":"capture-refunded.1","capture":"c","refund":"r","amount":5,"parts":[{"lot":"l","units":5,"amount":5}],"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
        (new LotClaimed(At, Day, Lot.Of(Terms) with { Available = 20_00, Used = 10_00 }, [Hold], [Captured]), """[{"type":"lot-claimed.1","lot":{"terms":{"id":"l","kind":"voucher","currency":"CHF","value":3000,"from":"2026-11-21","to":"2026-11-21","restrictions":{"types":["flight"],"merchants":["KIOSK"],"leastAmount":20.00,"tiers":["gold"]},"uses":1,"lastFour":"ABCD","source":"operator"},"to":"2026-11-21","available":2000,"held":0,"used":1000,"expired":0,"revoked":0,"isRevoked":false},"holds":[{"id":"h","amount":1000,"currency":"CHF","parts":[{"lot":"l","units":1000,"amount":1000}],"lines":[{"gross":5000,"vatRate":8.1}],"as":"discount","openedAt":"2026-11-21T10:00:00+00:00","expiresAt":"2026-11-21T10:15:00+00:00","member":"ADA1815","source":"till-7","state":"unconfirmed","tries":1,"sends":2,"codeHash":"hash","codeUntil":"2026-11-21T10:10:00+00:00"}],"captures":[{"id":"c","hold":"h","amount":1000,"currency":"CHF","parts":[{"lot":"l","units":1000,"amount":1000}],"refunded":[],"refundedAmount":0,"source":"till-7"}],"at":"2026-11-21T10:00:00+00:00","day":"2026-11-21"}]"""),
    ];

    [Fact]
    public void Every_event_has_its_stored_form_and_comes_back_from_it()
    {
        Assert.Equal(typeof(RewardEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(RewardEvent)).ToHashSet(), Stored.Select(stored => stored.Event.GetType()).ToHashSet());
        foreach (var (change, body) in Stored)
        {
            Assert.Equal(body, RewardCodec.Encode([change]));
            Assert.Equal([change], RewardCodec.Decode("ADA1815", 1, body));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("""[{"type":"lot-issued.9","at":"2026-11-21T10:00:00+00:00"}]""")]
    [InlineData("""[{"type":"code-wrong.1","at":"2026-11-21T10:00:00+00:00","day":"2026-11-21","hold":"h","more":1}]""")]
    public void What_is_not_this_engines_is_damage(string body) => Assert.Throws<JournalDamagedException>(() => RewardCodec.Decode("ADA1815", 1, body));
}
