using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Refusals of rewards that more than one place gives.</summary>
public static class RewardRefusals
{
    public static Refusal CodeNotKnown { get; } = new("code-not-known", "There is no such code.", "code");

    public static Refusal CodeTaken { get; } = new("code-taken", "The code was taken into an account, is used up or in use, or is for many.", "code");

    public static Refusal NoPhone { get; } = new("no-phone", "There is no phone to send a code to.", "confirm");

    public static Refusal NoMessages { get; } = new("messages-unavailable", "Messages cannot be sent: Loyalty:Messages:Http is not set.", "confirm");

    public static Refusal LotIdReused(string id) => new("lot-id-reused", $"'{id}' was used for another lot.", "lotId");

    public static Refusal HoldIdReused(string id) => new("hold-id-reused", $"'{id}' was used for another hold.", "holdId");

    public static Refusal CaptureIdReused(string id) => new("capture-id-reused", $"'{id}' was used for another capture.", "captureId");

    public static Refusal RefundIdReused(string id) => new("refund-id-reused", $"'{id}' was used for another refund.", "refundId");
}
