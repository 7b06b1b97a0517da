using System.Security.Cryptography;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tells what points are worth, or what an amount is in points; what it tells binds for a while.</summary>
public sealed class PartnerPreviews(PartnerBook partners, IRateBook rates, ProgrammeBook programmes, ProgrammeClock clock)
{
    /// <summary>How long a preview binds.</summary>
    public static readonly TimeSpan BoundFor = TimeSpan.FromMinutes(10);

    /// <summary>Makes a preview.</summary>
    /// <param name="asked">Points or an amount, one of them.</param>
    /// <returns>
    /// Refused with <c>unknown-partner</c>, <c>direction-not-valid</c>, <c>currency-not-valid</c>, <c>currency-rate-missing</c>,
    /// <c>points-not-valid</c> or <c>amount-not-valid</c>.
    /// </returns>
    public async Task<Checked<PartnerPreview>> MakeAsync(string partner, PreviewRequest asked)
    {
        var found = await partners.FindAsync(partner);
        if (found.Refusal is { } unknown)
            return unknown;
        var (record, terms) = found.Value;
        var rate = RateOf(terms, asked.Direction);
        if (rate is not { } known)
            return new Refusal("direction-not-valid", $"'{partner}' does not offer this.", "direction");
        var worth = asked.Direction == PartnerDirection.Earn ? Earned(known, asked) : Spent(known, asked);
        if (worth.Refusal is { } refusal)
            return refusal;
        var preview = new PartnerPreview(
            "p-" + RandomNumberGenerator.GetHexString(24, lowercase: true), partner, record.Terms, asked.Direction, worth.Value.Points, worth.Value.Minor, worth.Value.Currency.Code,
            clock.Now + BoundFor);
        await partners.Store.AddPreviewAsync(preview);
        return preview;
    }

    /// <summary>Points and their value by a rate, either way.</summary>
    /// <returns>Refused with <c>currency-not-valid</c>, <c>points-not-valid</c> or <c>amount-not-valid</c>.</returns>
    public static Checked<PointsWorth> Spent(PointRate rate, PreviewRequest asked)
    {
        if (asked.Currency is { } currency && currency != rate.Currency.Code)
            return new Refusal("currency-not-valid", $"Points are worth {rate.Currency.Code} here.", "currency");
        if (asked.Points is { } points)
            return WorthOf(points, rate.ValueOf(points), rate.Currency);
        var money = Money.From(asked.Amount!.Value, rate.Currency);
        if (money.Refusal is { } refusal)
            return refusal;
        return money.Value.Minor == 0 || rate.PointsFor(money.Value.Minor) > PointRate.MaxPoints
            ? new Refusal("amount-not-valid", $"An amount is above 0 and at most what {PointRate.MaxPoints} points are worth.", "amount")
            : new PointsWorth(rate.PointsFor(money.Value.Minor), money.Value.Minor, rate.Currency);
    }

    private static PointRate? RateOf(PartnerTerms terms, PartnerDirection direction) => direction switch
    {
        PartnerDirection.Earn => terms.Earn?.Rate,
        PartnerDirection.Burn => terms.Burn?.Rate,
        _ => terms.ExchangeIn?.Rate,
    };

    private Checked<PointsWorth> Earned(PointRate rate, PreviewRequest asked)
    {
        if (asked.Points is { } points)
        {
            return asked.Currency is { } other && other != rate.Currency.Code
                ? new Refusal("currency-not-valid", $"Points are earned in {rate.Currency.Code}.", "currency")
                : WorthOf(points, rate.AmountFor(points), rate.Currency);
        }

        var currency = Currency.Of(asked.Currency ?? rate.Currency.Code);
        var money = Money.From(asked.Amount!.Value, currency);
        if (money.Refusal is { } refusal)
            return refusal;
        if (rates.Current.On(clock.Today, currency, rate.Currency) is not { } exchange)
            return new Refusal("currency-rate-missing", $"There is no rate from {currency} to {rate.Currency}.", "currency");
        try
        {
            var converted = exchange.Convert(money.Value, rate.Currency).Minor;
            return converted > programmes.Current.On(clock.Today).Programme.MaxPurchaseMinor
                ? new Refusal("amount-not-valid", "The amount is larger than a purchase may be.", "amount")
                : new PointsWorth(rate.PointsOf(converted), money.Value.Minor, currency);
        }
        catch (OverflowException)
        {
            return new Refusal("amount-not-valid", "The amount is larger than a purchase may be.", "amount");
        }
    }

    private static Checked<PointsWorth> WorthOf(long points, long minor, Currency currency) => minor == 0
        ? new Refusal("points-not-valid", "So few points are worth nothing.", "points")
        : new PointsWorth(points, minor, currency);
}

/// <summary>What is asked: points or an amount, one of them.</summary>
/// <param name="Currency">Null: the partner's.</param>
public sealed record PreviewRequest(PartnerDirection Direction, long? Points, decimal? Amount, string? Currency);

/// <summary>Points and what they are worth.</summary>
public readonly record struct PointsWorth(long Points, long Minor, Currency Currency);
