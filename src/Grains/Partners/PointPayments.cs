using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Pays with points: authorised, then captured or given back. A number and a PIN pass through to the partner and are kept nowhere; a
/// repetition is answered from the order, and the partner is asked where that does not know.
/// </summary>
public sealed class PointPayments(
    PartnerBook partners, PartnerOrderBook orders, PartnerWorker worker, PartnerOrderDispatcher dispatcher, MemberNumbers numbers, IPartnerConnector connector,
    IGrainFactory grains, ProgrammeClock clock)
{
    /// <summary>How long a call waits for another order of the same member that is at the partner; longer than a partner may take.</summary>
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(12), LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Authorises points; the same again is answered from the order. An exchange is captured at once, and its voucher given.</summary>
    /// <returns>
    /// Refused with <c>unknown-partner</c>, <c>order-id-reused</c>, <c>order-ended</c>, <c>partner-refused</c>, <c>partner-unknown</c>, and by
    /// what is wrong with a field.
    /// </returns>
    public async Task<Outcome<PartnerOrder>> AuthoriseAsync(string partner, AuthorisationRequest asked, CancellationToken cancellation)
    {
        var found = await partners.FindAsync(partner);
        if (found.Refusal is { } unknown)
            return unknown;
        if (!connector.Knows(partner))
            return PartnerRefusals.NotConfigured(partner);
        var claim = connector.Seal(partner, asked.Content);
        if (await orders.Store.FindOrderAsync(asked.OrderId) is { } earlier)
            return await RepeatAsync(partner, earlier, asked, claim, cancellation);
        var made = await MakeAsync(partner, asked, found.Value, claim);
        if (made.Refusal is { } refusal)
            return refusal;
        var (order, number) = made.Value;
        if (await orders.AddAsync(order, $"call {order.OrderId}") is not { } held)
            return order.Member is { } member ? Refusals.MemberErased(member) : PartnerRefusals.OrderIdReused(order.OrderId);
        if (held.Order.CreatedAt != order.CreatedAt || held.Order.Claim != order.Claim)
            return await RepeatAsync(partner, held, asked, claim, cancellation);
        return await AskAsync(held.Order.OrderId, PartnerStep.Authorise, number, asked.Pin, cancellation) is { } after
            ? await AnswerAsync(after, isRepeat: false, cancellation)
            : PartnerRefusals.MemberBusy;
    }

    /// <summary>Takes the points of an authorisation.</summary>
    /// <returns>Refused with <c>unknown-order</c>, <c>order-ended</c>, <c>order-not-authorised</c>, <c>partner-refused</c> or <c>partner-unknown</c>.</returns>
    public async Task<Outcome<PartnerOrder>> CaptureAsync(string partner, string orderId, CancellationToken cancellation)
    {
        var found = await FindAsync(partner, orderId);
        if (found.Refusal is { } unknown)
            return unknown;
        var order = found.Value.Order;
        if (order.State == PartnerOrderState.Authorised && order.ExpiresAt <= clock.Now)
            order = await orders.ChangeAsync(orderId, now => now.State == PartnerOrderState.Authorised ? PartnerOrders.Expire(now, clock.Now) : now) ?? order;
        switch (order.State)
        {
            case PartnerOrderState.Captured:
                return ((Outcome<PartnerOrder>)order).AsRepeat();
            case PartnerOrderState.Authorised or PartnerOrderState.Capturing:
                return await AskAsync(orderId, PartnerStep.Capture, null, null, cancellation) switch
                {
                    null => PartnerRefusals.MemberBusy,
                    { State: PartnerOrderState.Captured } captured => captured,
                    { State: PartnerOrderState.Refused } refused => PartnerRefusals.RefusedByPartner(refused),
                    { State: PartnerOrderState.Voided or PartnerOrderState.Voiding } ended => PartnerRefusals.OrderEnded(ended),
                    _ => PartnerRefusals.PartnerUnknown(partner),
                };
            case PartnerOrderState.Unknown when order.Step == PartnerStep.Capture:
                return PartnerRefusals.PartnerUnknown(partner);
            case PartnerOrderState.Sending or PartnerOrderState.Redirect or PartnerOrderState.Unknown:
                return new Refusal("order-not-authorised", $"'{orderId}' is not authorised.", "orderId");
            default:
                return PartnerRefusals.OrderEnded(order);
        }
    }

    /// <summary>Gives the points of an authorisation back; it is tried until it is known.</summary>
    /// <returns>Refused with <c>unknown-order</c>, <c>order-ended</c> or <c>partner-unknown</c>.</returns>
    public async Task<Outcome<PartnerOrder>> VoidAsync(string partner, string orderId, CancellationToken cancellation)
    {
        var found = await FindAsync(partner, orderId);
        if (found.Refusal is { } unknown)
            return unknown;
        switch (found.Value.Order)
        {
            case { State: PartnerOrderState.Voided } order:
                return ((Outcome<PartnerOrder>)order).AsRepeat();
            case { State: PartnerOrderState.Captured or PartnerOrderState.Capturing or PartnerOrderState.Refused or PartnerOrderState.Cancelled } order:
                return PartnerRefusals.OrderEnded(order);
            case { State: PartnerOrderState.Unknown, Step: PartnerStep.Capture }:
                return PartnerRefusals.PartnerUnknown(partner);
            default:
                // Whatever comes of asking now, it goes on.
                await orders.ChangeAsync(
                    orderId, now => now.IsEnded || now.State is PartnerOrderState.Voiding or PartnerOrderState.Capturing ? now : PartnerOrders.Expire(now, clock.Now) with { Reason = "voided" });
                return await AskAsync(orderId, PartnerStep.Void, null, null, cancellation) switch
                {
                    { State: PartnerOrderState.Voided } voided => voided,
                    { IsEnded: true } ended => PartnerRefusals.OrderEnded(ended),
                    _ => PartnerRefusals.PartnerUnknown(partner),
                };
        }
    }

    /// <summary>Takes in what a partner says of itself. Harmless when repeated.</summary>
    /// <returns>Whether there is such an order of the partner.</returns>
    public async Task<bool> CalledAsync(string partner, string orderId, PartnerAnswer answer)
    {
        if ((await orders.Store.FindOrderAsync(orderId))?.Order is not { } order || order.Partner != partner)
            return false;
        var rate = (await partners.TermsAsync(order)).Earn?.Rate;
        await orders.ChangeAsync(orderId, now => PartnerAnswers.Called(now, answer, new PartnerMoment(clock.Now, clock.Today, 0, Rate: rate)));
        dispatcher.Wake();
        return true;
    }

    /// <summary>Settles an order that nobody but a person can find out about; the same again changes nothing.</summary>
    /// <returns>Refused with <c>unknown-order</c> or <c>order-not-unknown</c>.</returns>
    public async Task<Outcome<PartnerOrder>> SettleAsync(string orderId, bool isDone)
    {
        if (await orders.Store.FindOrderAsync(orderId) is not { Order: var order })
            return PartnerRefusals.UnknownOrder(orderId);
        if (order.State != PartnerOrderState.Unknown)
            return new Refusal("order-not-unknown", $"'{orderId}' is {order.State.Word()}, and nobody need settle it.", "orderId");
        var rate = (await partners.TermsAsync(order)).Earn?.Rate;
        var settled = await orders.ChangeAsync(orderId, now => now.State == PartnerOrderState.Unknown
            ? PartnerAnswers.Settle(now, isDone, new PartnerMoment(clock.Now, clock.Today, 0, Rate: rate))
            : now);
        dispatcher.Wake();
        return settled!;
    }

    private async Task<Outcome<PartnerOrder>> RepeatAsync(
        string partner, HeldOrder earlier, AuthorisationRequest asked, string claim, CancellationToken cancellation)
    {
        var order = earlier.Order;
        if (order.Partner != partner || order.Kind == PartnerOrderKind.Earn || order.Claim != claim)
            return PartnerRefusals.OrderIdReused(order.OrderId);
        if (order.State != PartnerOrderState.Sending)
            return await AnswerAsync(order, isRepeat: true, cancellation);
        var terms = await partners.TermsAsync(order);
        var mayAsk = order.IsInDoubt && !terms.Idempotent;
        // Sent again only with its PIN: nobody has kept it.
        var canSend = terms.Burn?.Pin is null || asked.Pin is not null;
        if (asked.Pin is not null && !TakesPin(terms, asked.Pin))
            return PartnerRefusals.PinNotValid;
        if (!canSend && !(order.IsInDoubt && terms.CanAsk))
            return PartnerRefusals.PartnerUnknown(partner);
        var number = canSend ? await NumberOf(asked, terms) : null;
        if (number is null && !mayAsk && terms.CanAsk)
            return await AskOnlyAsync(order, cancellation);
        return await AskAsync(order.OrderId, PartnerStep.Authorise, number, asked.Pin, cancellation) is { } after
            ? await AnswerAsync(after, isRepeat: true, cancellation)
            : PartnerRefusals.MemberBusy;
    }

    // A partner that would take it twice is asked all the same where there is no PIN to send it with.
    private async Task<Outcome<PartnerOrder>> AskOnlyAsync(PartnerOrder order, CancellationToken cancellation)
    {
        var asked = await connector.AskAsync(order.Partner, order.OrderId, cancellation);
        if (asked.Outcome is PartnerOutcome.NeverCame or PartnerOutcome.NotReached or PartnerOutcome.Unclear)
            return PartnerRefusals.PartnerUnknown(order.Partner);
        var at = new PartnerMoment(clock.Now, clock.Today, 0, WasInDoubt: true);
        var terms = await partners.TermsAsync(order);
        var after = await orders.ChangeAsync(order.OrderId, now => now.State == PartnerOrderState.Sending
            ? PartnerAnswers.After(now, asked, at, new PartnerAbility(terms.Idempotent, terms.CanAsk))
            : now);
        return await AnswerAsync(after ?? order, isRepeat: true, cancellation);
    }

    private async Task<Outcome<PartnerOrder>> AnswerAsync(PartnerOrder order, bool isRepeat, CancellationToken cancellation)
    {
        if (order is { Kind: PartnerOrderKind.ExchangeIn, State: PartnerOrderState.Authorised or PartnerOrderState.Capturing or PartnerOrderState.Captured, LotId: null })
            order = await FinishExchangeAsync(order, cancellation);
        Outcome<PartnerOrder> answer = order.State switch
        {
            PartnerOrderState.Refused => PartnerRefusals.RefusedByPartner(order),
            PartnerOrderState.Voiding or PartnerOrderState.Voided or PartnerOrderState.Cancelled => PartnerRefusals.OrderEnded(order),
            PartnerOrderState.Sending or PartnerOrderState.Unknown => PartnerRefusals.PartnerUnknown(order.Partner),
            PartnerOrderState.Authorised or PartnerOrderState.Capturing or PartnerOrderState.Captured when order is { Kind: PartnerOrderKind.ExchangeIn, LotId: null } => PartnerRefusals.PartnerUnknown(order.Partner),
            // As it was first answered, whatever has become of it since.
            PartnerOrderState.Capturing or PartnerOrderState.Captured when order.Kind == PartnerOrderKind.Burn => order with { State = PartnerOrderState.Authorised },
            _ => order,
        };
        return isRepeat && answer.Refusal is null ? answer.AsRepeat() : answer;
    }

    private async Task<PartnerOrder> FinishExchangeAsync(PartnerOrder order, CancellationToken cancellation)
    {
        if (order.State != PartnerOrderState.Captured)
            order = await AskAsync(order.OrderId, PartnerStep.Capture, null, null, cancellation) ?? order;
        if (order.State == PartnerOrderState.Captured && await orders.Store.FindOrderAsync(order.OrderId) is { } held)
        {
            await worker.WorkAsync(held, cancellation);
            order = (await orders.Store.FindOrderAsync(order.OrderId))?.Order ?? order;
        }

        return order;
    }

    /// <summary>Has a step done, once no other order of the member is at the partner.</summary>
    private async Task<PartnerOrder?> AskAsync(string orderId, PartnerStep step, string? number, string? pin, CancellationToken cancellation)
    {
        for (var until = orders.Real + WaitFor; ;)
        {
            if (await orders.Store.FindOrderAsync(orderId) is not { } held)
                return null;
            if (!IsOpen(held.Order, step))
                return held.Order;
            if (await worker.StepAsync(held, step, number, pin, cancellation) is { } after)
                return after;
            if (orders.Real >= until)
                return null;
            await Task.Delay(LookEvery, cancellation);
        }
    }

    private static bool IsOpen(PartnerOrder order, PartnerStep step) => step switch
    {
        PartnerStep.Authorise => order.State == PartnerOrderState.Sending,
        PartnerStep.Capture => order.State is PartnerOrderState.Authorised or PartnerOrderState.Capturing,
        _ => order.State == PartnerOrderState.Voiding,
    };

    private async Task<Checked<(PartnerOrder Order, string Number)>> MakeAsync(
        string partner, AuthorisationRequest asked, (PartnerRecord Record, PartnerTerms Terms) now, string claim)
    {
        PartnerPreview? preview = null;
        if (asked.PreviewId is { } id)
        {
            preview = await partners.Store.FindPreviewAsync(id);
            if (preview is null || preview.Partner != partner || preview.Direction == PartnerDirection.Earn)
                return new Refusal("preview-id-not-valid", "There is no such preview of the partner.", "previewId");
            if (preview.BoundUntil <= clock.Now)
                return new Refusal("preview-over", "The preview binds no longer; ask for another.", "previewId");
        }

        var isExchange = preview?.Direction == PartnerDirection.ExchangeIn;
        var number = preview?.Terms ?? now.Record.Terms;
        var terms = preview is null ? now.Terms : await partners.TermsAsync(partner, number);
        if (!isExchange && terms.Burn is null)
            return new Refusal("direction-not-valid", $"Nothing is paid with points of '{partner}'.", "direction");
        if (isExchange && asked.Member is null)
            return new Refusal("member-id-not-valid", "An exchange is a member's.", "memberId");
        var worth = WorthOf(asked, preview, terms);
        if (worth.Refusal is { } notWorth)
            return notWorth;
        if (!TakesPin(terms, asked.Pin))
            return PartnerRefusals.PinNotValid;
        if (asked.Member is { } member && (await grains.LoyaltyAccount(member).GetTraveller()).Refusal is { } absent)
            return absent;
        if (await NumberOf(asked, terms) is not { } known)
            return new Refusal("number-not-valid", "A number of the partner's scheme is needed.", "number");
        var at = clock.Now;
        return (new PartnerOrder
        {
            OrderId = asked.OrderId,
            Partner = partner,
            Terms = number,
            Kind = isExchange ? PartnerOrderKind.ExchangeIn : PartnerOrderKind.Burn,
            Member = asked.Member,
            State = PartnerOrderState.Sending,
            Step = PartnerStep.Authorise,
            Points = worth.Value.Points,
            Value = worth.Value.Minor,
            Currency = worth.Value.Currency.Code,
            ExpiresAt = at.AddMinutes(terms.Burn?.Minutes ?? PartnerBurn.DefaultMinutes),
            NextAt = at.AddMinutes(terms.Burn?.Minutes ?? PartnerBurn.DefaultMinutes),
            PreviewId = asked.PreviewId,
            Claim = claim,
            CreatedAt = at,
            UpdatedAt = at,
        }, known);
    }

    private static Checked<PointsWorth> WorthOf(AuthorisationRequest asked, PartnerPreview? preview, PartnerTerms terms)
    {
        if (preview is null)
            return PartnerPreviews.Spent(terms.Burn!.Rate, new PreviewRequest(PartnerDirection.Burn, asked.Points, asked.Amount, null));
        var currency = Currency.Of(preview.Currency);
        if (asked.Points is { } points && points != preview.Points)
            return new Refusal("points-not-valid", $"The preview is of {preview.Points} points.", "points");
        if (asked.Amount is { } amount && amount != Money.ToDecimal(preview.Value, currency))
            return new Refusal("amount-not-valid", $"The preview is of {Money.ToDecimal(preview.Value, currency).ToString(CultureInfo.InvariantCulture)}.", "amount");
        return new PointsWorth(preview.Points, preview.Value, currency);
    }

    // What was typed, or what the member has; in the scheme's own writing.
    private async Task<string?> NumberOf(AuthorisationRequest asked, PartnerTerms terms)
    {
        if (asked.Number is null)
        {
            return asked.Member is { } member ? await numbers.FirstAsync(member, terms.Scheme) : null;
        }

        return await numbers.ReadAsync(terms.Scheme, asked.Number) is { Refusal: null } read ? read.Value : null;
    }

    private async Task<Checked<HeldOrder>> FindAsync(string partner, string orderId) =>
        await orders.Store.FindOrderAsync(orderId) is { Order.Kind: PartnerOrderKind.Burn } held && held.Order.Partner == partner ? held : PartnerRefusals.UnknownOrder(orderId);

    // Where the partner asks for none, none is taken.
    private static bool TakesPin(PartnerTerms terms, string? pin) => (terms.Burn ?? NoPin).Takes(pin);

    private static readonly PartnerBurn NoPin = new(default, null, 0);
}
