namespace Loyalty.Domain.Tests;

/// <summary>Rewards of one owner with a clock of their own.</summary>
internal sealed class RewardsUnderTest(Programme programme)
{
    public static readonly Currency Chf = Currency.Of("CHF");

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public DateOnly Today => programme.DayOf(Now);

    public RewardAccount Account { get; private set; } = RewardAccount.Empty;

    public List<RewardEvent> Events { get; } = [];

    public Lot Lot(string id) => Account.Lots[new LotId(id)];

    public void Advance() => Take(RewardDays.Due(Account, Now, programme));

    public Refusal? Voucher(string id, long value, string to, string from = "2026-01-01", LotRestrictions? only = null) =>
        Issue(new LotTerms(new LotId(id), LotKind.Voucher, Chf, value, null, null, DateOnly.Parse(from), DateOnly.Parse(to), only ?? LotRestrictions.None, 1, null, null, "operator"));

    public Refusal? Issue(LotTerms terms) => Take(RewardDecisions.Issue(Account, terms, Now, Today));

    public HoldWish Wish(string id, long? amount = null, long? upTo = null) =>
        new(new HoldId(id), amount, upTo, Chf, [], [], UseAs.Discount, false, HoldWish.DefaultFor, null, null, null, null, null);

    public Refusal? Hold(string id, long amount) => Hold(Wish(id, amount));

    public Refusal? Hold(HoldWish wish) => Take(HoldDecision.Open(Account, wish, wish.Confirm ? "hash" : null, Now, Today));

    public Refusal? Capture(string hold, string id, long? amount = null) =>
        Take(RewardDecisions.Capture(Account, new HoldId(hold), new CaptureId(id), amount, "till-7", Now, Today));

    public Refusal? Void(string hold) => Take(RewardDecisions.Void(Account, new HoldId(hold), "call", Now, Today));

    public Refusal? Refund(string capture, string id, long? amount = null) =>
        Take(RewardDecisions.Refund(Account, new CaptureId(capture), new RefundId(id), amount, Now, Today));

    public Refusal? Revoke(string lot) => Take(RewardDecisions.Revoke(Account, new LotId(lot), Now, Today));

    public Refusal? Confirm(string hold, bool isRight)
    {
        var decided = RewardDecisions.Confirm(Account, new HoldId(hold), isRight, Now, Today);
        if (decided.Refusal is null)
            Take(decided.Value);
        return decided.Refusal;
    }

    public Refusal? Send(string hold) => Take(RewardDecisions.Send(Account, new HoldId(hold), "another", Now, Today));

    public void Take(IEnumerable<RewardEvent> events)
    {
        foreach (var change in events)
        {
            Account = Account.Apply(change);
            Events.Add(change);
        }
    }

    private Refusal? Take(Checked<RewardEvent> decided)
    {
        if (decided.Refusal is null)
            Take([decided.Value]);
        return decided.Refusal;
    }
}
