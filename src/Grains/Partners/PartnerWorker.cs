using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Does what an order needs next: moves it on its day, has the partner do a step, asks what became of one.</summary>
public sealed class PartnerWorker(
    PartnerBook partners, PartnerOrderBook orders, EarnPlanner planner, MemberNumbers numbers, IPartnerConnector connector, ExchangeVouchers vouchers, ProgrammeClock clock)
{
    /// <summary>Does what is due of an order. Whoever finds it taken leaves it to whoever has it.</summary>
    public Task WorkAsync(HeldOrder held, CancellationToken cancellation) => held.Order switch
    {
        { State: PartnerOrderState.Planned } order => MoveOnAsync(order),
        { State: PartnerOrderState.Due } or { State: PartnerOrderState.Sending, Step: PartnerStep.Credit } => SendAsync(held, cancellation),
        { State: PartnerOrderState.Authorised, Kind: PartnerOrderKind.ExchangeIn } => StepAsync(held, PartnerStep.Capture, null, null, cancellation),
        { State: PartnerOrderState.Sending or PartnerOrderState.Redirect or PartnerOrderState.Authorised } order => ExpireAsync(order),
        { State: PartnerOrderState.Capturing } => StepAsync(held, PartnerStep.Capture, null, null, cancellation),
        { State: PartnerOrderState.Voiding } => StepAsync(held, PartnerStep.Void, null, null, cancellation),
        { State: PartnerOrderState.Captured, Kind: PartnerOrderKind.ExchangeIn } order => GiveVoucherAsync(order),
        _ => Task.CompletedTask,
    };

    /// <summary>Has the partner do a step, after it was asked for the outcome of an earlier attempt where it must be.</summary>
    /// <param name="number">For an authorisation; null where none is sent.</param>
    /// <returns>The order after it; null where somebody else has it.</returns>
    public async Task<PartnerOrder?> StepAsync(HeldOrder held, PartnerStep step, string? number, string? pin, CancellationToken cancellation)
    {
        var (order, can) = (held.Order, Ability(await partners.TermsAsync(held.Order)));
        var isAgain = order.Step == step && order.State is PartnerOrderState.Sending or PartnerOrderState.Capturing or PartnerOrderState.Voiding;
        var action = isAgain ? PartnerAnswers.Next(order, can) : PartnerAction.Do;
        if (action == PartnerAction.GiveUp)
            return await orders.ChangeAsync(order.OrderId, now => now.State == order.State ? PartnerAnswers.GivenUp(now, order.Reason) : now);
        if (await orders.TakeAsync(held, PartnerAnswers.Begin(order, step, clock.Now)) is not { } taken)
            return null;
        var wasInDoubt = isAgain && order.IsInDoubt;
        if (action == PartnerAction.Ask)
        {
            var asked = await connector.AskAsync(order.Partner, order.OrderId, cancellation);
            // Without its PIN an authorisation cannot be sent.
            if (!PartnerAnswers.IsNotDone(taken.Order, asked) || (step == PartnerStep.Authorise && number is null))
                return await TakeInAsync(taken.Order, asked, wasInDoubt: true, can, null);
            wasInDoubt = false;
        }

        var answer = await connector.DoAsync(new PartnerCall(order.Partner, order.OrderId, step, number, order.Points, pin, null), cancellation);
        return await TakeInAsync(taken.Order, answer, wasInDoubt, can, null);
    }

    private async Task SendAsync(HeldOrder held, CancellationToken cancellation)
    {
        var terms = await partners.TermsAsync(held.Order);
        var (earn, can) = (terms.Earn!, Ability(terms));
        // Points are those of the money that is left when they are sent; from then on they are fixed, while nobody knows whether they were.
        var order = await planner.RefreshedAsync(held.Order, earn);
        if (order.State == PartnerOrderState.Cancelled || (order.State == PartnerOrderState.Sending && order.Points == 0))
        {
            await orders.KeepAsync(held, order.State == PartnerOrderState.Cancelled ? order : PartnerOrders.Cancel(order, PartnerOrders.Reversed));
            return;
        }

        var action = order.State == PartnerOrderState.Sending ? PartnerAnswers.Next(order, can) : PartnerAction.Do;
        var number = action == PartnerAction.GiveUp ? null : await numbers.FirstAsync(order.Member!.Value, terms.Scheme);
        if (action == PartnerAction.GiveUp || (number is null && action == PartnerAction.Do))
        {
            await orders.KeepAsync(held, action == PartnerAction.GiveUp || order.IsInDoubt ? PartnerAnswers.GivenUp(order, order.Reason ?? PartnerOrders.NoNumber) : PartnerOrders.Cancel(order, PartnerOrders.NoNumber));
            return;
        }

        var wasInDoubt = order is { State: PartnerOrderState.Sending, IsInDoubt: true };
        if (await orders.TakeAsync(held, PartnerAnswers.Begin(order, PartnerStep.Credit, clock.Now)) is not { } taken)
            return;
        if (action == PartnerAction.Ask)
        {
            var asked = await connector.AskAsync(order.Partner, order.OrderId, cancellation);
            if (!PartnerAnswers.IsNotDone(taken.Order, asked))
            {
                await TakeInAsync(taken.Order, asked, wasInDoubt: true, can, earn.Rate);
                return;
            }

            // It never came: what is sent now is sent for the first time.
            wasInDoubt = false;
            if (await AfreshAsync(taken, earn, number) is not { } afresh)
                return;
            taken = afresh;
        }

        var sent = taken.Order;
        var answer = await connector.DoAsync(
            new PartnerCall(sent.Partner, sent.OrderId, PartnerStep.Credit, number, sent.Points, null, sent.Purchase!.TransactionId.Value), cancellation);
        await TakeInAsync(sent, answer, wasInDoubt, can, earn.Rate);
    }

    // The points of an order that the partner has never seen; null where it is ended instead.
    private async Task<HeldOrder?> AfreshAsync(HeldOrder taken, PartnerEarn earn, string? number)
    {
        var fresh = PartnerOrders.Refresh(taken.Order with { IsInDoubt = false }, earn, await planner.KnownAsync(taken.Order), clock.StartOf, clock.Today);
        if (number is not null && fresh.Points > 0)
            return await orders.TakeAsync(taken, fresh with { IsInDoubt = true }, isHeld: true);
        await orders.ChangeAsync(
            fresh.OrderId, now => now.State == PartnerOrderState.Sending ? PartnerOrders.Cancel(now, fresh.Points > 0 ? PartnerOrders.NoNumber : PartnerOrders.Reversed) : now, isTaken: true);
        return null;
    }

    private Task<PartnerOrder?> TakeInAsync(PartnerOrder asked, PartnerAnswer answer, bool wasInDoubt, PartnerAbility can, PointRate? rate)
    {
        var at = new PartnerMoment(clock.Now, clock.Today, Random.Shared.NextDouble(), wasInDoubt, rate);
        // The partner may have called in between, and the purchase may have changed.
        return orders.ChangeAsync(
            asked.OrderId, now => now.State == asked.State && now.Step == asked.Step ? PartnerAnswers.After(now, answer, at, can) : now, isTaken: true);
    }

    private Task<PartnerOrder?> MoveOnAsync(PartnerOrder order) => orders.ChangeAsync(
        order.OrderId, now => now.State == PartnerOrderState.Planned && now.NextAt <= clock.Now ? PartnerOrders.OnItsDay(now, clock.Today, clock.Now) : now);

    private Task<PartnerOrder?> ExpireAsync(PartnerOrder order) => orders.ChangeAsync(
        order.OrderId, now => now.State == order.State && now.NextAt <= clock.Now ? PartnerOrders.Expire(now, clock.Now) : now);

    private async Task GiveVoucherAsync(PartnerOrder order)
    {
        var terms = await partners.TermsAsync(order);
        if (await vouchers.GiveAsync(order, terms.ExchangeIn!.Days) is { } lot)
            await orders.ChangeAsync(order.OrderId, now => now with { LotId = lot, NextAt = null });
        else
            await orders.ChangeAsync(order.OrderId, now => PartnerAnswers.GivenUp(now, "voucherNotGiven"));
    }

    private static PartnerAbility Ability(PartnerTerms terms) => new(terms.Idempotent, terms.CanAsk);
}
