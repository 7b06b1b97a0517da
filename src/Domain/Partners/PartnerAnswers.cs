namespace Loyalty.Domain;

/// <summary>What becomes of an order by asking its partner. Pure: who asks tells here what came back.</summary>
public static class PartnerAnswers
{
    /// <summary>A partner that knows of no authorisation so soon after one was sent may still get it.</summary>
    public static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(1);

    /// <summary>After the schedule of attempts is over, a void goes on to be tried.</summary>
    public static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>The order as it must be durable before the partner is asked to do a step, or what became of it.</summary>
    public static PartnerOrder Begin(PartnerOrder order, PartnerStep step, DateTimeOffset now)
    {
        var isAgain = order.Step == step && order.Attempts > 0 && order.State is PartnerOrderState.Sending or PartnerOrderState.Capturing or PartnerOrderState.Voiding;
        return order with
        {
            State = step switch
            {
                PartnerStep.Capture => PartnerOrderState.Capturing,
                PartnerStep.Void => PartnerOrderState.Voiding,
                _ => PartnerOrderState.Sending,
            },
            Attempts = isAgain ? order.Attempts + 1 : 1,
            Step = step,
            IsInDoubt = true,
            SentAt = step == PartnerStep.Authorise ? now : order.SentAt,
            NextAt = now,
        };
    }

    /// <summary>What to do about a step.</summary>
    public static PartnerAction Next(PartnerOrder order, PartnerAbility can)
    {
        if (!order.IsInDoubt || order.Step == PartnerStep.Void || can.IsIdempotent)
            return PartnerAction.Do;
        return can.CanAsk ? PartnerAction.Ask : PartnerAction.GiveUp;
    }

    /// <summary>Whether an answer to the question what became of a step says that it was not done.</summary>
    public static bool IsNotDone(PartnerOrder order, PartnerAnswer answer) => (order.Step, answer.Outcome) is
        (PartnerStep.Credit or PartnerStep.Authorise, PartnerOutcome.NeverCame) or (PartnerStep.Capture, PartnerOutcome.Accepted);

    /// <summary>The order after a partner's answer to a step, or to the question what became of it.</summary>
    public static PartnerOrder After(PartnerOrder order, PartnerAnswer answer, PartnerMoment at, PartnerAbility can)
    {
        var told = order with { PartnerReference = answer.Reference ?? order.PartnerReference };
        return answer.Outcome switch
        {
            PartnerOutcome.Captured => Captured(told, at),
            PartnerOutcome.Voided => Ended(told, PartnerOrderState.Voided, order.Reason),
            PartnerOutcome.Accepted => Accepted(told, at),
            PartnerOutcome.Refused when order.Step == PartnerStep.Void => GivenUp(told, answer.Reason ?? "refused"),
            PartnerOutcome.Refused => Ended(told, PartnerOrderState.Refused, answer.Reason ?? "refused"),
            PartnerOutcome.NeverCame => NeverCame(told, answer.Reason, at, can),
            PartnerOutcome.NotReached => Again(told with { IsInDoubt = at.WasInDoubt }, answer.Reason, at, can),
            _ when answer.RedirectUrl is { } url && order is { Step: PartnerStep.Authorise, State: PartnerOrderState.Sending } =>
                told with { State = PartnerOrderState.Redirect, RedirectUrl = url, NextAt = order.ExpiresAt, Reason = null },
            _ => Again(told, answer.Reason, at, can),
        };
    }

    /// <summary>The order after the partner has called of itself. What comes twice, or too late to matter, changes nothing.</summary>
    public static PartnerOrder Called(PartnerOrder order, PartnerAnswer answer, PartnerMoment at)
    {
        var told = order with { PartnerReference = answer.Reference ?? order.PartnerReference };
        var isOpen = order.State is PartnerOrderState.Sending or PartnerOrderState.Redirect or PartnerOrderState.Capturing or PartnerOrderState.Voiding or PartnerOrderState.Unknown;
        return (order.Step, answer.Outcome) switch
        {
            // Whoever finishes late at the partner gets the points back all the same.
            (PartnerStep.Void or PartnerStep.Authorise, PartnerOutcome.Accepted) when order.State == PartnerOrderState.Voided =>
                PartnerOrders.Expire(told, at.Now) with { Reason = "late" },
            _ when !isOpen => order,
            (PartnerStep.Credit or PartnerStep.Authorise, PartnerOutcome.Accepted) => Accepted(told, at),
            (PartnerStep.Credit or PartnerStep.Authorise or PartnerStep.Capture, PartnerOutcome.Refused) =>
                Ended(told, PartnerOrderState.Refused, answer.Reason ?? "refused"),
            (PartnerStep.Authorise or PartnerStep.Capture, PartnerOutcome.Captured) => Captured(told, at),
            (not PartnerStep.Credit, PartnerOutcome.Voided) => Ended(told, PartnerOrderState.Voided, order.Reason),
            _ => order,
        };
    }

    /// <summary>What an operator has found out about an order that is unknown.</summary>
    /// <param name="isDone">The partner has done the step.</param>
    public static PartnerOrder Settle(PartnerOrder order, bool isDone, PartnerMoment at) => (order.Step, isDone) switch
    {
        (PartnerStep.Credit, true) => Sent(order, at),
        (PartnerStep.Credit, false) => order with { State = PartnerOrderState.Due, IsInDoubt = false, Attempts = 0, NextAt = at.Now, Reason = null },
        (PartnerStep.Authorise, true) => Accepted(order, at),
        (PartnerStep.Authorise, false) => Ended(order, PartnerOrderState.Voided, null),
        (PartnerStep.Capture, true) => Captured(order, at),
        (PartnerStep.Void, true) => Ended(order, PartnerOrderState.Voided, null),
        _ => PartnerOrders.Expire(order, at.Now) with { Reason = null },
    };

    private static PartnerOrder Accepted(PartnerOrder order, PartnerMoment at) => order.Step switch
    {
        PartnerStep.Credit => Sent(order, at),
        PartnerStep.Authorise => order with
        {
            State = PartnerOrderState.Authorised, IsInDoubt = false, SentAt = null, Reason = null, RedirectUrl = null,
            // An exchange is captured at once.
            NextAt = order.Kind == PartnerOrderKind.ExchangeIn ? at.Now : order.ExpiresAt ?? at.Now,
        },
        PartnerStep.Capture => Captured(order, at),
        _ => Ended(order, PartnerOrderState.Voided, order.Reason),
    };

    private static PartnerOrder NeverCame(PartnerOrder order, string? reason, PartnerMoment at, PartnerAbility can) => order.Step switch
    {
        PartnerStep.Void when order.SentAt + OnItsWay is { } arrived && at.Now < arrived => order with { NextAt = arrived },
        PartnerStep.Void => Ended(order, PartnerOrderState.Voided, order.Reason),
        PartnerStep.Capture => Ended(order, PartnerOrderState.Refused, reason ?? "notKnownAtPartner"),
        _ => Again(order with { IsInDoubt = false }, reason, at, can),
    };

    private static PartnerOrder Again(PartnerOrder order, string? reason, PartnerMoment at, PartnerAbility can)
    {
        if (order is { IsInDoubt: true, Step: not PartnerStep.Void } && can is { IsIdempotent: false, CanAsk: false })
            return GivenUp(order, reason);
        // Nobody has the PIN but the caller: an authorisation is asked for again by them, or voided when its time is over.
        if (order.Step == PartnerStep.Authorise)
            return order with { NextAt = order.ExpiresAt, Reason = reason };
        // Why points are given back stays told, however often that is tried.
        var why = order.Step == PartnerStep.Void ? order.Reason : reason;
        if (AttemptSchedule.After(Math.Max(1, order.Attempts), at.Chance) is { } delay)
            return order with { NextAt = at.Now + delay, Reason = why };
        return order.Step == PartnerStep.Void ? order with { NextAt = at.Now + Daily } : GivenUp(order, reason);
    }

    /// <summary>It is left to a person.</summary>
    public static PartnerOrder GivenUp(PartnerOrder order, string? reason) =>
        order with { State = PartnerOrderState.Unknown, NextAt = null, Reason = reason, RedirectUrl = null };

    private static PartnerOrder Sent(PartnerOrder order, PartnerMoment at)
    {
        // What was taken back while it was being sent is lost at once.
        var lost = order.Purchase is { } purchase && at.Rate is { } rate ? Math.Max(0, order.Points - rate.PointsOf(purchase.NetConverted)) : 0;
        return Ended(order, PartnerOrderState.Sent, null) with { DoneOn = at.Today, Lost = lost, LostOn = lost > 0 ? at.Today : null };
    }

    // A voucher is still to be given for an exchange.
    private static PartnerOrder Captured(PartnerOrder order, PartnerMoment at) => Ended(order, PartnerOrderState.Captured, null) with
    {
        DoneOn = at.Today,
        NextAt = order.Kind == PartnerOrderKind.ExchangeIn && order.LotId is null ? at.Now : null,
    };

    private static PartnerOrder Ended(PartnerOrder order, PartnerOrderState state, string? reason) =>
        order with { State = state, IsInDoubt = false, SentAt = null, NextAt = null, Reason = reason, RedirectUrl = null };
}

/// <summary>What is to be done about a step.</summary>
public enum PartnerAction
{
    /// <summary>Have the partner do it.</summary>
    Do,

    /// <summary>Ask what became of it.</summary>
    Ask,

    /// <summary>Leave it to a person.</summary>
    GiveUp,
}

/// <summary>What a partner can.</summary>
/// <param name="IsIdempotent">It takes an order twice under one id without harm.</param>
/// <param name="CanAsk">It can be asked what became of one.</param>
public readonly record struct PartnerAbility(bool IsIdempotent, bool CanAsk);

/// <summary>The circumstances of an answer.</summary>
/// <param name="Today">The civil day.</param>
/// <param name="Chance">0 up to 1: where in the spread of delays the next attempt lies.</param>
/// <param name="WasInDoubt">Before this attempt the step may have been done already.</param>
/// <param name="Rate">Of an earn order.</param>
public sealed record PartnerMoment(DateTimeOffset Now, DateOnly Today, double Chance, bool WasInDoubt = false, PointRate? Rate = null);
