using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>
/// The words that stand in stored rows. They are a contract with every row ever written, so they are spelt out here and do not
/// follow a renaming in code.
/// </summary>
internal static class EventNames
{
    public const string MemberEnrolled = "member-enrolled.1";
    public const string SpendRecorded = "spend-recorded.1";
    public const string SpendReversed = "spend-reversed.1";
    public const string TierMoved = "tier-moved.1";
    public const string CreditPended = "credit-pended.1";
    public const string CreditReleased = "credit-released.1";
    public const string CreditCancelled = "credit-cancelled.1";
    public const string CreditUpdated = "credit-updated.1";

    public static string Of(PurchaseType type) => type switch
    {
        PurchaseType.Flight => "flight",
        PurchaseType.Ancillary => "ancillary",
        PurchaseType.Partner => "partner",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No stored name."),
    };

    public static PurchaseType PurchaseTypeOf(string name) => name switch
    {
        "flight" => PurchaseType.Flight,
        "ancillary" => PurchaseType.Ancillary,
        "partner" => PurchaseType.Partner,
        _ => throw new FormatException($"'{name}' is no purchase type."),
    };

    public static string Of(PurchaseEventKind kind) => kind switch
    {
        PurchaseEventKind.Paid => "paid",
        PurchaseEventKind.Shipped => "shipped",
        PurchaseEventKind.Flown => "flown",
        PurchaseEventKind.Delivered => "delivered",
        PurchaseEventKind.Rebooked => "rebooked",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No stored name."),
    };

    public static PurchaseEventKind PurchaseEventOf(string name) => name switch
    {
        "paid" => PurchaseEventKind.Paid,
        "shipped" => PurchaseEventKind.Shipped,
        "flown" => PurchaseEventKind.Flown,
        "delivered" => PurchaseEventKind.Delivered,
        "rebooked" => PurchaseEventKind.Rebooked,
        _ => throw new FormatException($"'{name}' is no event of a purchase."),
    };

    public static string Of(HoldDay day) => day switch
    {
        HoldDay.Purchase => "purchase",
        HoldDay.Service => "service",
        HoldDay.Paid => "paid",
        HoldDay.Shipped => "shipped",
        HoldDay.Flown => "flown",
        HoldDay.Delivered => "delivered",
        _ => throw new ArgumentOutOfRangeException(nameof(day), day, "No stored name."),
    };

    public static HoldDay HoldDayOf(string name) => name switch
    {
        "purchase" => HoldDay.Purchase,
        "service" => HoldDay.Service,
        "paid" => HoldDay.Paid,
        "shipped" => HoldDay.Shipped,
        "flown" => HoldDay.Flown,
        "delivered" => HoldDay.Delivered,
        _ => throw new FormatException($"'{name}' is no day that a hold waits for."),
    };

    /// <summary>Nothing for a purchase that counts, as it was written before there was any other.</summary>
    public static string? Of(CreditState state) => state switch
    {
        CreditState.Counting => null,
        CreditState.Pending => "pending",
        CreditState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No stored name."),
    };

    public static CreditState CreditStateOf(string? name) => name switch
    {
        null => CreditState.Counting,
        "pending" => CreditState.Pending,
        "cancelled" => CreditState.Cancelled,
        _ => throw new FormatException($"'{name}' is no state of a purchase."),
    };

    public static string Of(TierChangeKind kind) => kind switch
    {
        TierChangeKind.Upgraded => "upgraded",
        TierChangeKind.AtRisk => "atRisk",
        TierChangeKind.Retained => "retained",
        TierChangeKind.Dropped => "dropped",
        TierChangeKind.Corrected => "corrected",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No stored name."),
    };

    public static TierChangeKind TierChangeKindOf(string name) => name switch
    {
        "upgraded" => TierChangeKind.Upgraded,
        "atRisk" => TierChangeKind.AtRisk,
        "retained" => TierChangeKind.Retained,
        "dropped" => TierChangeKind.Dropped,
        "corrected" => TierChangeKind.Corrected,
        _ => throw new FormatException($"'{name}' is no kind of tier change."),
    };
}
