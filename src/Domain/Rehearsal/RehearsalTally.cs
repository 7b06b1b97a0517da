namespace Loyalty.Domain;

/// <summary>What a rehearsal has counted. Parts of a population are counted apart and added up; the order does not matter.</summary>
public sealed class RehearsalTally
{
    /// <summary>Accounts told of as the most affected, at most.</summary>
    public const int MaxMostAffected = 1_000;

    private readonly Dictionary<(string From, string To), long> _moves = [];
    private readonly Dictionary<string, long> _before = [];
    private readonly Dictionary<string, long> _after = [];
    // The least affected of those kept comes out first.
    private readonly PriorityQueue<RehearsedAccount, (int, long, string)> _mostAffected = new();

    public long Members { get; private set; }

    /// <summary>Accounts that stand higher with the draft.</summary>
    public long Up { get; private set; }

    /// <summary>Accounts that stand lower with the draft.</summary>
    public long Down { get; private set; }

    /// <summary>Accounts at risk with the draft and not without.</summary>
    public long AtRisk { get; private set; }

    public MemberDays DaysBefore { get; } = new();

    public MemberDays DaysAfter { get; } = new();

    /// <summary>Accounts by pair of tier codes, where they are not the same.</summary>
    public IReadOnlyDictionary<(string From, string To), long> Moves => _moves;

    /// <summary>Accounts that hold a tier without the draft, by its code.</summary>
    public IReadOnlyDictionary<string, long> Before => _before;

    /// <summary>Accounts that hold a tier with the draft, by its code.</summary>
    public IReadOnlyDictionary<string, long> After => _after;

    /// <summary>Those whose level changes the most, then those with the most spend, then by number.</summary>
    public IReadOnlyList<RehearsedAccount> MostAffected =>
        [.. _mostAffected.UnorderedItems.Select(item => item.Element).OrderByDescending(a => Math.Abs(a.LevelChange)).ThenByDescending(a => a.Spend).ThenBy(a => a.MemberId.Value, StringComparer.Ordinal)];

    /// <summary>Rehearses an account and counts it.</summary>
    /// <returns>To be given to <see cref="List"/> where the account may be named.</returns>
    public RehearsedAccount Add(Rehearsal rehearsal, LoyaltyAccount account)
    {
        var outcome = rehearsal.Of(account, DaysBefore, DaysAfter);
        Members++;
        Up += outcome.LevelChange > 0 ? 1 : 0;
        Down += outcome.LevelChange < 0 ? 1 : 0;
        AtRisk += outcome is { ReviewBefore: null, ReviewAfter: not null } ? 1 : 0;
        Count(_before, outcome.From, 1);
        Count(_after, outcome.To, 1);
        if (outcome.From != outcome.To)
            Count(_moves, (outcome.From, outcome.To), 1);
        return outcome;
    }

    /// <summary>Lets an account that was counted be named among the most affected.</summary>
    public void List(RehearsedAccount account)
    {
        if (account.LevelChange != 0)
            Keep(account);
    }

    /// <summary>Takes in what another counted.</summary>
    public void Add(RehearsalTally other)
    {
        Members += other.Members;
        Up += other.Up;
        Down += other.Down;
        AtRisk += other.AtRisk;
        foreach (var (tier, count) in other._before)
            Count(_before, tier, count);
        foreach (var (tier, count) in other._after)
            Count(_after, tier, count);
        foreach (var (move, count) in other._moves)
            Count(_moves, move, count);
        foreach (var (account, _) in other._mostAffected.UnorderedItems)
            Keep(account);
        DaysBefore.Add(other.DaysBefore);
        DaysAfter.Add(other.DaysAfter);
    }

    private void Keep(RehearsedAccount account)
    {
        _mostAffected.Enqueue(account, (Math.Abs(account.LevelChange), account.Spend, Backwards(account.MemberId.Value)));
        if (_mostAffected.Count > MaxMostAffected)
            _mostAffected.Dequeue();
    }

    // Of equals the larger number goes first, so that those kept do not depend on the order they came in.
    private static string Backwards(string id) => string.Create(id.Length, id, static (text, id) =>
    {
        for (var i = 0; i < id.Length; i++)
            text[i] = (char)('~' - id[i]);
    });

    private static void Count<T>(Dictionary<T, long> counts, T key, long more)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + more;
}
