namespace Loyalty.Domain;

/// <summary>What becomes of an order beside the partner: planned, dated, cancelled, over. What a partner says is in <see cref="PartnerAnswers"/>.</summary>
public static class PartnerOrders
{
    /// <summary>Days after the purchase date after which an order whose events have not come is cancelled.</summary>
    public const int LongestWait = 400;

    /// <summary>Why an order was cancelled.</summary>
    public const string Reversed = "reversed", WaitedTooLong = "waitedTooLong", NoNumber = "noNumber", Erased = "erased";

    /// <summary>An earn order at its planning; null where it would bring no point.</summary>
    /// <param name="startOf">The first instant of a day.</param>
    public static PartnerOrder? Plan(
        string orderId, string partner, int terms, PartnerEarn earn, MemberId member, PartnerPurchase purchase, Func<DateOnly, DateTimeOffset> startOf, DateTimeOffset now)
    {
        if (purchase.IsGone || earn.Rate.PointsOf(purchase.NetConverted) == 0)
            return null;
        var planned = new PartnerOrder
        {
            OrderId = orderId,
            Partner = partner,
            Terms = terms,
            Kind = PartnerOrderKind.Earn,
            Member = member,
            State = PartnerOrderState.Planned,
            Points = earn.Rate.PointsOf(purchase.NetConverted),
            Purchase = purchase,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return Dated(planned, earn, startOf);
    }

    /// <summary>An earn order after something became known of its purchase.</summary>
    /// <param name="today">The day of it: points that are lost are lost then.</param>
    public static PartnerOrder Refresh(PartnerOrder order, PartnerEarn earn, PartnerPurchase purchase, Func<DateOnly, DateTimeOffset> startOf, DateOnly today)
    {
        var points = earn.Rate.PointsOf(purchase.NetConverted);
        var known = order with { Purchase = purchase };
        return order.State switch
        {
            PartnerOrderState.Planned or PartnerOrderState.Due when purchase.IsGone || points == 0 => Cancel(known with { Points = points }, Reversed),
            PartnerOrderState.Planned => Dated(known with { Points = points }, earn, startOf),
            PartnerOrderState.Due or PartnerOrderState.Sending when !order.IsInDoubt => known with { Points = points },
            PartnerOrderState.Sent when order.Points - points > order.Lost => known with { Lost = order.Points - points, LostOn = today },
            _ => known,
        };
    }

    /// <summary>What an order waits for.</summary>
    public static IEnumerable<HoldDay> Awaits(PartnerOrder order, PartnerEarn earn) =>
        order is { State: PartnerOrderState.Planned, Purchase: { } purchase } ? earn.Hold.Awaits(purchase.ServiceDate, purchase.On) : [];

    /// <summary>Whether an event of its purchase is one that the order waits for, or has waited for.</summary>
    public static bool Knows(PartnerOrder order, PartnerEarn earn, PurchaseEventKind kind) =>
        order.State != PartnerOrderState.Cancelled
        && (PartnerPurchase.DayOf(kind) is { } day ? earn.Hold.After.Contains(day) : earn.Hold.After.Contains(HoldDay.Service) && order.State == PartnerOrderState.Planned);

    /// <summary>A planned order whose instant has come: due, or over.</summary>
    public static PartnerOrder OnItsDay(PartnerOrder order, DateOnly today, DateTimeOffset now) => order.DueOn <= today
        ? order with { State = PartnerOrderState.Due, NextAt = now }
        : Cancel(order, WaitedTooLong);

    public static PartnerOrder Cancel(PartnerOrder order, string reason) =>
        order with { State = PartnerOrderState.Cancelled, Reason = reason, NextAt = null, RedirectUrl = null };

    /// <summary>An authorisation that nobody has captured in time.</summary>
    public static PartnerOrder Expire(PartnerOrder order, DateTimeOffset now) => order with
    {
        State = PartnerOrderState.Voiding, Step = PartnerStep.Void, Attempts = 0, NextAt = now, Reason = "expired", RedirectUrl = null,
    };

    /// <summary>The order of somebody who is erased: what is not sent is cancelled, what is open is given back.</summary>
    public static PartnerOrder Erase(PartnerOrder order, DateTimeOffset now)
    {
        var without = order with { Claim = "", RedirectUrl = null };
        return order switch
        {
            { State: PartnerOrderState.Planned or PartnerOrderState.Due } => Cancel(without, Erased),
            { State: PartnerOrderState.Redirect or PartnerOrderState.Authorised } or { State: PartnerOrderState.Sending, Step: PartnerStep.Authorise } =>
                Expire(without, now) with { Reason = Erased },
            _ => without,
        };
    }

    private static PartnerOrder Dated(PartnerOrder order, PartnerEarn earn, Func<DateOnly, DateTimeOffset> startOf)
    {
        var purchase = order.Purchase!;
        var due = earn.Hold.Dates(purchase.Date, purchase.ServiceDate, purchase.On).Release;
        return order with { DueOn = due, NextAt = startOf(due ?? purchase.Date.AddDays(LongestWait)) };
    }
}
