namespace Loyalty.Domain;

/// <summary>The caller's name for a check-in, unique in the programme: 1 to 64 printable ASCII characters, no space.</summary>
public readonly record struct CheckInId(string Value)
{
    /// <returns>Refused with <c>checkin-id-not-valid</c>.</returns>
    public static Checked<CheckInId> Parse(string? text) => CallerId.IsValid(text)
        ? new CheckInId(text!)
        : CallerId.NotValid("checkin-id-not-valid", "checkinId");

    public override string ToString() => Value;
}

/// <summary>The caller's name for a disruption, unique in the programme: 1 to 64 printable ASCII characters, no space.</summary>
public readonly record struct DisruptionId(string Value)
{
    /// <returns>Refused with <c>disruption-id-not-valid</c>.</returns>
    public static Checked<DisruptionId> Parse(string? text) => CallerId.IsValid(text)
        ? new DisruptionId(text!)
        : CallerId.NotValid("disruption-id-not-valid", "disruptionId");

    public override string ToString() => Value;
}
