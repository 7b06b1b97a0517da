using System.Text.RegularExpressions;

namespace Loyalty.Domain;

/// <summary>A partner's data, checked. Orders keep to the terms by which they were planned.</summary>
public sealed record PartnerTerms
{
    /// <summary>Characters of a pattern, at most.</summary>
    public const int MaxPattern = 200;

    public required string Scheme { get; init; }

    /// <inheritdoc cref="PartnerFile.Idempotent"/>
    public required bool Idempotent { get; init; }

    /// <inheritdoc cref="PartnerFile.CanAsk"/>
    public required bool CanAsk { get; init; }

    public PartnerPrice? Price { get; init; }

    public PartnerEarn? Earn { get; init; }

    public PartnerBurn? Burn { get; init; }

    public PartnerExchange? ExchangeIn { get; init; }

    /// <summary>Checks what is written.</summary>
    /// <param name="currency">The programme's.</param>
    /// <param name="tiers">Codes of the tiers that conditions may name.</param>
    /// <returns>Refused with <c>partner-not-valid</c> and the field.</returns>
    public static Checked<PartnerTerms> Check(PartnerFile file, Currency currency, IReadOnlyList<string> tiers)
    {
        if (!IsWord(file.Scheme))
            return NotValid("scheme", "is not 1 to 40 of a-z, 0-9 and -");
        if (file.Connector != "http")
            return NotValid("connector", $"'{file.Connector}' is not http");
        var price = PartnerPrice.Check(file.Price);
        var earn = PartnerEarn.Check(file.Earn, currency, tiers);
        var burn = PartnerBurn.Check(file.Burn);
        var exchange = PartnerExchange.Check(file.ExchangeIn);
        if ((price.Refusal ?? earn.Refusal ?? burn.Refusal ?? exchange.Refusal) is { } refusal)
            return refusal;
        return new PartnerTerms
        {
            Scheme = file.Scheme,
            Idempotent = file.Idempotent,
            CanAsk = file.CanAsk,
            Price = price.Value,
            Earn = earn.Value,
            Burn = burn.Value,
            ExchangeIn = exchange.Value,
        };
    }

    /// <summary>Whether a text may name a partner or a scheme.</summary>
    public static bool IsWord(string? text) =>
        text is { Length: >= 1 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    internal static Refusal NotValid(string field, string what) => new("partner-not-valid", $"{field} {what}.", field);

    internal static Checked<PointRate> Rate(decimal perUnit, string? currency, string path)
    {
        if (!Currency.TryFind(currency, out var known))
            return NotValid($"{path}.currency", $"'{currency}' is not a currency of ISO 4217");
        return PointRate.Of(perUnit, known) is { } rate
            ? rate
            : NotValid($"{path}.pointsPerUnit", $"is not above 0 and at most {PointRate.MaxPerUnit} with at most {PointRate.Decimals} decimals");
    }
}

/// <summary>What points cost the programme.</summary>
/// <param name="TenThousandths">The price of a thousand points × 10,000.</param>
public sealed record PartnerPrice(long TenThousandths, Currency Currency)
{
    private const decimal Scale = 10_000, Most = 1_000_000;

    public decimal Per1000 => TenThousandths / Scale;

    /// <summary>The price of points, exact.</summary>
    public decimal Exact(long points) => points * Per1000 / 1000;

    /// <summary>The price of points, rounded once, half to even, in minor units.</summary>
    public long Of(long points) => HalfEven.Scale(points, TenThousandths * HalfEven.PowerOfTen(Currency.MinorUnits), (Int128)(1000 * Scale));

    internal static Checked<PartnerPrice?> Check(PartnerPriceFile? file)
    {
        if (file is null)
            return (PartnerPrice?)null;
        if (!Currency.TryFind(file.Currency, out var currency))
            return PartnerTerms.NotValid("price.currency", $"'{file.Currency}' is not a currency of ISO 4217");
        return file.Per1000 is >= 0 and <= Most && decimal.Round(file.Per1000, 4) == file.Per1000
            ? new PartnerPrice((long)(file.Per1000 * Scale), currency)
            : PartnerTerms.NotValid("price.per1000", $"is not 0 to {Most} with at most 4 decimals");
    }
}

/// <summary>Points as a means of payment.</summary>
/// <param name="Pin">The pattern of a PIN; null where none is asked for.</param>
public sealed record PartnerBurn(PointRate Rate, string? Pin, int Minutes)
{
    /// <summary>Minutes after which an authorisation is voided, where nothing else is said; and at most.</summary>
    public const int DefaultMinutes = 30, MaxMinutes = 1440;

    /// <summary>Whether a PIN may be sent to the partner: one where one is asked for, none where none is.</summary>
    public bool Takes(string? pin) => Pin is null ? pin is null : pin is not null && Whole(Pin).IsMatch(pin);

    internal static Checked<PartnerBurn?> Check(PartnerBurnFile? file)
    {
        if (file is null)
            return (PartnerBurn?)null;
        var rate = PartnerTerms.Rate(file.PointsPerUnit, file.Currency, "burn");
        if (rate.Refusal is { } refusal)
            return refusal;
        if (file.Pin is not null && !IsPattern(file.Pin))
            return PartnerTerms.NotValid("burn.pin", $"is no pattern of at most {PartnerTerms.MaxPattern} characters that is matched in linear time");
        return file.Minutes is >= 1 and <= MaxMinutes
            ? new PartnerBurn(rate.Value, file.Pin, file.Minutes)
            : PartnerTerms.NotValid("burn.minutes", $"is not 1 to {MaxMinutes}");
    }

    // Linear time: nothing is tried twice.
    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static bool IsPattern(string pattern)
    {
        if (pattern.Length is 0 or > PartnerTerms.MaxPattern)
            return false;
        try
        {
            return !Whole(pattern).IsMatch("");
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>Points exchanged for a voucher.</summary>
public sealed record PartnerExchange(PointRate Rate, int Days)
{
    /// <summary>Days a voucher is good, where nothing else is said; and at most.</summary>
    public const int DefaultDays = 365, MaxDays = 3650;

    internal static Checked<PartnerExchange?> Check(PartnerExchangeFile? file)
    {
        if (file is null)
            return (PartnerExchange?)null;
        var rate = PartnerTerms.Rate(file.PointsPerUnit, file.Currency, "exchangeIn");
        if (rate.Refusal is { } refusal)
            return refusal;
        return file.Days is >= 1 and <= MaxDays ? new PartnerExchange(rate.Value, file.Days) : PartnerTerms.NotValid("exchangeIn.days", $"is not 1 to {MaxDays}");
    }
}
