using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>One event as the lists of events tell it: what was recorded, not what holds now.</summary>
/// <param name="Sequence">Its place among all of its stream.</param>
/// <param name="MemberId">Whom it is about; null for a lot whose code nobody has claimed.</param>
/// <param name="Version">Its place among the member's changes of the ledger; left out in the streams beside it.</param>
/// <param name="Date">The civil day it belongs to.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="EffectiveTier">The code of the tier that held after it; null where the account of an old event cannot be read.</param>
/// <param name="Channel">Where the member joined, for <c>enrolled</c>.</param>
public sealed record EventView(
    long Sequence,
    string? MemberId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Version,
    EventKind Kind,
    DateOnly Date,
    DateTimeOffset At,
    string? EffectiveTier,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventTierChange? TierChange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventTransaction? Transaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventReversal? Reversal)
{
    /// <summary>Credits that began to count or ended, for <c>creditReleased</c> and <c>creditCancelled</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EventCredit>? Transactions { get; init; }

    /// <summary>Why, for <c>creditCancelled</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The purchase that something happened to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TransactionId { get; init; }

    /// <summary>What happened to it: paid, shipped, flown, delivered or rebooked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PurchaseEventKind? Event { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventId { get; init; }

    /// <summary>The day from which it will count, where it is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The programme version by which something was reckoned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProgrammeVersion { get; init; }

    /// <summary>The ledger's last sequence when it was recorded, in the streams beside it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? After { get; init; }

    /// <summary>The names of the fields that changed, for <c>profileChanged</c>; never what is in them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The profile's version after the change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ProfileVersion { get; init; }

    /// <summary>Who changed the profile: the name of a key, or <c>member</c>, <c>operator</c> or <c>open</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>What the member agrees to, by purpose, for <c>consentChanged</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, bool>? Purposes { get; init; }

    /// <summary>How the lot stands, for <c>lotChanged</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventLot? Lot { get; init; }

    /// <summary>What became of the hold, for <c>holdEnded</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventHold? Hold { get; init; }

    /// <summary>The disruption that the member was told of, for <c>disruptionStep</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventDisruption? Disruption { get; init; }

    /// <summary>The order at a partner, for <c>orderChanged</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventOrder? Order { get; init; }

    /// <summary>An event of a stream beside the ledger.</summary>
    public static EventView Of(RecordedStreamEvent recorded)
    {
        var (entry, profile) = (recorded.Entry, recorded.Entry.Event as ProfileChanged);
        return new EventView(
            recorded.Sequence, entry.Member.Value is { Length: > 0 } member ? member : null, null, EventKinds.Of(entry.Event.Kind), entry.Date, entry.At, entry.Tier, null, null, null, null)
        {
            After = recorded.After,
            Fields = profile?.Fields,
            ProfileVersion = profile?.ProfileVersion,
            Source = profile?.Source,
            Purposes = (entry.Event as ConsentChanged)?.Purposes,
            Lot = entry.Event is LotChanged lot ? EventLot.Of(lot) : null,
            Hold = entry.Event is HoldEnded hold ? EventHold.Of(hold) : null,
            Order = entry.Event is OrderChanged order ? EventOrder.Of(order) : null,
            Disruption = entry.Event is DisruptionStep step ? new EventDisruption(step.Disruption.Value, step.State) : null,
        };
    }

    /// <param name="effectiveTier">As <see cref="EffectiveTiers"/> has it.</param>
    public static EventView Of(RecordedEvent recorded, ProgrammeVersions versions, string? effectiveTier)
    {
        var version = versions.On(recorded.Event.Date);
        var cause = (recorded.Event as CreditUpdated)?.Cause ?? (recorded.Event as CreditReleased)?.Cause;
        return Of(recorded, version.Programme, effectiveTier) with
        {
            Transactions = recorded.Event switch
            {
                CreditReleased released => [.. released.Credits.Select(c => EventCredit.Of(c, versions.Currency))],
                CreditCancelled ended => [.. ended.Credits.Select(c => EventCredit.Of(c, versions.Currency))],
                _ => null,
            },
            Reason = recorded.Event is CreditCancelled ? "waitedTooLong" : null,
            TransactionId = cause?.TransactionId.Value,
            Event = cause?.Kind,
            EventId = cause?.EventId.Value,
            CountsFrom = (recorded.Event as CreditUpdated)?.Dates.Release,
            ProgrammeVersion = recorded.Event is MemberEnrolled ? null : version.Number,
        };
    }

    private static EventView Of(RecordedEvent recorded, Programme programme, string? effectiveTier) => new(
        recorded.Sequence,
        recorded.Member.Value,
        recorded.Version,
        EventKinds.Of(recorded.Event.Kind),
        recorded.Event.Date,
        recorded.At,
        effectiveTier,
        (recorded.Event as MemberEnrolled)?.Channel,
        recorded.Event.TierChange is { } change ? EventTierChange.Of(change, (recorded.Event as TierMoved)?.Reason, programme) : null,
        recorded.Event is PurchasePosted { Posting: var posting } ? EventTransaction.Of(posting, programme) : null,
        recorded.Event is SpendReversed reversed ? EventReversal.Of(reversed, programme) : null);
}

/// <summary>An order at a partner as it was after the change; never a number.</summary>
/// <param name="Value">What the points pay; left out for an earn order.</param>
/// <param name="Lost">Points that were sent and whose purchase was taken back since; left out where there are none.</param>
public sealed record EventOrder(
    string OrderId,
    string Partner,
    PartnerOrderKind Kind,
    PartnerOrderState State,
    long Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TransactionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Lost)
{
    public static EventOrder Of(OrderChanged order) => new(
        order.OrderId,
        order.Partner,
        order.Order,
        order.State,
        order.Points,
        order.Value is { } value ? Money.ToDecimal(value, Domain.Currency.Of(order.Currency!)) : null,
        order.Currency,
        order.TransactionId,
        order.Lost == 0 ? null : order.Lost);
}

/// <summary>A disruption that a member was told of.</summary>
/// <param name="State"><c>announced</c>.</param>
public sealed record EventDisruption(string DisruptionId, string State);

/// <summary>A credit that began to count, or ended without.</summary>
/// <param name="CountedAmount">What counts from now on, in the programme's currency.</param>
/// <param name="Amount">What will not count.</param>
public sealed record EventCredit(
    string TransactionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? CountedAmount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDayCounted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount)
{
    public static EventCredit Of(ReleasedCredit credit, Currency currency) =>
        new(credit.TransactionId.Value, Money.ToDecimal(credit.Counted, currency), credit.LastDayCounted, null);

    public static EventCredit Of(CancelledCredit credit, Currency currency) =>
        new(credit.TransactionId.Value, null, null, Money.ToDecimal(credit.Amount, currency));
}

/// <param name="Spend">CurrentPeriodSpend at that moment, in the programme's currency.</param>
public sealed record EventTierChange(TierChangeKind Kind, string From, string To, DateOnly? ReviewDate, decimal Spend, string? Reason)
{
    public static EventTierChange Of(TierChange change, string? reason, Programme programme) => new(
        change.Kind,
        programme.Tiers[change.From.Level].Name,
        programme.Tiers[change.To.Level].Name,
        change.To.ReviewDate,
        Money.ToDecimal(change.Spend, programme.Currency),
        reason);
}

/// <summary>A purchase as it was credited. Amounts other than <paramref name="Amount"/> are in the programme's currency.</summary>
public sealed record EventTransaction(
    string TransactionId,
    PurchaseType Type,
    decimal Amount,
    string Currency,
    decimal ConvertedAmount,
    decimal CountedAmount,
    decimal Rate,
    DateOnly RateDate,
    decimal BonusPercent,
    DateOnly Date,
    DateOnly PostedOn,
    DateOnly LastDayCounted,
    string? BookingReference,
    string? Partner,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    /// <summary>pending where it waits; left out where it counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CreditState? State { get; init; }

    /// <summary>The day from which it will count, where it waits and that is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The day it ends without counting if nothing happens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? CancelledOn { get; init; }

    /// <summary>How it earned; left out where all of it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EarningView? Earning { get; init; }

    public static EventTransaction Of(Posting posting, Programme programme) => new(
        posting.Purchase.TransactionId.Value,
        posting.Purchase.Type,
        posting.Purchase.Amount.ToDecimal(),
        posting.Purchase.Amount.Currency.Code,
        Money.ToDecimal(posting.Converted, programme.Currency),
        Money.ToDecimal(posting.Counted, programme.Currency),
        posting.Rate.Value,
        posting.Rate.Date,
        posting.BonusPercent,
        posting.Date,
        posting.PostedOn,
        posting.LastDayCounted,
        posting.Purchase.BookingReference,
        posting.Purchase.Partner,
        posting.Purchase.Reason)
    {
        State = posting.Waits ? CreditState.Pending : null,
        CountsFrom = posting.Earned?.Hold?.Dates.Release,
        CancelledOn = posting.Earned?.Hold?.Dates.Cancel,
        Earning = Earnings.Posted(posting, programme.Currency),
    };
}

/// <param name="Amount">Taken back, in <paramref name="Currency"/>, which is the purchase's.</param>
/// <param name="CountedAmount">By how much the counted amount fell, in the programme's currency.</param>
public sealed record EventReversal(
    string ReversalId, string TransactionId, decimal Amount, string Currency, decimal CountedAmount, string Reason)
{
    /// <summary>Whether the purchase counted when it was taken back.</summary>
    public required CreditState State { get; init; }

    /// <summary>What was taken back of each component that was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ComponentView>? Components { get; init; }

    public static EventReversal Of(SpendReversed reversed, Programme programme) => new(
        reversed.Reversal.ReversalId.Value,
        reversed.Reversal.TransactionId.Value,
        reversed.Reversal.Amount.ToDecimal(),
        reversed.Reversal.Amount.Currency.Code,
        Money.ToDecimal(reversed.CountedTaken, programme.Currency),
        reversed.Reversal.Reason)
    {
        State = reversed.State,
        Components = SpendViews.Reversal(reversed, programme).Components,
    };
}
