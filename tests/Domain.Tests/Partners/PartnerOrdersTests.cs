namespace Loyalty.Domain.Tests;

/// <summary>The examples of partners: what is planned, due, cancelled and lost, and what is made of a lost answer.</summary>
public class PartnerOrdersTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly PartnerTerms Terms = PartnerTermsTests.Check(PartnerTermsTests.OfMiles).Value;
    private static readonly PartnerEarn Earn = Terms.Earn!;
    private static readonly PartnerAbility TakesTwice = new(true, true), CanBeAsked = new(false, true), CanNeither = new(false, false);

    [Fact]
    public void The_example_of_a_return_period()
    {
        var order = Planned();
        Assert.Equal((PartnerOrderState.Planned, 250, null), (order.State, order.Points, order.DueOn));
        Assert.Equal([HoldDay.Shipped], PartnerOrders.Awaits(order, Earn));

        order = Refresh(order, order.Purchase!.After(new PurchaseEvent(new EventId("e-1"), new TransactionId("t-1"), PurchaseEventKind.Shipped, Day("2026-11-24"))));
        Assert.Equal((Day("2026-12-24"), Day("2026-12-24")), (order.DueOn, DateOnly.FromDateTime(order.NextAt!.Value.UtcDateTime)));

        order = Refresh(order, Reversed(order, 4050, 3));
        Assert.Equal((209, PartnerOrderState.Planned), (order.Points, order.State));

        order = PartnerOrders.OnItsDay(order, Day("2026-12-24"), At);
        Assert.Equal(PartnerOrderState.Due, order.State);
        order = PartnerAnswers.After(PartnerAnswers.Begin(order, PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.Accepted, "P-1"), Moment("2026-12-24"), TakesTwice);
        Assert.Equal((PartnerOrderState.Sent, 209, 0L, Day("2026-12-24")), (order.State, order.Points, order.Lost, order.DoneOn));

        order = Refresh(order, Reversed(order, 950, 4), "2026-12-30");
        Assert.Equal((209, 9L, Day("2026-12-30")), (order.Points, order.Lost, order.LostOn));
    }

    [Fact]
    public void What_is_taken_back_before_it_is_sent_is_cancelled()
    {
        var order = Refresh(Planned(), Reversed(Planned(), 25000, 3));
        Assert.Equal((PartnerOrderState.Cancelled, "reversed"), (order.State, order.Reason));
        Assert.Null(order.NextAt);
    }

    [Fact]
    public void What_waits_for_longer_than_a_service_date_may_lie_ahead_is_over()
    {
        var order = Planned();
        Assert.Equal(Day("2026-11-21").AddDays(400), DateOnly.FromDateTime(order.NextAt!.Value.UtcDateTime));
        Assert.Equal("waitedTooLong", PartnerOrders.OnItsDay(order, Day("2027-12-26"), At).Reason);
    }

    // The table of the rules: the line is cut after the partner did it.
    [Fact]
    public void A_cut_line_is_met_by_what_the_partner_can()
    {
        var begun = PartnerAnswers.Begin(Due(), PartnerStep.Credit, At);
        var cut = new PartnerAnswer(PartnerOutcome.Unclear, Reason: "brokenOff");
        var (twice, asked, neither) = (After(begun, cut, TakesTwice), After(begun, cut, CanBeAsked), After(begun, cut, CanNeither));

        Assert.Equal((PartnerOrderState.Sending, PartnerAction.Do), (twice.State, PartnerAnswers.Next(twice, TakesTwice)));
        Assert.Equal((PartnerOrderState.Sending, PartnerAction.Ask), (asked.State, PartnerAnswers.Next(asked, CanBeAsked)));
        Assert.InRange((twice.NextAt - At)!.Value, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(5.5));
        Assert.Equal((PartnerOrderState.Unknown, null), (neither.State, neither.NextAt));

        // A crash in between is the same: it is in doubt before the partner is called.
        Assert.Equal(PartnerAction.GiveUp, PartnerAnswers.Next(begun, CanNeither));
        Assert.True(PartnerAnswers.IsNotDone(asked, new PartnerAnswer(PartnerOutcome.NeverCame)));
        Assert.Equal(PartnerOrderState.Sent, After(PartnerAnswers.Begin(asked, PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.Accepted), CanBeAsked).State);
    }

    [Fact]
    public void What_never_reached_a_partner_is_tried_again_whatever_it_can()
    {
        var order = After(PartnerAnswers.Begin(Due(), PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.NotReached), CanNeither);
        Assert.Equal((PartnerOrderState.Sending, false, PartnerAction.Do), (order.State, order.IsInDoubt, PartnerAnswers.Next(order, CanNeither)));
        // But not where an earlier attempt may have been done.
        var before = PartnerAnswers.After(
            PartnerAnswers.Begin(Due(), PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.NotReached), Moment("2026-11-21") with { WasInDoubt = true }, CanNeither);
        Assert.Equal(PartnerOrderState.Unknown, before.State);
    }

    [Fact]
    public void After_ten_attempts_a_person_is_asked()
    {
        var order = Due();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            order = After(PartnerAnswers.Begin(order, PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.Unclear), TakesTwice);
            Assert.Equal((attempt, attempt < 10 ? PartnerOrderState.Sending : PartnerOrderState.Unknown), (order.Attempts, order.State));
        }

        Assert.Equal(PartnerOrderState.Sent, PartnerAnswers.Settle(order, isDone: true, Moment("2026-11-25")).State);
        Assert.Equal((PartnerOrderState.Due, 0, false), PartnerAnswers.Settle(order, isDone: false, Moment("2026-11-25")) is var again ? (again.State, again.Attempts, again.IsInDoubt) : default);
    }

    [Fact]
    public void What_was_taken_back_while_it_was_sent_is_lost()
    {
        var begun = PartnerAnswers.Begin(Due(), PartnerStep.Credit, At);
        var reversed = Refresh(begun, Reversed(begun, 5000, 3));
        Assert.Equal(250, reversed.Points);
        var sent = After(reversed, new PartnerAnswer(PartnerOutcome.Accepted), TakesTwice);
        Assert.Equal((250, 50), (sent.Points, sent.Lost));
    }

    [Fact]
    public void An_authorisation_is_captured_voided_or_over()
    {
        var authorised = After(PartnerAnswers.Begin(Burn(), PartnerStep.Authorise, At), new PartnerAnswer(PartnerOutcome.Accepted, "P-1"), TakesTwice);
        Assert.Equal((PartnerOrderState.Authorised, At.AddMinutes(30)), (authorised.State, authorised.NextAt));
        Assert.Equal(PartnerOrderState.Captured, After(PartnerAnswers.Begin(authorised, PartnerStep.Capture, At), new PartnerAnswer(PartnerOutcome.Captured), TakesTwice).State);
        var over = PartnerOrders.Expire(authorised, At.AddMinutes(30));
        Assert.Equal((PartnerOrderState.Voiding, "expired"), (over.State, over.Reason));
        Assert.Equal(PartnerOrderState.Voided, After(PartnerAnswers.Begin(over, PartnerStep.Void, At), new PartnerAnswer(PartnerOutcome.NeverCame), CanNeither).State);

        // A void is tried until it is known, whatever the partner can.
        for (var attempt = 0; attempt < 30; attempt++)
            over = After(PartnerAnswers.Begin(over, PartnerStep.Void, At), new PartnerAnswer(PartnerOutcome.Unclear), CanNeither);
        Assert.Equal((PartnerOrderState.Voiding, At.AddDays(1)), (over.State, over.NextAt));
    }

    [Fact]
    public void A_lost_authorisation_is_not_taken_for_missing_at_once()
    {
        var lost = After(PartnerAnswers.Begin(Burn(), PartnerStep.Authorise, At), new PartnerAnswer(PartnerOutcome.Unclear), TakesTwice);
        Assert.Equal((PartnerOrderState.Sending, At.AddMinutes(30)), (lost.State, lost.NextAt));
        var voiding = PartnerAnswers.Begin(PartnerOrders.Expire(lost, At), PartnerStep.Void, At);
        var notYet = After(voiding, new PartnerAnswer(PartnerOutcome.NeverCame), TakesTwice);
        Assert.Equal((PartnerOrderState.Voiding, At.AddMinutes(1)), (notYet.State, notYet.NextAt));
        var later = PartnerAnswers.After(notYet, new PartnerAnswer(PartnerOutcome.NeverCame), new PartnerMoment(At.AddMinutes(1), Day("2026-11-21"), 0), TakesTwice);
        Assert.Equal(PartnerOrderState.Voided, later.State);
    }

    [Fact]
    public void A_callback_comes_once_twice_or_late()
    {
        var redirected = After(PartnerAnswers.Begin(Burn(), PartnerStep.Authorise, At), new PartnerAnswer(PartnerOutcome.Undecided, RedirectUrl: "https://partner.example/1"), TakesTwice);
        Assert.Equal((PartnerOrderState.Redirect, "https://partner.example/1"), (redirected.State, redirected.RedirectUrl));
        var accepted = new PartnerAnswer(PartnerOutcome.Accepted, "P-1");
        var authorised = PartnerAnswers.Called(redirected, accepted, Moment("2026-11-21"));
        Assert.Equal((PartnerOrderState.Authorised, null), (authorised.State, authorised.RedirectUrl));
        Assert.Equal(authorised, PartnerAnswers.Called(authorised, accepted, Moment("2026-11-21")));
        var capturing = PartnerAnswers.Begin(authorised, PartnerStep.Capture, At);
        Assert.Equal(capturing, PartnerAnswers.Called(capturing, accepted, Moment("2026-11-21")));

        // Given back already: whoever finishes late gets the points back all the same.
        var voided = After(PartnerAnswers.Begin(PartnerOrders.Expire(redirected, At.AddHours(1)), PartnerStep.Void, At.AddHours(1)), new PartnerAnswer(PartnerOutcome.Voided), TakesTwice);
        Assert.Equal(PartnerOrderState.Voided, voided.State);
        Assert.Equal(PartnerOrderState.Voiding, PartnerAnswers.Called(voided, accepted, Moment("2026-11-21")).State);
    }

    [Fact]
    public void An_erasure_cancels_what_is_not_sent_and_gives_back_what_is_open()
    {
        Assert.Equal((PartnerOrderState.Cancelled, "erased"), PartnerOrders.Erase(Planned(), At) is var planned ? (planned.State, planned.Reason) : default);
        var authorised = After(PartnerAnswers.Begin(Burn() with { Claim = "hash" }, PartnerStep.Authorise, At), new PartnerAnswer(PartnerOutcome.Accepted), TakesTwice);
        Assert.Equal((PartnerOrderState.Voiding, ""), PartnerOrders.Erase(authorised, At) is var open ? (open.State, open.Claim) : default);
        var sent = After(PartnerAnswers.Begin(Due(), PartnerStep.Credit, At), new PartnerAnswer(PartnerOutcome.Accepted), TakesTwice);
        Assert.Equal(sent, PartnerOrders.Erase(sent, At));
    }

    private static PartnerOrder After(PartnerOrder order, PartnerAnswer answer, PartnerAbility can) => PartnerAnswers.After(order, answer, Moment("2026-11-21"), can);

    private static PartnerMoment Moment(string day) => new(At, Day(day), 0.5, Rate: Earn.Rate);

    private static PartnerOrder Refresh(PartnerOrder order, PartnerPurchase purchase, string day = "2026-12-01") => PartnerOrders.Refresh(order, Earn, purchase, StartOf, Day(day));

    private static PartnerPurchase Reversed(PartnerOrder order, long minor, long version)
    {
        var reversal = new Reversal(new ReversalId($"r-{version}"), new TransactionId("t-1"), new Money(minor, Currency.Of("CHF")), true, "refund", null, default);
        var change = new SpendReversed
        {
            Date = Day("2026-12-01"), Due = null, Reversal = reversal, CountedTaken = 0, LastDayCounted = Day("2027-11-21"), Standing = TierStanding.Lowest(Day("2026-01-01")),
        };
        return order.Purchase!.After(change, version);
    }

    private static PartnerOrder Planned() => PartnerOrders.Plan(
        "o-1", "miles-and-more", 1, Earn, MemberId.Of("ADA1815"), PartnerPurchase.Of(PartnerTermsTests.Posting(PurchaseType.Flight), 2), StartOf, At)!;

    private static PartnerOrder Due() => Planned() with { State = PartnerOrderState.Due, NextAt = At };

    private static PartnerOrder Burn() => Planned() with
    {
        Kind = PartnerOrderKind.Burn, Purchase = null, State = PartnerOrderState.Sending, Step = PartnerStep.Authorise, Value = 30303, Currency = "EUR",
        ExpiresAt = At.AddMinutes(30), NextAt = At.AddMinutes(30),
    };

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateOnly Day(string text) => DateOnly.Parse(text);
}
