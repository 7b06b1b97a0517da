namespace Loyalty.Domain;

/// <summary>Whether a posting counts.</summary>
public enum CreditState
{
    /// <summary>It counts, until it leaves the window.</summary>
    Counting,

    /// <summary>It waits.</summary>
    Pending,

    /// <summary>It has waited too long and will not count.</summary>
    Cancelled,
}

/// <summary>What can happen to a purchase after it is posted.</summary>
public enum PurchaseEventKind
{
    Paid,
    Shipped,
    Flown,
    Delivered,

    /// <summary>The service date has moved.</summary>
    Rebooked,
}

/// <summary>Something that happened to a purchase; it may bring the release of a waiting credit nearer.</summary>
/// <param name="EventId">Chosen by the caller, unique in the programme.</param>
/// <param name="Date">The day it happened.</param>
/// <param name="ServiceDate">The new service date of a rebooking; null for anything else.</param>
/// <param name="Source">The name of the key it came by, where keys are asked for.</param>
public sealed record PurchaseEvent(
    EventId EventId, TransactionId TransactionId, PurchaseEventKind Kind, DateOnly Date, DateOnly? ServiceDate = null, string? Source = null)
{
    /// <summary>Whether a repeated report is this one; it may come by another key.</summary>
    public bool IsReportOf(PurchaseEvent other) => other with { Source = Source } == this;
}
