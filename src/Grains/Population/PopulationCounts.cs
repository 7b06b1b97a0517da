using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// A few thousand numbers on all members, whatever their count: each event says itself what it changes in them, but for the due day
/// that it replaces. Changed in the journal's order only.
/// </summary>
public sealed class PopulationCounts
{
    /// <summary>The last event counted.</summary>
    public long Sequence { get; set; }

    public long Lifetime { get; set; }

    /// <summary>The programme version whose levels these are.</summary>
    public int Version { get; set; } = ProgrammeVersion.First;

    /// <summary>Members by level.</summary>
    public SortedDictionary<int, long> Levels { get; init; } = [];

    /// <summary>Members in a soft landing by level.</summary>
    public SortedDictionary<int, long> RisksByLevel { get; init; } = [];

    /// <summary>Members in a soft landing by the day of their review.</summary>
    public SortedDictionary<DateOnly, long> Reviews { get; init; } = [];

    /// <summary>Members by the day their tier machine has something to do: a review, or spend below their tier.</summary>
    public SortedDictionary<DateOnly, long> Due { get; init; } = [];

    /// <summary>Net counted amounts by the last day they count.</summary>
    public SortedDictionary<DateOnly, long> SpendByLastDay { get; init; } = [];

    /// <summary>Takes one event in.</summary>
    /// <param name="dueBefore">What was due after the member's event before this one.</param>
    public void Apply(RecordedEvent recorded, DateOnly? dueBefore, ProgrammeVersions versions)
    {
        var change = recorded.Event;
        var (own, counted) = (versions.On(change.Date), Counted(versions));
        if (own.FirstDay > counted.FirstDay)
        {
            CarryTo(own, versions);
            counted = own;
        }

        switch (change)
        {
            case MemberEnrolled:
                Add(Levels, 0, 1);
                break;
            case SpendRecorded { Posting: var posting }:
                Spend(posting.LastDayCounted, posting.Counted);
                break;
            case CreditReleased released:
                foreach (var credit in released.Credits)
                    Spend(credit.LastDayCounted, credit.Counted);
                break;
            case SpendReversed { State: CreditState.Counting } reversed:
                Spend(reversed.LastDayCounted, -reversed.CountedTaken);
                break;
        }

        if (change.TierChange is { } moved)
        {
            Stand(moved.From, own, counted, -1);
            Stand(moved.To, own, counted, 1);
        }

        if (dueBefore is { } before)
            Add(Due, before, -1);
        if (change.Due is { } due)
            Add(Due, due, 1);
        Sequence = recorded.Sequence;
    }

    /// <summary>What could not be read up to here is not counted.</summary>
    public void PassOverThrough(long sequence) => Sequence = Math.Max(Sequence, sequence);

    /// <summary>Lets go of spend that has left for good.</summary>
    public void ForgetSpendBefore(DateOnly day)
    {
        foreach (var left in SpendByLastDay.Keys.TakeWhile(last => last < day).ToList())
            SpendByLastDay.Remove(left);
    }

    /// <summary>Counts in the levels of another version from here on.</summary>
    public void CarryTo(ProgrammeVersion version, ProgrammeVersions versions)
    {
        var from = Counted(versions);
        if (from == version)
            return;
        foreach (var counts in new[] { Levels, RisksByLevel })
        {
            var before = counts.ToList();
            counts.Clear();
            foreach (var (level, members) in before)
                Add(counts, Ladder.LevelIn(from.Programme, level, version.Programme), members);
        }

        Version = version.Number;
    }

    // Of a version that is not there any more the first is as good: it was withdrawn before its day.
    private ProgrammeVersion Counted(ProgrammeVersions versions) => versions.ByDay.FirstOrDefault(v => v.Number == Version) ?? versions.ByDay[0];

    private void Stand(TierStanding standing, ProgrammeVersion own, ProgrammeVersion counted, long members)
    {
        var level = own == counted ? standing.Level : Ladder.LevelIn(own.Programme, standing.Level, counted.Programme);
        Add(Levels, level, members);
        if (standing.ReviewDate is not { } review)
            return;
        Add(RisksByLevel, level, members);
        Add(Reviews, review, members);
    }

    private void Spend(DateOnly lastDay, long amount)
    {
        Lifetime += amount;
        Add(SpendByLastDay, lastDay, amount);
    }

    private static void Add<T>(SortedDictionary<T, long> counts, T at, long change)
        where T : notnull
    {
        var count = counts.GetValueOrDefault(at) + change;
        if (count == 0)
            counts.Remove(at);
        else
            counts[at] = count;
    }
}
