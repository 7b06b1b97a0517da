using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>There is nothing to give for points.</summary>
public sealed class NoVouchers : IExchangeVouchers
{
    public bool IsThere => false;

    public Task<string?> GiveAsync(PartnerOrder order, DateOnly from, DateOnly to) => Task.FromResult<string?>(null);
}
