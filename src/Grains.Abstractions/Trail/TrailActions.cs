namespace Loyalty.Grains;

/// <summary>The names of what the trail records. They are a contract: added to, never renamed.</summary>
public static class TrailActions
{
    public const string MemberEnrolled = "member-enrolled";
    public const string MemberChanged = "member-changed";
    public const string PurchaseCredited = "purchase-credited";
    public const string PurchaseReversed = "purchase-reversed";
    public const string HistoryImported = "history-imported";
    public const string HistoryImportEnded = "history-import-ended";
    public const string MembersImported = "members-imported";
    public const string MembersImportEnded = "members-import-ended";
    public const string RatesPut = "rates-put";
    public const string FlightDisrupted = "flight-disrupted";
    public const string ClockMoved = "clock-moved";
    public const string ProgrammeChanged = "programme-changed";
    public const string VersionActivated = "version-activated";
    public const string VersionWithdrawn = "version-withdrawn";
    public const string MonthClosed = "month-closed";
    public const string BenefitUsed = "benefit-used";
    public const string NumberSchemePut = "number-scheme-put";
    public const string NumberPut = "number-put";
    public const string NumberRemoved = "number-removed";
    public const string DataExported = "data-exported";
    public const string ConsentChanged = "consent-changed";
    public const string MemberExported = "member-exported";
    public const string ErasureBegun = "erasure-begun";
    public const string MemberErased = "member-erased";

    /// <summary>What an erasure had left in files is overwritten; recorded where that took longer than its answer.</summary>
    public const string ErasureScrubbed = "erasure-scrubbed";
    public const string TrailForgotten = "trail-forgotten";
    public const string KeyCreated = "key-created";
    public const string KeyRevoked = "key-revoked";
    public const string KeyHandedOver = "key-handed-over";
    public const string PairingConfirmed = "pairing-confirmed";
    public const string CardLinkMade = "card-link-made";
    public const string CardDeviceRevoked = "card-device-revoked";
    public const string PushSubscribed = "push-subscribed";
    public const string PushUnsubscribed = "push-unsubscribed";
    public const string WebhookCreated = "webhook-created";
    public const string WebhookChanged = "webhook-changed";
    public const string WebhookSecretRotated = "webhook-secret-rotated";
    public const string WebhookTested = "webhook-tested";
    public const string WebhookReplayed = "webhook-replayed";
    public const string WebhookDeleted = "webhook-deleted";
    public const string DeliveryResent = "delivery-resent";
    public const string PartnerChanged = "partner-changed";
    public const string PartnerOrderSettled = "partner-order-settled";
    public const string PointsAuthorised = "points-authorised";
    public const string PointsCaptured = "points-captured";
    public const string PointsVoided = "points-voided";

    public const string LotIssued = "lot-issued";
    public const string LotRevoked = "lot-revoked";
    public const string CodeClaimed = "code-claimed";
    public const string CaptureRefunded = "capture-refunded";

    /// <summary>The engine itself sends to a receiver no more.</summary>
    public const string WebhookDisabled = "webhook-disabled";

    /// <summary>A change that was recorded before it was made, and was then refused; the subject is the record's sequence.</summary>
    public const string ChangeRefused = "change-refused";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MemberEnrolled, MemberChanged, PurchaseCredited, PurchaseReversed, HistoryImported, HistoryImportEnded, RatesPut, FlightDisrupted,
        ClockMoved, ProgrammeChanged, VersionActivated, VersionWithdrawn, MonthClosed, BenefitUsed, DataExported, ConsentChanged, MemberExported, ErasureBegun, MemberErased, ErasureScrubbed, TrailForgotten, KeyCreated, KeyRevoked, ChangeRefused,
        NumberSchemePut, NumberPut, NumberRemoved, MembersImported, MembersImportEnded,
        WebhookCreated, WebhookChanged, WebhookSecretRotated, WebhookTested, WebhookReplayed, WebhookDeleted, DeliveryResent, WebhookDisabled,
        KeyHandedOver, PairingConfirmed, CardLinkMade, CardDeviceRevoked, PushSubscribed, PushUnsubscribed,
        LotIssued, LotRevoked, CodeClaimed, CaptureRefunded,
        PartnerChanged, PartnerOrderSettled, PointsAuthorised, PointsCaptured, PointsVoided,
    ];
}
