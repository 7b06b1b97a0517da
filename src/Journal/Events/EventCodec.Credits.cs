using Loyalty.Domain;

namespace Loyalty.Journal;

// What waits, how a purchase earned, and what it says of itself.
internal static partial class EventCodec
{
    private static CreditPendedBody Body(CreditPended change) =>
        new(change.Date, Body(change.Posting), change.Due, Relevelled(change), change.Tier);

    private static CreditPended Event(CreditPendedBody body) => new()
    {
        Date = body.Date, Due = body.Due, Posting = Posting(body.Posting), Relevelled = Relevelled(body.Relevelled), Tier = body.Tier,
    };

    private static CreditReleasedBody Body(CreditReleased change) => new(
        change.Date,
        [.. change.Credits.Select(c => new ReleasedBody(c.TransactionId.Value, c.Counted, c.LastDayCounted))],
        change.Cause is { } cause ? Body(cause) : null,
        change.Due,
        Body(change.TierChange),
        Relevelled(change),
        change.Tier);

    private static CreditReleased Event(CreditReleasedBody body) => new()
    {
        Date = body.Date,
        Due = body.Due,
        Credits = ValueList.From(body.Credits.Select(c => new ReleasedCredit(new TransactionId(c.TransactionId), c.Counted, c.LastDayCounted))),
        Cause = body.Cause is { } cause ? Event(cause) : null,
        TierChange = Change(body.TierChange),
        Relevelled = Relevelled(body.Relevelled),
        Tier = body.Tier,
    };

    private static CreditCancelledBody Body(CreditCancelled change) => new(
        change.Date,
        [.. change.Credits.Select(c => new CancelledBody(c.TransactionId.Value, c.Amount, Bodies(c.Freed)))],
        change.Due,
        Relevelled(change),
        change.Tier);

    private static CreditCancelled Event(CreditCancelledBody body) => new()
    {
        Date = body.Date,
        Due = body.Due,
        Credits = ValueList.From(body.Credits.Select(c => new CancelledCredit(new TransactionId(c.TransactionId), c.Amount, Uses(c.Freed)))),
        Relevelled = Relevelled(body.Relevelled),
        Tier = body.Tier,
    };

    private static CreditUpdatedBody Body(CreditUpdated change) => new(
        change.Date, Body(change.Cause), change.LastDayCounted, change.Dates.Release, change.Dates.Cancel, change.Due, Relevelled(change), change.Tier);

    private static CreditUpdated Event(CreditUpdatedBody body) => new()
    {
        Date = body.Date,
        Due = body.Due,
        Cause = Event(body.Cause),
        Dates = new HoldDates(body.Release, body.Cancel),
        LastDayCounted = body.LastDayCounted,
        Relevelled = Relevelled(body.Relevelled),
        Tier = body.Tier,
    };

    private static PurchaseEventBody Body(PurchaseEvent happened) => new(
        happened.EventId.Value,
        happened.TransactionId.Value,
        EventNames.Of(happened.Kind),
        happened.Date,
        happened.ServiceDate,
        happened.Source);

    private static PurchaseEvent Event(PurchaseEventBody body) => new(
        new EventId(body.EventId),
        new TransactionId(body.TransactionId),
        EventNames.PurchaseEventOf(body.Event),
        body.Date,
        body.ServiceDate,
        body.Source);

    internal static DetailsBody? Body(PurchaseDetails? said) => said is null
        ? null
        : new DetailsBody(
            Bodies(said.Components),
            said.Carrier,
            said.Flight,
            said.ServiceDate,
            said.Origin,
            said.Destination,
            said.FareClass,
            said.Cabin,
            said.Product,
            said.ProductGroup,
            said.Merchant,
            said.Country,
            said.Channel,
            said.ReceiptNumber,
            said.TicketNumber,
            said.Company);

    private static PurchaseDetails? Details(DetailsBody? body) => body is null
        ? null
        : new PurchaseDetails
        {
            Components = Components(body.Components),
            Carrier = body.Carrier,
            Flight = body.Flight,
            ServiceDate = body.ServiceDate,
            Origin = body.Origin,
            Destination = body.Destination,
            FareClass = body.FareClass,
            Cabin = body.Cabin,
            Product = body.Product,
            ProductGroup = body.ProductGroup,
            Merchant = body.Merchant,
            Country = body.Country,
            Channel = body.Channel,
            ReceiptNumber = body.ReceiptNumber,
            TicketNumber = body.TicketNumber,
            Company = body.Company,
        };

    internal static EarnedBody? Body(Earned? earned) => earned is null
        ? null
        : new EarnedBody(
            earned.Eligible,
            earned.Base,
            earned.Tier,
            earned.Excluded.IsEmpty ? null : [.. earned.Excluded.Select(e => new ExcludedBody(e.Amount, e.Component, e.Rule))],
            earned.Parts.IsEmpty
                ? null
                : [.. earned.Parts.Select(p => new PartBody(p.Rule, p.Group, p.Percent, p.Amount, p.Cut ? true : null, p.CapPeriod))],
            Body(earned.Hold));

    internal static HoldBody? Body(Hold? hold) => hold is null
        ? null
        : new HoldBody(
            hold.Terms.Rule,
            [.. hold.Terms.After.Select(EventNames.Of)],
            hold.Terms.Days,
            hold.Terms.AtMost,
            hold.Terms.ReleasesAtMost ? true : null,
            hold.Terms.DatedByService ? true : null,
            hold.Dates.Release,
            hold.Dates.Cancel);

    private static Earned? Earned(EarnedBody? body) => body is null
        ? null
        : new Earned
        {
            Eligible = body.Eligible,
            Base = body.Base,
            Tier = body.Tier,
            Excluded = ValueList.From((body.Excluded ?? []).Select(e => new Excluded(e.Component, e.Amount, e.Rule))),
            Parts = ValueList.From((body.Parts ?? []).Select(p => new EarnedPart(p.Rule, p.Group, p.Percent, p.Amount, p.Cut == true, p.CapPeriod))),
            Hold = body.Hold is not { } hold
                ? null
                : new Hold(
                    new HoldTerms(
                        hold.Rule,
                        ValueList.From(hold.After.Select(EventNames.HoldDayOf)),
                        hold.Days,
                        hold.AtMost,
                        hold.ReleasesAtMost == true,
                        hold.DatedByService == true),
                    new HoldDates(hold.Release, hold.Cancel)),
        };

    internal static PendingBody Body(PendingCredit credit) => new(
        credit.TransactionId.Value, credit.Amount, credit.LastDayCounted, credit.Dates.Release, credit.Dates.Cancel, Bodies(credit.Caps));

    internal static PendingCredit Pending(PendingBody body) => new(
        new TransactionId(body.TransactionId), body.Amount, new HoldDates(body.Release, body.Cancel), body.LastDayCounted, Uses(body.Caps));

    internal static CapUseBody[]? Bodies(ValueList<CapUse> uses) =>
        uses.IsEmpty ? null : [.. uses.Select(use => new CapUseBody(use.Rule, use.Period, use.Amount))];

    internal static ValueList<CapUse> Uses(CapUseBody[]? bodies) =>
        ValueList.From((bodies ?? []).Select(use => new CapUse(use.Rule, use.Period, use.Amount)));

    private static ComponentBody[]? Bodies(ValueList<Component> components) =>
        components.IsEmpty ? null : [.. components.Select(c => new ComponentBody(c.Code, c.Minor))];

    private static ValueList<Component> Components(ComponentBody[]? bodies) =>
        ValueList.From((bodies ?? []).Select(c => new Component(c.Code, c.Minor)));

    private static PostingBody Body(Posting posting)
    {
        var purchase = posting.Purchase;
        return new PostingBody(
            new PurchaseBody(
                purchase.TransactionId.Value,
                EventNames.Of(purchase.Type),
                Body(purchase.Amount),
                purchase.Date,
                purchase.BookingReference,
                purchase.Partner,
                purchase.Reason,
                purchase.Source,
                Body(purchase.Details)),
            posting.Date,
            new RateBody(posting.Rate.Value, posting.Rate.Date),
            posting.Converted,
            posting.BonusPercent,
            posting.Counted,
            posting.PostedOn,
            posting.LastDayCounted,
            Body(posting.Earned));
    }

    internal static StandingBody? Relevelled(AccountEvent change) => change.Relevelled is { } standing ? Body(standing) : null;

    private static TierStanding? Relevelled(StandingBody? body) => body is null ? null : Standing(body);
}
