namespace Loyalty.Domain;

/// <summary>What was bought. Only <see cref="Partner"/> earns the tier's partner bonus.</summary>
public enum PurchaseType
{
    /// <summary>A fare.</summary>
    Flight,

    /// <summary>Anything sold beside the fare: seat, bag, meal, lounge.</summary>
    Ancillary,

    /// <summary>A purchase at a partner: hotel, car, shop, card.</summary>
    Partner,
}
