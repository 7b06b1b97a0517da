namespace Loyalty.Domain;

/// <summary>What a POS, checkout or reservation system reports. All but its source makes two reports the same.</summary>
/// <param name="TransactionId">Chosen by the caller, unique in the programme.</param>
/// <param name="Type">What was bought.</param>
/// <param name="Amount">Zero or more, in the purchase's own currency.</param>
/// <param name="Date">The purchase date, or null for the day it is posted.</param>
/// <param name="BookingReference">The booking it belongs to, if any.</param>
/// <param name="Partner">The partner's name, if any.</param>
/// <param name="Reason">Why somebody credited it by hand, if so.</param>
/// <param name="Source">The name of the key it came by, where keys are asked for. A report may be repeated by another key.</param>
/// <param name="Details">What else it says of itself, or null for nothing.</param>
public sealed record Purchase(
    TransactionId TransactionId,
    PurchaseType Type,
    Money Amount,
    DateOnly? Date = null,
    string? BookingReference = null,
    string? Partner = null,
    string? Reason = null,
    string? Source = null,
    PurchaseDetails? Details = null)
{
    /// <summary>Characters of a booking reference or a partner's name, at most.</summary>
    public const int MaxTextLength = 100;

    /// <summary>Characters of a reason, at most.</summary>
    public const int MaxReasonLength = 500;
}
