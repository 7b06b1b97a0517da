using System.Collections.Immutable;
using Loyalty.Domain;

namespace Loyalty.Grains;

[GenerateSerializer, Immutable, Alias("loyalty.ValueList`1")]
internal readonly record struct ValueListSurrogate<T>([property: Id(0)] ImmutableArray<T> Items);

[RegisterConverter]
internal sealed class ValueListConverter<T> : IConverter<ValueList<T>, ValueListSurrogate<T>>
{
    public ValueList<T> ConvertFromSurrogate(in ValueListSurrogate<T> surrogate) => surrogate.Items.IsDefaultOrEmpty ? default : ValueList.From(surrogate.Items);

    public ValueListSurrogate<T> ConvertToSurrogate(in ValueList<T> value) => new(value.Items);
}

[GenerateSerializer, Immutable, Alias("loyalty.Component")]
internal readonly record struct ComponentSurrogate([property: Id(0)] string Code, [property: Id(1)] long Minor);

[RegisterConverter]
internal sealed class ComponentConverter : IConverter<Component, ComponentSurrogate>
{
    public Component ConvertFromSurrogate(in ComponentSurrogate surrogate) => new(surrogate.Code, surrogate.Minor);

    public ComponentSurrogate ConvertToSurrogate(in Component value) => new(value.Code, value.Minor);
}

[GenerateSerializer, Immutable, Alias("loyalty.HoldDates")]
internal readonly record struct HoldDatesSurrogate([property: Id(0)] DateOnly? Release, [property: Id(1)] DateOnly? Cancel);

[RegisterConverter]
internal sealed class HoldDatesConverter : IConverter<HoldDates, HoldDatesSurrogate>
{
    public HoldDates ConvertFromSurrogate(in HoldDatesSurrogate surrogate) => new(surrogate.Release, surrogate.Cancel);

    public HoldDatesSurrogate ConvertToSurrogate(in HoldDates value) => new(value.Release, value.Cancel);
}

[GenerateSerializer, Immutable, Alias("loyalty.CapUse")]
internal readonly record struct CapUseSurrogate([property: Id(0)] string Rule, [property: Id(1)] string Period, [property: Id(2)] long Amount);

[RegisterConverter]
internal sealed class CapUseConverter : IConverter<CapUse, CapUseSurrogate>
{
    public CapUse ConvertFromSurrogate(in CapUseSurrogate surrogate) => new(surrogate.Rule, surrogate.Period, surrogate.Amount);

    public CapUseSurrogate ConvertToSurrogate(in CapUse value) => new(value.Rule, value.Period, value.Amount);
}

[GenerateSerializer, Immutable, Alias("loyalty.PendingCredit")]
internal readonly record struct PendingCreditSurrogate(
    [property: Id(0)] TransactionId TransactionId,
    [property: Id(1)] long Amount,
    [property: Id(2)] HoldDates Dates,
    [property: Id(3)] DateOnly LastDayCounted,
    [property: Id(4)] ValueList<CapUse> Caps);

[RegisterConverter]
internal sealed class PendingCreditConverter : IConverter<PendingCredit, PendingCreditSurrogate>
{
    public PendingCredit ConvertFromSurrogate(in PendingCreditSurrogate surrogate) =>
        new(surrogate.TransactionId, surrogate.Amount, surrogate.Dates, surrogate.LastDayCounted, surrogate.Caps);

    public PendingCreditSurrogate ConvertToSurrogate(in PendingCredit value) =>
        new(value.TransactionId, value.Amount, value.Dates, value.LastDayCounted, value.Caps);
}

[GenerateSerializer, Immutable, Alias("loyalty.PurchaseDetails")]
internal readonly record struct PurchaseDetailsSurrogate(
    [property: Id(0)] ValueList<Component> Components,
    [property: Id(1)] string? Carrier,
    [property: Id(2)] string? Flight,
    [property: Id(3)] DateOnly? ServiceDate,
    [property: Id(4)] string? Origin,
    [property: Id(5)] string? Destination,
    [property: Id(6)] string? FareClass,
    [property: Id(7)] string? Cabin,
    [property: Id(8)] string? Product,
    [property: Id(9)] string? ProductGroup,
    [property: Id(10)] string? Merchant,
    [property: Id(11)] string? Country,
    [property: Id(12)] string? Channel,
    [property: Id(13)] string? ReceiptNumber,
    [property: Id(14)] string? TicketNumber,
    [property: Id(15)] string? Company);

[RegisterConverter]
internal sealed class PurchaseDetailsConverter : IConverter<PurchaseDetails, PurchaseDetailsSurrogate>
{
    public PurchaseDetails ConvertFromSurrogate(in PurchaseDetailsSurrogate surrogate) => new()
    {
        Components = surrogate.Components,
        Carrier = surrogate.Carrier,
        Flight = surrogate.Flight,
        ServiceDate = surrogate.ServiceDate,
        Origin = surrogate.Origin,
        Destination = surrogate.Destination,
        FareClass = surrogate.FareClass,
        Cabin = surrogate.Cabin,
        Product = surrogate.Product,
        ProductGroup = surrogate.ProductGroup,
        Merchant = surrogate.Merchant,
        Country = surrogate.Country,
        Channel = surrogate.Channel,
        ReceiptNumber = surrogate.ReceiptNumber,
        TicketNumber = surrogate.TicketNumber,
        Company = surrogate.Company,
    };

    public PurchaseDetailsSurrogate ConvertToSurrogate(in PurchaseDetails value) => new(
        value.Components,
        value.Carrier,
        value.Flight,
        value.ServiceDate,
        value.Origin,
        value.Destination,
        value.FareClass,
        value.Cabin,
        value.Product,
        value.ProductGroup,
        value.Merchant,
        value.Country,
        value.Channel,
        value.ReceiptNumber,
        value.TicketNumber,
        value.Company);
}

[GenerateSerializer, Immutable, Alias("loyalty.PurchaseEvent")]
internal readonly record struct PurchaseEventSurrogate(
    [property: Id(0)] string EventId,
    [property: Id(1)] TransactionId TransactionId,
    [property: Id(2)] PurchaseEventKind Kind,
    [property: Id(3)] DateOnly Date,
    [property: Id(4)] DateOnly? ServiceDate,
    [property: Id(5)] string? Source);

[RegisterConverter]
internal sealed class PurchaseEventConverter : IConverter<PurchaseEvent, PurchaseEventSurrogate>
{
    public PurchaseEvent ConvertFromSurrogate(in PurchaseEventSurrogate surrogate) => new(
        new EventId(surrogate.EventId), surrogate.TransactionId, surrogate.Kind, surrogate.Date, surrogate.ServiceDate, surrogate.Source);

    public PurchaseEventSurrogate ConvertToSurrogate(in PurchaseEvent value) =>
        new(value.EventId.Value, value.TransactionId, value.Kind, value.Date, value.ServiceDate, value.Source);
}
