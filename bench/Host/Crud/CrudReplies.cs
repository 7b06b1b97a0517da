using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>The engine's replies, made of a row of sums.</summary>
internal static class CrudReplies
{
    public static PurchaseReceipt Receipt(MemberId member, CrudMember row, Posting posting, DateTimeOffset at, Programme programme)
    {
        var before = programme.LevelReachedBy(row.Spend - posting.Counted);
        var change = before < row.Level && row.Since == posting.PostedOn
            ? new TierChange(TierChangeKind.Upgraded, row.Since, Standing(row with { Level = before }), Standing(row), row.Spend)
            : null;
        return new PurchaseReceipt(
            SpendViews.Purchase(posting, row.Version, at, programme), Status(member, row, at, programme), TierViews.Of(change, programme), row.Version);
    }

    public static StatusView Status(MemberId member, CrudMember row, DateTimeOffset at, Programme programme)
    {
        var day = programme.DayOf(at);
        var next = row.Level < programme.TopLevel ? row.Level + 1 : (int?)null;
        var threshold = next is { } level ? programme.Tiers[level].Threshold : (long?)null;
        var status = new AccountStatus(
            day,
            Standing(row),
            row.Spend,
            row.Lifetime,
            next,
            threshold - row.Spend,
            threshold is { } goal ? (int)Math.Min(100, row.Spend * 100 / goal) : null,
            RollingWindow.FirstDateCounting(day, programme.WindowMonths),
            row.Review);
        return StatusViews.Of(member, row.Name, row.Version, status, at, programme);
    }

    private static TierStanding Standing(CrudMember row) => new(row.Level, row.Since, null, [.. Enumerable.Repeat(row.Since, row.Level + 1)]);
}

/// <summary>A row of members. Amounts in minor units.</summary>
internal sealed record CrudMember(string? Name, long Version, long Spend, long Lifetime, int Level, DateOnly Since, DateOnly? Review);
