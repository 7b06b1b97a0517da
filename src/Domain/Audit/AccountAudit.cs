using System.Globalization;

namespace Loyalty.Domain;

/// <summary>
/// Replays one account from its events and holds against it: the states that are kept of it, each at its own version, and what its
/// postings alone give. Pure; whoever reads the events gives them in, in order.
/// </summary>
public sealed class AccountAudit
{
    private readonly List<AuditDifference> _differences = [];
    private readonly List<(AuditedState In, AccountSnapshot State)> _held = [];
    private readonly AccountLedger _ledger = new();
    private readonly LoyaltyAccount _account;

    /// <param name="snapshot">The stored snapshot, or null when there is none.</param>
    /// <param name="live">The state of the actor, or null when it is not in memory.</param>
    public AccountAudit(MemberId member, AccountSnapshot? snapshot, AccountSnapshot? live)
    {
        _account = new LoyaltyAccount(member);
        if (snapshot is not null)
            _held.Add((AuditedState.Snapshot, snapshot));
        if (live is not null)
            _held.Add((AuditedState.Live, live));
    }

    /// <summary>Events taken in.</summary>
    public long Version => _account.Version;

    /// <summary>What differs so far.</summary>
    public IReadOnlyList<AuditDifference> Differences => _differences;

    /// <summary>Reckons the next event again from what it says itself, before it is taken in.</summary>
    /// <param name="versions">The programmes in force.</param>
    /// <param name="sameWindow">The window has been as long as today since the event was written.</param>
    public void Reckon(AccountEvent change, DateTimeOffset at, ProgrammeVersions versions, bool sameWindow)
    {
        foreach (var (what, expected, found) in EventAudit.Of(change, at, versions.On(change.Date).Programme, sameWindow, _account.IsEnrolled ? _account.Day : null))
            Differ(AuditedState.Ledger, _account.Version + 1, what, expected, found);
        if (change is SpendReversed reversed && _ledger.Find(reversed.Reversal.TransactionId) is { } entry)
            Differ(AuditedState.Ledger, _account.Version + 1, "lastDayCounted", Day(entry.LastDayCounted), Day(reversed.LastDayCounted));
    }

    /// <summary>The member's person cannot be read.</summary>
    public void PersonBroken(string found) =>
        _differences.Add(new AuditDifference(AuditedState.Person, 0, "row", "a person that can be read", found));

    /// <summary>Takes the next event in.</summary>
    /// <exception cref="InvalidOperationException">It cannot follow.</exception>
    public void Take(AccountEvent change, DateTimeOffset at)
    {
        _account.Apply(change, at);
        _ledger.Apply(change);
        foreach (var (where, state) in _held)
        {
            if (state.Version == _account.Version)
                Compare(where, state);
        }
    }

    /// <summary>A row was met that cannot be read or cannot follow; nothing after it can be judged.</summary>
    public void Broken(long version, string found) =>
        _differences.Add(new AuditDifference(AuditedState.Ledger, version, "row", "a row that can be read and follows", found));

    /// <summary>All events were taken in.</summary>
    /// <param name="versions">All programme versions.</param>
    /// <param name="sameRules">
    /// Thresholds and grace have been the same through the account's life. Where they have not, the tiers of the past cannot be
    /// reckoned anew, so only what the events say of them is compared.
    /// </param>
    public void Complete(ProgrammeVersions versions, bool sameRules)
    {
        foreach (var (where, state) in _held.Where(held => held.State.Version > _account.Version || held.State.Version < 1))
            Differ(where, state.Version, "version", $"at most {_account.Version}", $"{state.Version}");
        if (!_account.IsEnrolled)
            return;
        var replay = _ledger.Replay(versions, _account.Day);
        Differ("lifetime", replay.Lifetime, _account.Lifetime);
        DifferInBuckets(
            AuditedState.Ledger,
            _account.Version,
            replay.Window.Buckets.Where(bucket => bucket.LastDay >= _account.Day),
            _account.Window.Buckets.Where(bucket => bucket.LastDay >= _account.Day));
        // Since which day a tier is held may have been told otherwise by a replay that moved nothing.
        if (sameRules)
            Differ("tier", Rung(replay.Standing), Rung(_account.Standing));
    }

    private void Compare(AuditedState where, AccountSnapshot found)
    {
        var expected = _account.ToSnapshot();
        Differ(where, expected.Version, "memberId", expected.MemberId.Value, found.MemberId.Value);
        Differ(where, expected.Version, "enrolledOn", Day(expected.EnrolledOn), Day(found.EnrolledOn));
        Differ(where, expected.Version, "tier", Standing(expected.Standing), Standing(found.Standing));
        DifferInBuckets(where, expected.Version, expected.Buckets, found.Buckets);
        Differ(where, expected.Version, "lifetime", $"{expected.Lifetime}", $"{found.Lifetime}");
        Differ(where, expected.Version, "lastPostedOn", Day(expected.LastPostedOn), Day(found.LastPostedOn));
        Differ(where, expected.Version, "pending", $"{expected.Pending}", $"{found.Pending}");
        Differ(where, expected.Version, "caps", $"{expected.Caps}", $"{found.Caps}");
        Differ(where, expected.Version, "day", Day(expected.Day), Day(found.Day));
        Differ(where, expected.Version, "lastUpdated", $"{expected.LastUpdated:O}", $"{found.LastUpdated:O}");
    }

    private void Differ<T>(string what, T expected, T found) =>
        Differ(AuditedState.Ledger, _account.Version, what, $"{expected}", $"{found}");

    private void Differ(AuditedState where, long version, string what, string expected, string found)
    {
        if (expected != found)
            _differences.Add(new AuditDifference(where, version, what, expected, found));
    }

    // The first bucket that differs is told: a window may have one for every day of years.
    private void DifferInBuckets(
        AuditedState where, long version, IEnumerable<(DateOnly LastDay, long Amount)> expected, IEnumerable<(DateOnly LastDay, long Amount)> found)
    {
        var (wanted, there) = (expected.ToDictionary(), new Dictionary<DateOnly, long>());
        // What is stored may be anything, two buckets of one day too.
        foreach (var (day, amount) in found)
            there[day] = there.GetValueOrDefault(day) + amount;
        foreach (var day in wanted.Keys.Union(there.Keys).Order().Where(day => wanted.GetValueOrDefault(day) != there.GetValueOrDefault(day)).Take(1))
            Differ(where, version, "buckets", $"{wanted.GetValueOrDefault(day)} until {Day(day)}", $"{there.GetValueOrDefault(day)} until {Day(day)}");
    }

    private static string Rung(TierStanding standing) =>
        standing.ReviewDate is { } review ? $"level {standing.Level}, review {Day(review)}" : $"level {standing.Level}";

    private static string Standing(TierStanding standing) =>
        $"{Rung(standing)}, since {Day(standing.Since)}, held since {string.Join(' ', standing.HeldSince.Select(day => Day(day)))}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";
}
