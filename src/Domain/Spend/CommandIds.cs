namespace Loyalty.Domain;

/// <summary>
/// The caller's name for a purchase, unique in the programme: 1 to 64 printable ASCII characters, no space, and not a dot or two
/// dots alone. Reversals have it in their path, and such a segment is taken out of any path before the API sees it (RFC 3986, 5.2.4),
/// also when it comes percent-encoded.
/// </summary>
public readonly record struct TransactionId(string Value)
{
    /// <returns>Refused with <c>transaction-id-not-valid</c>.</returns>
    public static Checked<TransactionId> Parse(string? text)
    {
        if (!CallerId.IsValid(text))
            return CallerId.NotValid("transaction-id-not-valid", "transactionId");
        return text is "." or ".."
            ? new Refusal("transaction-id-not-valid", "An id cannot be a dot or two dots alone.", "transactionId")
            : new TransactionId(text!);
    }

    public override string ToString() => Value;
}

/// <summary>The caller's name for a reversal, unique in the programme: 1 to 64 printable ASCII characters, no space.</summary>
public readonly record struct ReversalId(string Value)
{
    /// <returns>Refused with <c>reversal-id-not-valid</c>.</returns>
    public static Checked<ReversalId> Parse(string? text) => CallerId.IsValid(text)
        ? new ReversalId(text!)
        : CallerId.NotValid("reversal-id-not-valid", "reversalId");

    public override string ToString() => Value;
}

/// <summary>The caller's name for an event of a purchase, unique in the programme: 1 to 64 printable ASCII characters, no space.</summary>
public readonly record struct EventId(string Value)
{
    /// <returns>Refused with <c>event-id-not-valid</c>.</returns>
    public static Checked<EventId> Parse(string? text) => CallerId.IsValid(text)
        ? new EventId(text!)
        : CallerId.NotValid("event-id-not-valid", "eventId");

    public override string ToString() => Value;
}

/// <summary>The rule that all ids chosen by callers share.</summary>
public static class CallerId
{
    /// <summary>Characters an id may have, at most.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the text is 1 to 64 printable ASCII characters without a space.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text.All(c => c is > ' ' and <= '~');

    internal static Refusal NotValid(string code, string field) =>
        new(code, $"An id is 1 to {MaxLength} printable ASCII characters without a space.", field);
}
