using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Lists of members by where they stand, and how many each has.</summary>
public sealed class MemberLists(
    IStandingStore standings, IFollowerStore followers, IJournal journal, IGrainFactory grains, ProgrammeBook programmes, ProgrammeClock clock)
{
    /// <summary>Days back, today among them, that members are counted for.</summary>
    public static readonly IReadOnlyList<int> Spans = [1, 7, 30];

    /// <summary>Reads what is asked of a list, by the programme of today.</summary>
    public Checked<MemberListQuery> Query(string? list, string? days, string? tier, string? sort) =>
        MemberListQueries.Read(list, days, tier, sort, programmes.Current.On(clock.Today).Programme, clock.Today);

    public async Task<MemberListsView> CountAsync()
    {
        // The journal's end after the cursor's: what is behind is told too large rather than too small.
        var through = (await followers.LoadAsync(StandingFollower.Follower))?.Cursors.GetValueOrDefault(IEventStream.Ledger) ?? 0;
        var last = await journal.LastSequenceAsync();
        var today = clock.Today;
        var counts = new List<MemberListCount>();
        foreach (var list in Enum.GetValues<MemberList>())
        {
            IEnumerable<int?> spans = list is MemberList.Enrolled or MemberList.Risen or MemberList.Dropped ? Spans.Cast<int?>() : [null];
            foreach (var days in spans)
                counts.Add(new MemberListCount(Cells.Of(list), days, await standings.CountAsync(list, MemberListQueries.From(list, days ?? 1, today))));
        }

        return new MemberListsView(today, through, Math.Max(0, last - through), counts);
    }

    /// <summary>A page of members with their profile and status as they are now, in the list's order.</summary>
    public async Task<(IReadOnlyList<MemberView> Members, IReadOnlyList<string> Unreadable, ListedMember? Next)> PageAsync(
        MemberListQuery query, ListedMember? after, int limit, CancellationToken cancellation)
    {
        var found = await standings.ReadAsync(query, after, limit + 1);
        var listed = found.Take(limit).ToList();
        var unreadable = new ConcurrentBag<string>();
        var members = new MemberView?[listed.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, listed.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MemberSearchApi.MaxAskedAtOnce, CancellationToken = cancellation },
            async (i, _) => members[i] = await MemberSearchApi.ViewAsync(grains.LoyaltyAccount(listed[i].Member), unreadable));
        return ([.. members.OfType<MemberView>()], [.. unreadable.Order(StringComparer.Ordinal)], found.Count > listed.Count ? listed[^1] : null);
    }
}

/// <summary>How many members each list has.</summary>
/// <param name="Sequence">The last event that is in it.</param>
/// <param name="Behind">Events that are recorded but not in it yet.</param>
public sealed record MemberListsView(DateOnly AsOf, long Sequence, long Behind, IReadOnlyList<MemberListCount> Lists);

/// <param name="List">Its name.</param>
/// <param name="Days">How many days back it is counted for, today among them; null where it is about today.</param>
public sealed record MemberListCount(string List, int? Days, long Members);
