namespace Loyalty.Domain;

/// <summary>What an earn order knows of the purchase it is of.</summary>
public sealed record PartnerPurchase
{
    public required TransactionId TransactionId { get; init; }

    /// <summary>The purchase date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The service date as it is now.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>In minor units of the purchase's currency.</summary>
    public required long Amount { get; init; }

    /// <summary>In minor units of the programme's currency.</summary>
    public required long Converted { get; init; }

    /// <summary>Taken back so far, in minor units of the purchase's currency.</summary>
    public long Reversed { get; init; }

    /// <summary>Events that have come, with the day each is reported for: the first of a kind stays.</summary>
    public ValueList<PartnerEventDay> Events { get; init; }

    /// <summary>The account's version up to which all this is known.</summary>
    public required long Version { get; init; }

    /// <summary>Nothing is left of it.</summary>
    public bool IsGone => Reversed > 0 && Reversed == Amount;

    /// <summary>What is left, in minor units of the programme's currency.</summary>
    public long NetConverted => Reversed == 0 ? Converted : Converted - HalfEven.Scale(Converted, Reversed, Amount);

    /// <summary>A purchase at its posting.</summary>
    public static PartnerPurchase Of(Posting posting, long version) => new()
    {
        TransactionId = posting.Purchase.TransactionId,
        Date = posting.Date,
        ServiceDate = posting.Purchase.Details?.ServiceDate,
        Amount = posting.Purchase.Amount.Minor,
        Converted = posting.Converted,
        Version = version,
    };

    /// <summary>The purchase after a change of its account; what is known already changes nothing.</summary>
    public PartnerPurchase After(AccountEvent change, long version)
    {
        if (version <= Version)
            return this;
        var known = this with { Version = version };
        return change switch
        {
            SpendReversed reversed when reversed.Reversal.TransactionId == TransactionId =>
                known with { Reversed = Math.Min(Amount, Reversed + reversed.Reversal.Amount.Minor) },
            CreditUpdated updated when updated.Cause.TransactionId == TransactionId => known.After(updated.Cause),
            CreditReleased { Cause: { } cause } when cause.TransactionId == TransactionId => known.After(cause),
            _ => known,
        };
    }

    /// <summary>The purchase after something has happened to it.</summary>
    public PartnerPurchase After(PurchaseEvent happened)
    {
        if (happened.Kind == PurchaseEventKind.Rebooked)
            return this with { ServiceDate = happened.ServiceDate ?? ServiceDate };
        var day = DayOf(happened.Kind)!.Value;
        return On(day) is null ? this with { Events = [.. Events, new PartnerEventDay(day, happened.Date)] } : this;
    }

    /// <summary>The day of an event; null where it has not come.</summary>
    public DateOnly? On(HoldDay day)
    {
        foreach (var (known, date) in Events)
        {
            if (known == day)
                return date;
        }

        return null;
    }

    /// <summary>What a hold waits for when this event comes; null for a rebooking.</summary>
    public static HoldDay? DayOf(PurchaseEventKind kind) => kind switch
    {
        PurchaseEventKind.Paid => HoldDay.Paid,
        PurchaseEventKind.Shipped => HoldDay.Shipped,
        PurchaseEventKind.Flown => HoldDay.Flown,
        PurchaseEventKind.Delivered => HoldDay.Delivered,
        _ => null,
    };
}

/// <summary>An event of a purchase and its day.</summary>
public readonly record struct PartnerEventDay(HoldDay Day, DateOnly Date);
