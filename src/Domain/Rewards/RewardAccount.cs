using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>The lots of one owner, a member or an unclaimed code, and what is held and was used of them. Immutable.</summary>
public sealed record RewardAccount
{
    public static RewardAccount Empty { get; } = new();

    public ImmutableDictionary<LotId, Lot> Lots { get; init; } = ImmutableDictionary<LotId, Lot>.Empty;

    /// <summary>All holds, ended ones too: whoever asks again is told what became of them.</summary>
    public ImmutableDictionary<HoldId, RewardHold> Holds { get; init; } = ImmutableDictionary<HoldId, RewardHold>.Empty;

    /// <summary>Those of them that have not ended.</summary>
    public ImmutableHashSet<HoldId> Open { get; init; } = [];

    public ImmutableDictionary<CaptureId, RewardCapture> Captures { get; init; } = ImmutableDictionary<CaptureId, RewardCapture>.Empty;

    /// <summary>The day on which a code was sent last, and how many were on it.</summary>
    public (DateOnly Day, int Count) Sends { get; init; }

    /// <summary>Uses of coupons by members, held ones too.</summary>
    public ImmutableDictionary<string, long> UsesBy { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Codes sent on a day.</summary>
    public int SendsOn(DateOnly day) => Sends.Day == day ? Sends.Count : 0;

    /// <summary>Lots in the order they are spent: soonest expiry first, then by id.</summary>
    public IEnumerable<Lot> InOrder() => Lots.Values.OrderBy(lot => lot.To).ThenBy(lot => lot.Id.Value, StringComparer.Ordinal);

    /// <summary>Lots that a member could spend today, for a till that has just found out who it is.</summary>
    public int SpendableOn(DateOnly day) => Lots.Values.Count(lot => lot.IsSpendable(day));

    /// <summary>The lots that are others than in an earlier state, or new, in the order of their ids.</summary>
    public IEnumerable<Lot> ChangedFrom(RewardAccount earlier) => Lots.Values
        .Where(lot => !earlier.Lots.TryGetValue(lot.Id, out var before) || !ReferenceEquals(before, lot))
        .OrderBy(lot => lot.Id.Value, StringComparer.Ordinal);

    /// <summary>The state after an event.</summary>
    /// <exception cref="InvalidOperationException">A lot would not add up.</exception>
    public RewardAccount Apply(RewardEvent change) => change switch
    {
        LotIssued issued => this with { Lots = Lots.Add(issued.Terms.Id, Lot.Of(issued.Terms)) },
        LotExpired expired => With(expired.Lot, lot => lot.Expire()),
        LotRevoked revoked => With(revoked.Lot, lot => lot.Revoke()),
        LotLeft => Empty,
        LotClaimed claimed => Take(claimed),
        HoldOpened opened => Begin(opened),
        CodeSent sent => Sent(sent.Day) with
        {
            Holds = Holds.SetItem(sent.Hold, Holds[sent.Hold] with { CodeHash = sent.CodeHash, CodeUntil = sent.CodeUntil, Sends = Holds[sent.Hold].Sends + 1 }),
        },
        CodeWrong wrong => this with { Holds = Holds.SetItem(wrong.Hold, Holds[wrong.Hold] with { Tries = Holds[wrong.Hold].Tries + 1 }) },
        HoldConfirmed right => this with
        {
            Holds = Holds.SetItem(right.Hold, Holds[right.Hold] with { State = RewardHoldState.Open, CodeHash = null, CodeUntil = null }),
        },
        HoldCaptured captured => Capture(captured),
        HoldVoided voided => Release(voided.Hold, RewardHoldState.Voided, voided.Day),
        HoldExpired expired => Release(expired.Hold, RewardHoldState.Expired, expired.Day),
        CaptureRefunded refunded => Refund(refunded),
        _ => throw new ArgumentException($"{change.GetType().Name} is no event of rewards.", nameof(change)),
    };

    /// <summary>The state after events in order.</summary>
    public RewardAccount Apply(IEnumerable<RewardEvent> changes) => changes.Aggregate(this, static (account, change) => account.Apply(change));

    private RewardAccount With(LotId id, Func<Lot, Lot> change) => this with { Lots = Lots.SetItem(id, change(Lots[id])) };

    private RewardAccount Take(LotClaimed claimed) => this with
    {
        Lots = Lots.Add(claimed.Lot.Id, claimed.Lot),
        Holds = Holds.AddRange(claimed.Holds.Select(hold => KeyValuePair.Create(hold.Id, hold))),
        Captures = Captures.AddRange(claimed.Captures.Select(capture => KeyValuePair.Create(capture.Id, capture))),
    };

    private RewardAccount Begin(HoldOpened opened)
    {
        var hold = opened.Hold;
        var next = hold.Parts.Aggregate(this, (account, part) => account.With(part.Lot, lot => lot.Hold(part.Units)));
        next = next with { Holds = next.Holds.Add(hold.Id, hold), Open = next.Open.Add(hold.Id) };
        if (hold.Member is { } member && IsCounted(hold))
            next = next with { UsesBy = next.UsesBy.SetItem(member, next.UsesBy.GetValueOrDefault(member) + 1) };
        return hold.State == RewardHoldState.Unconfirmed ? next.Sent(opened.Day) : next;
    }

    private RewardAccount Sent(DateOnly day) => this with { Sends = (day, SendsOn(day) + 1) };

    private RewardAccount Capture(HoldCaptured captured)
    {
        var hold = Holds[captured.Hold];
        var used = captured.Parts.ToDictionary(part => part.Lot);
        var next = hold.Parts.Aggregate(this, (account, part) => account.With(part.Lot, lot =>
        {
            var units = used.TryGetValue(part.Lot, out var taken) ? taken.Units : 0;
            return lot.Use(units).Release(part.Units - units, captured.Day);
        }));
        return next.Ended(hold, RewardHoldState.Captured) with
        {
            Captures = next.Captures.Add(
                captured.Capture, new RewardCapture(captured.Capture, hold.Id, captured.Amount, hold.Currency, captured.Parts, [], 0, captured.Source)),
        };
    }

    private RewardAccount Release(HoldId id, RewardHoldState state, DateOnly day)
    {
        var hold = Holds[id];
        var next = hold.Parts.Aggregate(this, (account, part) => account.With(part.Lot, lot => lot.Release(part.Units, day)));
        return next.Unused(hold).Ended(hold, state);
    }

    private RewardAccount Unused(RewardHold hold) => hold.Member is { } member && IsCounted(hold) && UsesBy.TryGetValue(member, out var uses)
        ? this with { UsesBy = UsesBy.SetItem(member, uses - 1) }
        : this;

    private bool IsCounted(RewardHold hold) => hold.Parts.Any(part => Lots[part.Lot].Terms.PerMember is not null);

    private RewardAccount Ended(RewardHold hold, RewardHoldState state) => this with
    {
        Holds = Holds.SetItem(hold.Id, hold with { State = state, CodeHash = null, CodeUntil = null }),
        Open = Open.Remove(hold.Id),
    };

    private RewardAccount Refund(CaptureRefunded refunded)
    {
        var capture = Captures[refunded.Capture];
        var next = refunded.Parts.Aggregate(this, (account, part) => account.With(part.Lot, lot => lot.Refund(part.Units, refunded.Day)));
        if (refunded.Parts.Any(part => part.Units > 0))
            next = next.Unused(Holds[capture.Hold]);
        var sums = refunded.Parts.ToDictionary(part => part.Lot);
        return next with
        {
            Captures = next.Captures.SetItem(capture.Id, capture with
            {
                RefundedAmount = capture.RefundedAmount + refunded.Amount,
                Refunded = ValueList.From(capture.Parts.Select((part, i) => RefundedOf(capture, part, i, sums))),
            }),
        };
    }

    private static LotPart RefundedOf(RewardCapture capture, LotPart part, int i, Dictionary<LotId, LotPart> now)
    {
        var before = capture.Refunded.Count > i ? capture.Refunded[i] : new LotPart(part.Lot, 0, 0);
        return now.TryGetValue(part.Lot, out var more) ? new LotPart(part.Lot, before.Units + more.Units, before.Amount + more.Amount) : before;
    }
}
