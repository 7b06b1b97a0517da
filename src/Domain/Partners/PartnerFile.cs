using System.Text.Json;

namespace Loyalty.Domain;

/// <summary>A partner as an administrator writes it, not yet checked.</summary>
public sealed record PartnerFile
{
    /// <summary>The scheme of the numbers that members have with the partner.</summary>
    public required string Scheme { get; init; }

    /// <summary>How the partner is reached: <c>http</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>Whether the partner takes an order twice under one id without harm.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether the partner can be asked what became of an order.</summary>
    public bool CanAsk { get; init; } = true;

    public PartnerPriceFile? Price { get; init; }

    public PartnerEarnFile? Earn { get; init; }

    public PartnerBurnFile? Burn { get; init; }

    public PartnerExchangeFile? ExchangeIn { get; init; }
}

/// <param name="Per1000">What a thousand points cost.</param>
public sealed record PartnerPriceFile(decimal Per1000, string Currency);

/// <summary>What earns points at the partner.</summary>
/// <param name="PointsPerUnit">Points for one unit of the programme's currency.</param>
/// <param name="When">Conditions of a purchase, as earning rules have them; none: every purchase.</param>
/// <param name="Besides">Beside what counts for the status; the other way is not offered.</param>
/// <param name="Until">What an order waits for; none: it is due at once.</param>
public sealed record PartnerEarnFile(
    decimal PointsPerUnit, IReadOnlyDictionary<string, JsonElement>? When = null, bool Besides = true, HoldUntilFile? Until = null);

/// <summary>Points as a means of payment.</summary>
/// <param name="PointsPerUnit">Points that one unit of the currency costs.</param>
/// <param name="Pin">A pattern of the whole PIN; none: no PIN is asked for.</param>
/// <param name="Minutes">After so many an authorisation that is not captured is voided.</param>
public sealed record PartnerBurnFile(decimal PointsPerUnit, string Currency, string? Pin = null, int Minutes = PartnerBurn.DefaultMinutes);

/// <summary>Points exchanged for a voucher.</summary>
/// <param name="Days">How long the voucher is good.</param>
public sealed record PartnerExchangeFile(decimal PointsPerUnit, string Currency, int Days = PartnerExchange.DefaultDays);
