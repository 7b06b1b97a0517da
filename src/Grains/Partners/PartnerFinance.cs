using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tells what moved at partners in a month.</summary>
public sealed class PartnerFinance(PartnerBook partners)
{
    /// <summary>The month by partner.</summary>
    public async Task<PartnerMonthView> MonthAsync(CivilMonth month)
    {
        var sums = await partners.Store.SumAsync(month.FirstDay, month.LastDay);
        var lines = new List<PartnerMonthLine>();
        foreach (var ofPartner in sums.GroupBy(sum => sum.Partner))
            lines.Add(await LineAsync(ofPartner.Key, [.. ofPartner]));
        return new PartnerMonthView(month.ToString(), lines);
    }

    /// <summary>What moved in a month, one by one.</summary>
    public async IAsyncEnumerable<PartnerMovementLine> LinesAsync(CivilMonth month)
    {
        PartnerMovement? last = null;
        while (await partners.Store.MovementsAsync(month.FirstDay, month.LastDay, last, PageRequest.MaxLimit) is { Count: > 0 } page)
        {
            foreach (var movement in page)
                yield return new PartnerMovementLine(movement, (await partners.TermsAsync(movement.Partner, movement.Terms)).Price);
            last = page[^1];
        }
    }

    private async Task<PartnerMonthLine> LineAsync(string partner, IReadOnlyList<PartnerSum> sums)
    {
        var (prices, points, lost) = (new SortedDictionary<string, long>(StringComparer.Ordinal), 0L, 0L);
        foreach (var sum in sums)
        {
            points += sum.Kind == PartnerMovementKind.Sent ? sum.Points : 0;
            lost += sum.Kind == PartnerMovementKind.Lost ? sum.Points : 0;
            // Rounded once for all that was sent at a price.
            if (sum.Kind == PartnerMovementKind.Sent && (await partners.TermsAsync(partner, sum.Terms)).Price is { } price)
                prices[price.Currency.Code] = prices.GetValueOrDefault(price.Currency.Code) + price.Of(sum.Points);
        }

        var spent = sums.Where(sum => sum.Kind == PartnerMovementKind.Spent).GroupBy(sum => sum.Currency!)
            .Select(sum => new PartnerSpentView(sum.Sum(one => one.Points), Money.ToDecimal(sum.Sum(one => one.Value), Currency.Of(sum.Key)), sum.Key));
        return new PartnerMonthLine(
            partner, points, [.. prices.Select(price => new PartnerPriceView(Money.ToDecimal(price.Value, Currency.Of(price.Key)), price.Key))], lost, [.. spent]);
    }
}

/// <summary>What moved at partners in a month.</summary>
public sealed record PartnerMonthView(string Month, IReadOnlyList<PartnerMonthLine> Partners);

/// <summary>What moved at a partner.</summary>
/// <param name="Points">Points that were sent, and are paid for.</param>
/// <param name="Price">What they cost, by currency.</param>
/// <param name="Lost">Points whose purchase was taken back after they were sent.</param>
/// <param name="Spent">Points that paid or were exchanged, and what they are worth.</param>
public sealed record PartnerMonthLine(string Partner, long Points, IReadOnlyList<PartnerPriceView> Price, long Lost, IReadOnlyList<PartnerSpentView> Spent);

/// <summary>What points cost.</summary>
public sealed record PartnerPriceView(decimal Amount, string Currency);

/// <summary>Points that were spent.</summary>
public sealed record PartnerSpentView(long Points, decimal Value, string Currency);

/// <summary>One movement with the price of its points; null where none is agreed.</summary>
public sealed record PartnerMovementLine(PartnerMovement Movement, PartnerPrice? Price);
