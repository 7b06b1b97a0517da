using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Sums of rewards by month. What has ended by time alone is recorded first, so that a month that is over has all of it.</summary>
public sealed class RewardReports(IRewardStore store, RewardVisits visits)
{
    public async Task<RewardMonthView> MonthAsync(CivilMonth month, CancellationToken cancellation)
    {
        await visits.VisitAsync(cancellation);
        var before = await store.SumAsync(DateOnly.MinValue, month.FirstDay);
        var within = await store.SumAsync(month.FirstDay, month.Next.FirstDay);
        var lines = before.Concat(within).Select(flow => (flow.Kind, flow.Currency)).Distinct()
            .OrderBy(place => place.Kind).ThenBy(place => place.Currency, StringComparer.Ordinal)
            .Select(place => Line(place.Kind, place.Currency, Find(before, place), Find(within, place)));
        return new RewardMonthView(month.ToString(), [.. lines]);
    }

    private static RewardFlow? Find(IReadOnlyList<RewardFlow> flows, (LotKind Kind, string? Currency) place) =>
        flows.FirstOrDefault(flow => flow.Kind == place.Kind && flow.Currency == place.Currency);

    private static RewardLineView Line(LotKind kind, string? currency, RewardFlow? before, RewardFlow? within)
    {
        var of = currency is null ? null : Currency.Of(currency);
        decimal Number(long units) => of is null ? units : Money.ToDecimal(units, of);
        long Left(RewardFlow? flow) => flow is null ? 0 : checked(flow.Issued - flow.Used - flow.Expired - flow.Revoked);
        return new RewardLineView(
            kind,
            currency,
            Number(Left(before)),
            Number(within?.Issued ?? 0),
            Number(within?.Used ?? 0),
            Number(within?.Expired ?? 0),
            Number(within?.Revoked ?? 0),
            Number(checked(Left(before) + Left(within))),
            Number((before?.Held ?? 0) + (within?.Held ?? 0)));
    }
}

/// <summary>A month of rewards.</summary>
/// <param name="Lines">By kind and currency, where there is anything.</param>
public sealed record RewardMonthView(string Month, IReadOnlyList<RewardLineView> Lines);

/// <summary>A kind in a currency: opening + issued − used − expired − revoked = closing. Amounts of vouchers, uses of all else.</summary>
/// <param name="Currency">Of vouchers; null for all else.</param>
/// <param name="Used">Less what was refunded.</param>
/// <param name="Held">At the end of the month; it is part of closing.</param>
public sealed record RewardLineView(
    LotKind Kind, string? Currency, decimal Opening, decimal Issued, decimal Used, decimal Expired, decimal Revoked, decimal Closing, decimal Held);
