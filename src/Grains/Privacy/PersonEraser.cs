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
    ITrail trail,
    ProgrammeClock clock)
{
    /// <summary>Erases; the same again removes what may have come since, and is harmless. Refused: <c>unknown-member</c>.</summary>
    /// <param name="source">Who wants it, for the trail.</param>
    /// <param name="reason">Why, for the trail, or null.</param>
    /// <param name="scrub">Overwrite what is left in files now; whoever erases many calls <see cref="ScrubAsync"/> once behind them.</param>
    public async Task<Checked<ErasureReport>> EraseAsync(MemberId member, TrailSource source, string? reason, bool scrub = true)
    {
        if ((await journal.ReadAccountAsync(member, 0, 1)).Count == 0)
            return Refusals.UnknownMember(member);
        await trail.AddAsync(new TrailEntry(source, TrailActions.ErasureBegun, member, Reason: reason), clock.Now);
        var mentions = await LedgerMentions.FindAsync(journal, member, (await persons.FindAsync(member))?.Profile ?? new Profile());
        var displays = await shown.OfAsync(member);
        var rows = await store.EraseAsync(member, clock.Now);
        await grains.LoyaltyAccount(member).Forget();
        shown.Withdraw(displays);
        hub.Publish(new MemberErased(member));
        var report = new ErasureReport(
            rows.Persons, rows.Snapshots, rows.CheckIns, rows.Disruptions, displays.Count, scrub && await store.ScrubAsync(), mentions);
        await trail.AddAsync(new TrailEntry(source, TrailActions.MemberErased, member, Reason: reason, Detail: report.ToDetail()), clock.Now);
        return report;
    }

    /// <inheritdoc cref="IErasureStore.ScrubAsync"/>
    public Task<bool> ScrubAsync() => store.ScrubAsync();
}
