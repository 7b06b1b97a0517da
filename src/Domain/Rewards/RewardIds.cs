namespace Loyalty.Domain;

/// <summary>The caller's name for a lot, unique in the programme; see <see cref="RewardId"/>.</summary>
public readonly record struct LotId(string Value)
{
    /// <returns>Refused with <c>lot-id-not-valid</c>.</returns>
    public static Checked<LotId> Parse(string? text) => RewardId.Fault(text, "lot-id-not-valid", "lotId") is { } fault ? fault : new LotId(text!);

    public override string ToString() => Value;
}

/// <summary>The caller's name for a hold, unique in the programme; see <see cref="RewardId"/>.</summary>
public readonly record struct HoldId(string Value)
{
    /// <returns>Refused with <c>hold-id-not-valid</c>.</returns>
    public static Checked<HoldId> Parse(string? text) => RewardId.Fault(text, "hold-id-not-valid", "holdId") is { } fault ? fault : new HoldId(text!);

    public override string ToString() => Value;
}

/// <summary>The caller's name for a capture, unique in the programme; see <see cref="RewardId"/>.</summary>
public readonly record struct CaptureId(string Value)
{
    /// <returns>Refused with <c>capture-id-not-valid</c>.</returns>
    public static Checked<CaptureId> Parse(string? text) => RewardId.Fault(text, "capture-id-not-valid", "captureId") is { } fault ? fault : new CaptureId(text!);

    public override string ToString() => Value;
}

/// <summary>The caller's name for a refund of a capture, unique in the programme; see <see cref="RewardId"/>.</summary>
public readonly record struct RefundId(string Value)
{
    /// <returns>Refused with <c>refund-id-not-valid</c>.</returns>
    public static Checked<RefundId> Parse(string? text) => RewardId.Fault(text, "refund-id-not-valid", "refundId") is { } fault ? fault : new RefundId(text!);

    public override string ToString() => Value;
}

/// <summary>What ids of rewards have in common: those of callers, and no dots alone, for they stand in paths.</summary>
internal static class RewardId
{
    public static Refusal? Fault(string? text, string code, string field)
    {
        if (!CallerId.IsValid(text))
            return CallerId.NotValid(code, field);
        return text is "." or ".." ? new Refusal(code, "An id cannot be a dot or two dots alone.", field) : null;
    }
}
