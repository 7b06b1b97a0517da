using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Gives vouchers for points that were exchanged.</summary>
public sealed class ExchangeVouchers(IGrainFactory grains)
{
    /// <summary>Hexadecimal characters of an order's hash in the lot's id: an order's own id may be as long as a lot's.</summary>
    private const int HashLength = 32;

    /// <summary>Gives the voucher of an order: once, however often it is asked for.</summary>
    /// <param name="days">How many days it is good, from the day on which the points were taken.</param>
    /// <returns>The lot's id; null where the member cannot have one.</returns>
    public async Task<string?> GiveAsync(PartnerOrder order, int days)
    {
        if (order is not { Member: { } member, Value: { } value, Currency: { } currency, DoneOn: { } from })
            return null;
        var lot = new NewLot(
            "exchange-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.OrderId)))[..HashLength],
            LotKind.Voucher,
            new Money(value, Currency.Of(currency)).ToDecimal(),
            currency,
            null,
            null,
            from,
            from.AddDays(days),
            null,
            1,
            null,
            $"partner:{order.Partner}",
            "exchange");
        return (await grains.Rewards(member.Value).Issue(lot)).Value?.LotId;
    }
}
