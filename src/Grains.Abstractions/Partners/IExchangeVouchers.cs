using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Gives a voucher for points that were exchanged.</summary>
public interface IExchangeVouchers
{
    /// <summary>Whether there is anything to give.</summary>
    bool IsThere { get; }

    /// <summary>Gives the voucher of an order: once, however often it is asked for.</summary>
    /// <returns>The lot's id; null where the member cannot have one.</returns>
    Task<string?> GiveAsync(PartnerOrder order, DateOnly from, DateOnly to);
}
