namespace Loyalty.Domain;

/// <summary>What a lot is.</summary>
public enum LotKind
{
    /// <summary>Money.</summary>
    Voucher,

    /// <summary>One named thing.</summary>
    Certificate,

    /// <summary>A percentage or an amount off, perhaps for many.</summary>
    Coupon,
}

/// <summary>What a lot may be used for; an empty list allows all.</summary>
/// <param name="LeastAmount">The least that a basket comes to, in the decimals of the basket's currency; null for none.</param>
/// <param name="Tiers">Codes of the effective tier of whoever uses it.</param>
public sealed record LotRestrictions(ValueList<PurchaseType> Types, ValueList<string> Merchants, decimal? LeastAmount, ValueList<string> Tiers)
{
    /// <summary>Items of a list, at most.</summary>
    public const int MaxItems = 100;

    public static LotRestrictions None { get; } = new([], [], null, []);

    /// <summary>Why a use is not allowed; null where it is.</summary>
    /// <param name="basket">What is bought, or what is asked for where no lines are named.</param>
    public string? Fault(PurchaseType? type, string? merchant, Money? basket, string? tier)
    {
        if (!Types.IsEmpty && (type is null || !Types.Contains(type.Value)))
            return $"It is for {string.Join(", ", Types.Select(one => one.ToString().ToLowerInvariant()))} only.";
        if (!Merchants.IsEmpty && (merchant is null || !Merchants.Contains(merchant)))
            return $"It is for {string.Join(", ", Merchants)} only.";
        if (LeastAmount is { } least && (basket is null || basket.Value.ToDecimal() < least))
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It is for {least} or more.");
        return !Tiers.IsEmpty && (tier is null || !Tiers.Contains(tier)) ? $"It is for the tier {string.Join(" or ", Tiers)}." : null;
    }
}

/// <summary>What a lot was issued as; nothing of it changes.</summary>
/// <param name="Currency">Of a voucher and of an amount off; null for all else.</param>
/// <param name="Value">A voucher's value, or what a coupon takes off at each use, in minor units; 0 for all else.</param>
/// <param name="Percent">What a coupon takes off, where it is no amount.</param>
/// <param name="Name">What a certificate is for.</param>
/// <param name="From">The first day it can be used.</param>
/// <param name="To">The last one.</param>
/// <param name="Uses">How often it can be used; 1 but for a coupon for many.</param>
/// <param name="PerMember">How often by one member; null: as often as it can be used.</param>
/// <param name="LastFour">The end of its code, where it was issued with one.</param>
/// <param name="Source">Where it came from, such as <c>operator</c> or a partner.</param>
public sealed record LotTerms(
    LotId Id,
    LotKind Kind,
    Currency? Currency,
    long Value,
    decimal? Percent,
    string? Name,
    DateOnly From,
    DateOnly To,
    LotRestrictions Restrictions,
    int Uses,
    int? PerMember,
    string? LastFour,
    string Source)
{
    /// <summary>Uses of a coupon, at most.</summary>
    public const int MaxUses = 100_000;

    /// <summary>What is counted: minor units of a voucher, uses of all else.</summary>
    public long Units => Kind == LotKind.Voucher ? Value : Uses;
}

/// <summary>A lot and what has become of it. Units are minor units of a voucher, and uses of a certificate or coupon.</summary>
/// <param name="To">The last day it can be used: later than issued where something was refunded to it after that.</param>
/// <param name="IsRevoked">What comes back to it is revoked at once.</param>
public sealed record Lot(LotTerms Terms, DateOnly To, long Available, long Held, long Used, long Expired, long Revoked, bool IsRevoked = false)
{
    /// <summary>Days that a lot lives again from the day on which something is refunded to it after its end.</summary>
    public const int DaysAfterRefund = 30;

    public LotId Id => Terms.Id;

    public long Issued => Terms.Units;

    /// <summary>As it is issued.</summary>
    public static Lot Of(LotTerms terms) => new(terms, terms.To, terms.Units, 0, 0, 0, 0);

    /// <summary>Whether it can be used on a day.</summary>
    public bool IsSpendable(DateOnly day) => Available > 0 && day >= Terms.From && day <= To;

    public Lot Hold(long units) => Checked(this with { Available = Available - units, Held = Held + units });

    public Lot Use(long units) => Checked(this with { Held = Held - units, Used = Used + units });

    /// <summary>What was held and not used goes back; where the lot has ended it ends too.</summary>
    public Lot Release(long units, DateOnly day) => Back(this with { Held = Held - units }, units, day);

    /// <summary>What was used comes back; where the lot has expired it lives for some days more.</summary>
    public Lot Refund(long units, DateOnly day)
    {
        var used = this with { Used = Used - units };
        return day > To && !IsRevoked
            ? Checked(used with { Available = Available + units, To = day.AddDays(DaysAfterRefund) })
            : Back(used, units, day);
    }

    /// <summary>All that is available expires.</summary>
    public Lot Expire() => Checked(this with { Available = 0, Expired = Expired + Available });

    /// <summary>All that is available is taken back.</summary>
    public Lot Revoke() => Checked(this with { Available = 0, Revoked = Revoked + Available, IsRevoked = true });

    private static Lot Back(Lot lot, long units, DateOnly day) => Checked(
        lot.IsRevoked ? lot with { Revoked = lot.Revoked + units }
        : day > lot.To ? lot with { Expired = lot.Expired + units }
        : lot with { Available = lot.Available + units });

    /// <summary>The equation of a lot: nothing is made and nothing is lost.</summary>
    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    private static Lot Checked(Lot lot) =>
        lot is { Available: >= 0, Held: >= 0, Used: >= 0, Expired: >= 0, Revoked: >= 0 }
        && lot.Issued == lot.Available + lot.Held + lot.Used + lot.Expired + lot.Revoked
            ? lot
            : throw new InvalidOperationException($"Lot {lot.Id} does not add up: {lot}");
}
