using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The disruptions of the last days, for a board.</summary>
/// <param name="Items">The latest first.</param>
public sealed record DisruptionBoard(IReadOnlyList<DisruptionSummary> Items)
{
    /// <summary>Disruptions of a board when the caller does not say.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Members that a disruption names; all are counted.</summary>
    public const int MembersShown = 20;

    /// <summary>Reads the latest, with the names as they are now.</summary>
    public static async Task<DisruptionBoard> ReadAsync(IAirportStore store, IGrainFactory grains, int limit, CancellationToken cancellation)
    {
        var kept = await store.ReadDisruptionsAsync(limit);
        var members = kept.SelectMany(one => one.Affected.Take(MembersShown)).Select(one => one.Member).Distinct().ToList();
        var names = new string?[members.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, members.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MemberSearchApi.MaxAskedAtOnce, CancellationToken = cancellation },
            async (i, _) => names[i] = (await Travellers.FindAsync(grains, members[i]))?.Name);
        var byMember = members.Zip(names).ToDictionary(one => one.First, one => one.Second);
        return new DisruptionBoard([.. kept.Select(one => DisruptionSummary.Of(one, byMember))]);
    }
}

/// <summary>A disruption and who was told of it.</summary>
/// <param name="Told">How many members were told.</param>
/// <param name="Items">The first of them, in order of priority.</param>
public sealed record DisruptionSummary(
    string DisruptionId, string Flight, DateOnly Date, string Kind, string Message, DateTimeOffset At, int Told, IReadOnlyList<AffectedView> Items)
{
    public static DisruptionSummary Of(RecordedDisruption kept, IReadOnlyDictionary<MemberId, string?> names) => new(
        kept.Disruption.Id.Value,
        kept.Disruption.Flight.Flight.Value,
        kept.Disruption.Flight.Date,
        kept.Disruption.Kind,
        kept.Disruption.Message,
        kept.At,
        kept.Affected.Count,
        [
            .. kept.Affected.Take(DisruptionBoard.MembersShown)
                .Select(one => AffectedView.Of(one, names.GetValueOrDefault(one.Member))),
        ]);
}
