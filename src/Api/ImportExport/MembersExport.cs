using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Who the members are and where they stand today.</summary>
public sealed class MembersExport(IGrainFactory grains, INumberStore numbers) : IExport
{
    public string Name => "members";

    /// <summary>What a row of a member has.</summary>
    internal static IReadOnlyList<string> MemberColumns { get; } =
    [
        "memberId", "enrolledOn", "channel", "givenName", "familyName", "email", "phone", "birthDate", "locale", "homeAirport", "tier", "tierSince",
        "reviewDate", "currency", "currentPeriodSpend", "lifetimeSpend",
    ];

    public IReadOnlyList<string> Columns { get; } = [.. MemberColumns, "numbers"];

    public async ValueTask<IEnumerable<string?[]>> RowsAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancellation)
    {
        var enrolled = page.Where(recorded => recorded.Event is MemberEnrolled).Select(recorded => recorded.Member).ToList();
        var rows = new string?[]?[enrolled.Count];
        var held = (await numbers.ReadMembersAsync(enrolled)).ToLookup(number => number.Member);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Length),
            new ParallelOptions { MaxDegreeOfParallelism = MemberSearchApi.MaxAskedAtOnce, CancellationToken = cancellation },
            async (i, _) => rows[i] = await RowAsync(enrolled[i], held[enrolled[i]]));
        // Who was erased between the pages, or before, has no row.
        return rows.OfType<string?[]>();
    }

    /// <summary>A member who cannot be read has nothing but their number, so that the file is whole for all others.</summary>
    public string?[]? Unreadable(UnreadableRow row) => row.Version == 1 ? Alone(row.Member) : null;

    private async Task<string?[]?> RowAsync(MemberId member, IEnumerable<MemberNumber> held)
    {
        try
        {
            return (await grains.LoyaltyAccount(member).GetMember()).Value is { } view ? [.. Row(view), CellText.Of(NumbersColumn.Of(held))] : null;
        }
        catch (JournalDamagedException)
        {
            return Alone(member.Value);
        }
    }

    private string?[] Alone(string member) => [member, .. new string?[Columns.Count - 1]];

    internal static string?[] Row(MemberView member)
    {
        var (tier, spend) = (member.Status.Tier, member.Status.Spend);
        return
        [
            member.MemberId, Cells.Of(member.EnrolledOn), CellText.Of(member.Channel), CellText.Of(member.GivenName), CellText.Of(member.FamilyName),
            CellText.Of(member.Email), CellText.OfPhone(member.Phone), Cells.Of(member.BirthDate), member.Locale, member.HomeAirport, CellText.Of(tier.Name), Cells.Of(tier.Since), Cells.Of(tier.ReviewDate),
            spend.Currency, Cells.Of(spend.CurrentPeriod), Cells.Of(spend.Lifetime),
        ];
    }
}
