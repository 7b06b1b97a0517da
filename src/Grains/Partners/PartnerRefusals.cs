using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Refusals of orders at partners.</summary>
internal static class PartnerRefusals
{
    public static Refusal PinNotValid { get; } = new("pin-not-valid", "This is no PIN of the partner.", "pin");

    /// <summary>Another order of the member is at the partner.</summary>
    public static Refusal MemberBusy { get; } = new("partner-unknown", "Another order of the member is at the partner; ask again under the same id.");

    public static Refusal OrderIdReused(string orderId) => new("order-id-reused", $"'{orderId}' was used for another order.", "orderId");

    public static Refusal UnknownOrder(string orderId) => new("unknown-order", $"There is no order '{orderId}'.", "orderId");

    public static Refusal OrderEnded(PartnerOrder order) =>
        new("order-ended", $"'{order.OrderId}' is {order.State.Word()}.", "orderId") { Became = order.State.Word() };

    public static Refusal RefusedByPartner(PartnerOrder order) => new("partner-refused", $"The partner refused: {order.Reason}.") { Reason = order.Reason };

    public static Refusal PartnerUnknown(string partner) => new("partner-unknown", $"What '{partner}' has done is not known; ask again under the same id.");

    public static Refusal NotConfigured(string partner) => new("partner-not-configured", $"Loyalty:Partners:{partner} does not say how the partner is reached.", "partner");
}
