using System.Globalization;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Rehearses drafts over all accounts from the ledger at one sequence, one rehearsal at a time. It reads; accounts, snapshots and
/// journal stay as they are. It holds a page of members and what it has counted.
/// </summary>
public sealed class Rehearsals(
    ProgrammeDocuments documents, IJournal journal, IPersonStore persons, IPopulation population, ProgrammeBook book, ProgrammeClock clock)
    : IAsyncDisposable
{
    /// <summary>Members of a page.</summary>
    public const int PageSize = 1_000;

    /// <summary>A running rehearsal of which nothing was heard for so long was interrupted.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    // Half of the processors are left to those who are served. Two at least, for while one waits for the journal another reckons.
    private static readonly int Workers = Math.Max(2, Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource? _cancel;
    private RehearsalDocument? _running;
    private Task _work = Task.CompletedTask;

    /// <summary>Starts a rehearsal.</summary>
    /// <returns>Refused with <c>rehearsal-under-way</c> or <c>rehearsal-id-reused</c>; the same again is answered as it is.</returns>
    public async Task<Outcome<RehearsalDocument>> StartAsync(string rehearsalId, string draftId, Programme draft, DateOnly date)
    {
        await _one.WaitAsync();
        try
        {
            if (await EarlierAsync(rehearsalId, draftId, date) is { } earlier)
                return earlier;

            if (await documents.RunningAsync() is { } other && await FindAsync(other) is { State: "running" })
                return new Refusal("rehearsal-under-way", $"'{other}' is under way; cancel it or wait.");
            var now = clock.Now;
            var begun = new RehearsalDocument(
                rehearsalId, draftId, ProgrammeDocuments.HashOf(draft), "onActivation", date, "running", 0,
                (await population.CountAsync()).Members, await journal.LastSequenceAsync(), now, now);
            await documents.AddAsync(begun);
            await documents.KeepRunningAsync(rehearsalId);
            _running = begun;
            _cancel?.Dispose();
            _cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            var rehearsal = new Rehearsal(book.Current, draft, date);
            _work = Task.Run(() => RunAsync(begun, rehearsal, _cancel));
            return begun;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The answer to a rehearsal that was asked for before, or null.</summary>
    /// <param name="date">Null where none was named: the one that was taken then.</param>
    /// <returns>Refused with <c>rehearsal-id-reused</c> where it was another.</returns>
    public async Task<Outcome<RehearsalDocument>?> EarlierAsync(string rehearsalId, string draftId, DateOnly? date)
    {
        if ((await FindAsync(rehearsalId) ?? await documents.RehearsalAsync(rehearsalId)) is not { } earlier)
            return null;
        return earlier.DraftId == draftId && (date ?? earlier.Date) == earlier.Date
            ? ((Outcome<RehearsalDocument>)earlier).AsRepeat()
            : new Refusal("rehearsal-id-reused", $"'{rehearsalId}' was used for another rehearsal.", "rehearsalId");
    }

    /// <summary>A rehearsal as it stands, or null.</summary>
    public async Task<RehearsalDocument?> FindAsync(string rehearsalId)
    {
        if (_running is { State: "running" } running && running.RehearsalId == rehearsalId)
            return running;
        return await documents.RehearsalAsync(rehearsalId) is { } kept && kept.StartedAt > clock.Now - ProgrammeActivations.Kept ? Seen(kept) : null;
    }

    /// <summary>Ends a rehearsal; one that has ended stays as it is.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> CancelAsync(string rehearsalId)
    {
        if (await FindAsync(rehearsalId) is not { } found)
            return false;
        if (found.State != "running")
            return true;
        await documents.CancelAsync(rehearsalId, clock.Now);
        if (_running?.RehearsalId == rehearsalId && _cancel is { } cancel)
        {
            await cancel.CancelAsync();
            await _work;
        }

        return true;
    }

    /// <summary>Ends with <c>interrupted</c> whatever runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        _cancel?.Dispose();
        _stopping.Dispose();
        _one.Dispose();
    }

    // What runs elsewhere tells that it does.
    private RehearsalDocument Seen(RehearsalDocument kept) =>
        kept.State == "running" && kept.BeatAt < clock.Now - Silence ? kept with { State = "interrupted" } : kept;

    private async Task RunAsync(RehearsalDocument begun, Rehearsal rehearsal, CancellationTokenSource cancel)
    {
        var started = clock.Timestamp;
        var tally = new RehearsalTally();
        try
        {
            MemberId? after = null;
            for (var page = 0; ; page++)
            {
                var members = await journal.ReadMembersAsync(after, PageSize);
                var rows = await PageAsync(members, begun.Sequence, rehearsal, tally, cancel.Token);
                await documents.KeepRowsAsync(begun.RehearsalId, page, rows);
                _running = _running! with { Done = tally.Members, Of = Math.Max(tally.Members, begun.Of), BeatAt = clock.Now };
                await documents.KeepAsync(_running);
                if (await documents.IsCancelledAsync(begun.RehearsalId))
                    await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
                if (members.Count < PageSize)
                    break;
                after = members[^1];
            }

            await EndAsync("done", ResultOf(tally, rehearsal, begun, clock.Since(started).TotalSeconds));
        }
        catch (OperationCanceledException)
        {
            await EndAsync(_stopping.IsCancellationRequested ? "interrupted" : "cancelled", null);
        }
        catch (Exception fault) when (fault is JournalUnavailableException or EngineBusyException or JournalDamagedException)
        {
            await EndAsync("interrupted", null);
        }
    }

    private async Task EndAsync(string state, RehearsalResult? result)
    {
        var ended = _running! with { State = state, Result = result, BeatAt = clock.Now };
        try
        {
            await documents.KeepAsync(ended);
        }
        catch (Exception fault) when (fault is JournalUnavailableException or EngineBusyException)
        {
            // It is silent from here on, and so seen as interrupted.
        }

        _running = ended;
    }

    private async Task<string> PageAsync(
        IReadOnlyList<MemberId> members, long sequence, Rehearsal rehearsal, RehearsalTally tally, CancellationToken cancellation)
    {
        var outcomes = new RehearsedAccount?[members.Count];
        var parts = new RehearsalTally[Workers];
        await Parallel.ForAsync(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellation }, async (worker, token) =>
        {
            var part = parts[worker] = new RehearsalTally();
            for (var i = worker; i < members.Count; i += Workers)
            {
                token.ThrowIfCancellationRequested();
                outcomes[i] = await OneAsync(members[i], sequence, rehearsal, part);
            }
        });
        foreach (var part in parts)
            tally.Add(part);
        return Rows(outcomes, rehearsal);
    }

    private async Task<RehearsedAccount?> OneAsync(MemberId member, long sequence, Rehearsal rehearsal, RehearsalTally part)
    {
        var account = new LoyaltyAccount(member);
        await foreach (var recorded in AccountHistory.ReadAsync(journal, member))
        {
            if (recorded.Sequence > sequence)
                break;
            AccountHistory.Apply(recorded, account);
        }

        if (!account.IsEnrolled)
            return null;
        var outcome = part.Add(rehearsal, account);
        // An erased member holds a tier still, but is named nowhere.
        if (!outcome.Differs || (await persons.FindAsync(member))?.ErasedAt is not null)
            return null;
        part.List(outcome);
        return outcome;
    }

    private string Rows(RehearsedAccount?[] outcomes, Rehearsal rehearsal)
    {
        var rows = new StringBuilder();
        foreach (var outcome in outcomes)
        {
            if (outcome is not { } o)
                continue;
            rows.Append(CultureInfo.InvariantCulture, $"{o.MemberId},{o.From},{o.To},{o.ReviewBefore:yyyy-MM-dd},{o.ReviewAfter:yyyy-MM-dd},");
            rows.Append(Money.ToDecimal(o.Spend, rehearsal.After.Currency).ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }

        return rows.ToString();
    }

    private static RehearsalResult ResultOf(RehearsalTally tally, Rehearsal rehearsal, RehearsalDocument begun, double seconds)
    {
        var (before, after) = (tally.DaysBefore.Cost(), tally.DaysAfter.Cost());
        var codes = rehearsal.After.Tiers.Select(t => t.Code).Union(rehearsal.Before.Tiers.Select(t => t.Code));
        return new RehearsalResult(
            tally.Members,
            tally.Up,
            tally.Down,
            tally.AtRisk,
            [.. tally.Moves.OrderByDescending(m => m.Value).Select(m => new RehearsalMove(m.Key.From, m.Key.To, m.Value))],
            [.. codes.Select(code => new RehearsalTier(code, tally.Before.GetValueOrDefault(code), tally.After.GetValueOrDefault(code)))],
            new RehearsalCost(new CostBeforeAfter(before.Low, after.Low), new CostBeforeAfter(before.High, after.High)),
            [.. tally.MostAffected.Select(a => new RehearsalMember(a.MemberId.Value, a.From, a.To, Money.ToDecimal(a.Spend, rehearsal.After.Currency)))],
            rehearsal.Horizon,
            begun.Sequence,
            begun.Hash,
            Math.Round(seconds, 1));
    }
}
