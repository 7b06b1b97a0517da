using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Reads what is asked of a list of members.</summary>
internal static class MemberListQueries
{
    /// <summary>Days that a list of new, risen or dropped members may reach back, today among them.</summary>
    public const int MaxDays = 366;

    /// <summary>The same where the caller does not say.</summary>
    public const int DefaultDays = 30;

    /// <summary>Lists by their names on the wire.</summary>
    public static readonly IReadOnlyDictionary<string, MemberList> Lists = Enum.GetValues<MemberList>().ToDictionary(Cells.Of, StringComparer.Ordinal);

    /// <summary>Orders by their names on the wire; behind a minus they run down.</summary>
    public static readonly IReadOnlyDictionary<string, MemberOrder> Orders = Enum.GetValues<MemberOrder>().ToDictionary(Cells.Of, StringComparer.Ordinal);

    /// <returns>Refused with <c>list-not-valid</c>, <c>days-not-valid</c>, <c>tier-not-valid</c> or <c>sort-not-valid</c>.</returns>
    public static Checked<MemberListQuery> Read(string? list, string? days, string? tier, string? sort, Programme programme, DateOnly today)
    {
        var asked = MemberList.All;
        if (list is not null && !Lists.TryGetValue(list, out asked))
            return new Refusal("list-not-valid", $"Must be one of {string.Join(", ", Lists.Keys)}.", "list");
        var back = DefaultDays;
        if (days is not null && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out back) && back is >= 1 and <= MaxDays))
            return new Refusal("days-not-valid", $"Must be a number of days from 1 to {MaxDays}.", "days");
        if (tier is not null && programme.Tiers.All(one => one.Code != tier))
            return new Refusal("tier-not-valid", $"Must be the code of a tier: {string.Join(", ", programme.Tiers.Select(one => one.Code))}.", "tier");
        var isDescending = sort is null ? asked is not (MemberList.AtRisk or MemberList.NearNextTier) : sort.StartsWith('-');
        var order = asked == MemberList.NearNextTier ? MemberOrder.Missing : MemberOrder.Date;
        if (sort is not null && !Orders.TryGetValue(sort.TrimStart('-'), out order))
            return new Refusal("sort-not-valid", $"Must be one of {string.Join(", ", Orders.Keys)}, with a - before it to run down.", "sort");
        return new MemberListQuery(asked, From(asked, back, today), tier, order, isDescending);
    }

    /// <summary>The first day that counts.</summary>
    public static DateOnly From(MemberList list, int days, DateOnly today) => list == MemberList.NearNextTier ? today : today.AddDays(1 - days);

    public static string Cursor(ListedMember last) => string.Create(CultureInfo.InvariantCulture, $"{last.Key}.{last.Member}");

    /// <summary>Where a page begins; <c>cursor-not-valid</c> where that is no cursor.</summary>
    public static Checked<ListedMember?> After(string? cursor)
    {
        if (cursor is null)
            return (ListedMember?)null;
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && MemberId.Parse(cursor[(dot + 1)..]) is { Refusal: null } member
            ? new ListedMember(member.Value, key)
            : Refusals.CursorNotValid;
    }
}
