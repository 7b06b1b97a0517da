using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Erases a person and leaves the ledger without them: a number that nobody is behind. First what is stored, so that no actor can
/// read it back; then what is held in memory and shown.
/// </summary>
public sealed class PersonEraser(
    IGrainFactory grains,
    IJournal journal,
    IPersonStore persons,
    IErasureStore store,
    IHubPublisher hub,
    ShownRecognitions shown,
    PartnerOrderBook? orders,
    ITrail trail,
    ProgrammeClock clock)
{
    /// <summary>Overwritings under way that nobody waits for.</summary>
    private int _telling;

    /// <summary>How long an answer waits for what is left in files to be overwritten; after that a later record of the trail tells it.</summary>
    public static readonly TimeSpan AnswerAfter = TimeSpan.FromSeconds(5);

    /// <summary>Erases; the same again does nothing, unless something has come since. Refused: <c>unknown-member</c>.</summary>
    /// <param name="source">Who wants it, for the trail.</param>
    /// <param name="reason">Why, for the trail, or null.</param>
    /// <param name="scrub">Overwrite what is left in files; whoever erases many calls <see cref="ScrubAsync"/> once behind them.</param>
    public async Task<Checked<ErasureReport>> EraseAsync(MemberId member, TrailSource source, string? reason, bool scrub = true)
    {
        if (!await IsKnownAsync(member))
            return Refusals.UnknownMember(member);
        if (await store.IsErasedAsync(member))
        {
            await EraseRewardsAsync(member);
            return new ErasureReport(0, 0, 0, 0, 0, await store.IsScrubbedAsync(), []);
        }

        await trail.AddAsync(new TrailEntry(source, TrailActions.ErasureBegun, member, Reason: reason), clock.Now);
        var mentions = await MentionsAsync(member);
        var displays = await shown.OfAsync(member);
        if (orders is not null)
            await orders.EraseAsync(member);
        var rows = await grains.LoyaltyAccount(member).Erase(clock.Now);
        await EraseRewardsAsync(member);
        shown.Withdraw(displays);
        hub.Publish(new MemberErased(member));
        var scrubbing = scrub && store.CanScrub ? store.ScrubAsync() : Task.FromResult(false);
        var scrubbed = await Task.WhenAny(scrubbing, Task.Delay(AnswerAfter)) == scrubbing && await scrubbing;
        var report = new ErasureReport(rows.Persons, rows.Snapshots, rows.CheckIns, rows.Disruptions, displays.Count, scrubbed, mentions);
        await trail.AddAsync(new TrailEntry(source, TrailActions.MemberErased, member, Reason: reason, Detail: report.ToDetail()), clock.Now);
        if (!scrubbing.IsCompleted)
            _ = TellWhenDoneAsync(scrubbing, member);
        return report;
    }

    /// <inheritdoc cref="IErasureStore.ScrubAsync"/>
    public Task<bool> ScrubAsync() => store.ScrubAsync();

    /// <summary>Begins to overwrite what an earlier run has left, and records it when it is done; nothing where nothing is left.</summary>
    public async Task ScrubLeftAsync()
    {
        if (store.CanScrub && Volatile.Read(ref _telling) == 0 && !await store.IsScrubbedAsync())
            _ = TellWhenDoneAsync(store.ScrubAsync(), null);
    }

    // Behind the person, from when on nothing is issued or held any more; a repetition makes up for what was cut off here.
    private Task EraseRewardsAsync(MemberId member) => grains.Rewards(member.Value).Erase();

    // Behind the answer. What fails here is made good by the next run of the retention sweep.
    private async Task TellWhenDoneAsync(Task<bool> scrubbing, MemberId? member)
    {
        Interlocked.Increment(ref _telling);
        try
        {
            if (await scrubbing)
                await trail.AddAsync(new TrailEntry(TrailSource.Engine("erasure"), TrailActions.ErasureScrubbed, member), clock.Now);
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            // The file is clean all the same.
        }
        finally
        {
            Interlocked.Decrement(ref _telling);
        }
    }

    private async Task<bool> IsKnownAsync(MemberId member)
    {
        try
        {
            return (await journal.ReadAccountAsync(member, 0, 1)).Count > 0;
        }
        catch (JournalDamagedException)
        {
            return true;
        }
    }

    // Whoever cannot be read can still be erased.
    private async Task<IReadOnlyList<long>> MentionsAsync(MemberId member)
    {
        try
        {
            return await LedgerMentions.FindAsync(journal, member, (await persons.FindAsync(member))?.Profile ?? new Profile());
        }
        catch (JournalDamagedException)
        {
            return [];
        }
    }
}
