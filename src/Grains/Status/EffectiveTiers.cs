using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Tells of recorded events the tier that held after each. Nearly all say it themselves; of what earlier engines have recorded the account
/// is replayed.
/// </summary>
public sealed class EffectiveTiers(IJournal journal, ProgrammeBook programmes)
{
    /// <summary>Accounts that are replayed at once for a page.</summary>
    public const int MaxReplayedAtOnce = 8;

    /// <summary>The codes of the tiers, in the order of the events; null where the account cannot be read.</summary>
    /// <param name="events">In the order of the journal; of a member perhaps some and not others.</param>
    public async Task<IReadOnlyList<string?>> OfAsync(IReadOnlyList<RecordedEvent> events)
    {
        var versions = programmes.Current;
        var tiers = new string?[events.Count];
        Dictionary<MemberId, List<int>>? untold = null;
        for (var i = 0; i < events.Count; i++)
        {
            tiers[i] = events[i].Event.TierAfter(versions);
            if (tiers[i] is not null)
                continue;
            untold ??= [];
            if (!untold.TryGetValue(events[i].Member, out var places))
                untold.Add(events[i].Member, places = []);
            places.Add(i);
        }

        if (untold is not null)
        {
            await Parallel.ForEachAsync(
                untold, new ParallelOptions { MaxDegreeOfParallelism = MaxReplayedAtOnce }, async (member, _) => await ReplayAsync(member.Key, member.Value, events, tiers, versions));
        }

        return tiers;
    }

    private async Task ReplayAsync(MemberId member, List<int> places, IReadOnlyList<RecordedEvent> events, string?[] tiers, ProgrammeVersions versions)
    {
        var next = 0;
        try
        {
            await foreach (var step in AccountHistory.ReplayAsync(journal, member))
            {
                if (step.Recorded.Version != events[places[next]].Version)
                    continue;
                tiers[places[next]] = versions.On(step.Recorded.Event.Date).Programme.Tiers[step.Account.Standing.Level].Code;
                if (++next == places.Count)
                    break;
            }
        }
        catch (JournalDamagedException)
        {
            // The event itself can be read and is told; of its account nobody knows where it stood.
        }
    }
}
