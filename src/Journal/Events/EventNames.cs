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
