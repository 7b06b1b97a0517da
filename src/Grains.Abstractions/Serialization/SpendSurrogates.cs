using Loyalty.Domain;

namespace Loyalty.Grains;

[GenerateSerializer, Immutable, Alias("loyalty.Money")]
internal readonly record struct MoneySurrogate([property: Id(0)] long Minor, [property: Id(1)] Currency Currency);

[RegisterConverter]
internal sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => new(surrogate.Minor, surrogate.Currency);

    public MoneySurrogate ConvertToSurrogate(in Money value) => new(value.Minor, value.Currency);
}

[GenerateSerializer, Immutable, Alias("loyalty.Purchase")]
internal readonly record struct PurchaseSurrogate(
    [property: Id(0)] TransactionId TransactionId,
    [property: Id(1)] PurchaseType Type,
    [property: Id(2)] Money Amount,
    [property: Id(3)] DateOnly? Date,
    [property: Id(4)] string? BookingReference,
    [property: Id(5)] string? Partner,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? Source,
    [property: Id(8)] PurchaseDetails? Details);

[RegisterConverter]
internal sealed class PurchaseConverter : IConverter<Purchase, PurchaseSurrogate>
{
    public Purchase ConvertFromSurrogate(in PurchaseSurrogate surrogate) => new(
        surrogate.TransactionId, surrogate.Type, surrogate.Amount, surrogate.Date, surrogate.BookingReference, surrogate.Partner, surrogate.Reason, surrogate.Source,
        surrogate.Details);

    public PurchaseSurrogate ConvertToSurrogate(in Purchase value) =>
        new(value.TransactionId, value.Type, value.Amount, value.Date, value.BookingReference, value.Partner, value.Reason, value.Source, value.Details);
}

[GenerateSerializer, Immutable, Alias("loyalty.ReversalRequest")]
internal readonly record struct ReversalRequestSurrogate(
    [property: Id(0)] ReversalId ReversalId,
    [property: Id(1)] TransactionId TransactionId,
    [property: Id(2)] decimal? Amount,
    [property: Id(3)] string Reason,
    [property: Id(4)] string? Source,
    [property: Id(5)] bool OwnOnly,
    [property: Id(6)] IReadOnlyList<(string? Code, decimal Amount)>? Components);

[RegisterConverter]
internal sealed class ReversalRequestConverter : IConverter<ReversalRequest, ReversalRequestSurrogate>
{
    public ReversalRequest ConvertFromSurrogate(in ReversalRequestSurrogate surrogate) =>
        new(surrogate.ReversalId, surrogate.TransactionId, surrogate.Amount, surrogate.Reason, surrogate.Source, surrogate.OwnOnly, surrogate.Components);

    public ReversalRequestSurrogate ConvertToSurrogate(in ReversalRequest value) =>
        new(value.ReversalId, value.TransactionId, value.Amount, value.Reason, value.Source, value.OwnOnly, value.Components);
}
