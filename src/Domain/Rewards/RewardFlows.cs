namespace Loyalty.Domain;

/// <summary>What events did to all lots of a kind in a currency, day by day, for the sums of finance. A lot that only moves changes nothing.</summary>
public static class RewardFlows
{
    /// <summary>The sums, by day, kind and currency; those that come to nothing are left out.</summary>
    public static IReadOnlyList<(DateOnly Day, LotKind Kind, string? Currency, LotSums Sums)> Of(RewardAccount before, IEnumerable<RewardEvent> events)
    {
        var sums = new Dictionary<(DateOnly, LotKind, string?), LotSums>();
        foreach (var change in events)
        {
            var after = before.Apply(change);
            if (change is not (LotClaimed or LotLeft))
            {
                foreach (var lot in after.ChangedFrom(before))
                {
                    var place = (change.Day, lot.Terms.Kind, lot.Terms.Kind == LotKind.Voucher ? lot.Terms.Currency!.Code : null);
                    sums[place] = sums.GetValueOrDefault(place) + LotSums.Of(lot) - LotSums.Of(before.Lots.GetValueOrDefault(lot.Id));
                }
            }

            before = after;
        }

        return [.. sums.Where(sum => sum.Value != default).Select(sum => (sum.Key.Item1, sum.Key.Item2, sum.Key.Item3, sum.Value))];
    }
}

/// <summary>What has become of lots.</summary>
public readonly record struct LotSums(long Issued, long Used, long Expired, long Revoked, long Held)
{
    public static LotSums Of(Lot? lot) => lot is null ? default : new LotSums(lot.Issued, lot.Used, lot.Expired, lot.Revoked, lot.Held);

    public static LotSums operator +(LotSums a, LotSums b) => checked(new(a.Issued + b.Issued, a.Used + b.Used, a.Expired + b.Expired, a.Revoked + b.Revoked, a.Held + b.Held));

    public static LotSums operator -(LotSums a, LotSums b) => checked(new(a.Issued - b.Issued, a.Used - b.Used, a.Expired - b.Expired, a.Revoked - b.Revoked, a.Held - b.Held));
}
