using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The lots of one owner. It reads on before each call, so that what another activation has written, or a claim has taken out of a code, is
/// known; the version that an append expects decides. Commands are in RewardsGrain.Commands.cs, holds in RewardsGrain.Holds.cs.
/// </summary>
[GrainType("rewards")]
public sealed partial class RewardsGrain(RewardContext context) : Grain, IRewardsGrain
{
    /// <summary>How often a command is decided again where others were faster.</summary>
    private const int MaxConflicts = 10;

    /// <summary>Rows that are read at a time.</summary>
    private const int PageSize = 500;

    private RewardAccount _recorded = RewardAccount.Empty;
    private long _version;

    private string Owner => field ??= this.GetPrimaryKeyString();

    private bool IsCode => RewardOwners.IsCode(Owner);

    private MemberId Member => MemberId.Of(Owner);

    /// <inheritdoc/>
    public async Task<Outcome<Page<LotView>>> GetRewards()
    {
        if (!IsCode && await AbsentAsync(Owner) is { } absent)
            return absent;
        var now = await NowAsync();
        return new Page<LotView>(
            [.. now.Account.InOrder().Where(lot => IsShown(lot, now.Today)).Select(lot => RewardViews.Lot(lot, Owner, now.Today))], null);
    }

    /// <inheritdoc/>
    public async Task<Outcome<LotView>> GetLot(string lotId)
    {
        var now = await NowAsync();
        return now.Account.Lots.TryGetValue(new LotId(lotId), out var lot)
            ? RewardViews.Lot(lot, Owner, now.Today)
            : RewardDecisions.UnknownLot(new LotId(lotId));
    }

    /// <inheritdoc/>
    public async Task<int> CountSpendable()
    {
        var now = await NowAsync();
        return now.Account.SpendableOn(now.Today);
    }

    /// <inheritdoc/>
    public async Task<RewardsExportView> Export()
    {
        var now = await NowAsync();
        return new RewardsExportView(
            [.. now.Account.InOrder().Select(lot => RewardViews.Lot(lot, Owner, now.Today))],
            [.. now.Account.Holds.Values.OrderBy(hold => hold.OpenedAt).ThenBy(hold => hold.Id.Value, StringComparer.Ordinal).Select(RewardViews.Hold)],
            [.. now.Account.Captures.Values.OrderBy(capture => capture.Id.Value, StringComparer.Ordinal).Select(RewardViews.Captured)]);
    }

    /// <inheritdoc/>
    public async Task Visit()
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            if (now.Due.Count == 0 || await WriteAsync(now, []))
                return;
            if (!IsCode && await AbsentAsync(Owner) is not null)
            {
                await Erase();
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async Task Erase()
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            var events = RewardDecisions.Erase(now.Account, now.At, now.Today);
            if ((events.Count == 0 && now.Due.Count == 0) || await WriteAsync(now, events, ofErased: true))
                return;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <summary>What is recorded, read on, and what time alone has done to it since, which need not be recorded to hold.</summary>
    private async Task<Moment> NowAsync()
    {
        (_recorded, _version) = await ReadOnAsync(Owner, _recorded, _version);
        return MomentOf(_recorded);
    }

    private Moment MomentOf(RewardAccount recorded)
    {
        var at = context.Clock.Now;
        var due = RewardDays.Due(recorded, at, context.Programme);
        return new Moment(recorded, recorded.Apply(due), due, at, context.Programme.DayOf(at));
    }

    private async Task<(RewardAccount Account, long Version)> ReadOnAsync(string owner, RewardAccount account, long version)
    {
        IReadOnlyList<RecordedRewards> page;
        do
        {
            page = await context.Store.ReadAsync(owner, version, PageSize);
            foreach (var row in page)
                (account, version) = (account.Apply(row.Events), row.Version);
        }
        while (page.Count == PageSize);
        return (account, version);
    }

    /// <summary>Writes what is due and what a command decided; false where somebody else was faster.</summary>
    private async Task<bool> WriteAsync(Moment now, IReadOnlyList<RewardEvent> decided, IReadOnlyList<RewardKey>? keys = null, bool ofErased = false)
    {
        var part = await PartAsync(Owner, _version, now, decided, ofErased);
        if (!await context.Store.AppendAsync(new RewardAppend([part.Row], keys ?? [], part.Flows, part.Told, OfErased: ofErased)))
            return false;
        Written(part, now);
        return true;
    }

    private void Written(Part part, Moment now)
    {
        (_recorded, _version) = (part.After, part.Row.Row.Version);
        if (IsCode || !context.Hub.Wants(Member))
            return;
        foreach (var change in RewardNotices.Hub(Owner, part.Told, part.Row.Row.Events, now.At))
            context.Hub.Publish(change);
    }

    private async Task<Part> PartAsync(string owner, long version, Moment now, IReadOnlyList<RewardEvent> decided, bool ofErased = false)
    {
        var events = now.Due.Concat(decided).ToList();
        var after = now.Account.Apply(decided);
        var tier = ofErased || RewardOwners.IsCode(owner) ? null : await Travellers.TierCodeAsync(context.Grains, MemberId.Of(owner));
        var row = new RecordedRewards(owner, version + 1, now.At, events, Guid.NewGuid().ToString("N"));
        return new Part(
            new RewardRow(row, RewardDays.Next(after, context.Programme)),
            after,
            [.. RewardFlows.Of(now.Recorded, events).Select(flow => new RewardFlow(
                flow.Day, flow.Kind, flow.Currency, flow.Sums.Issued, flow.Sums.Used, flow.Sums.Expired, flow.Sums.Revoked, flow.Sums.Held))],
            RewardNotices.Stream(owner, now.Recorded, after, events, now.At, now.Today, tier));
    }

    private async Task<Refusal?> AbsentAsync(string member) => (await context.Grains.LoyaltyAccount(MemberId.Of(member)).GetTraveller()).Refusal;

    private static bool IsShown(Lot lot, DateOnly today) =>
        lot.Available + lot.Held > 0 || lot.To.DayNumber + RewardOwners.EndedLotDays >= today.DayNumber;

    /// <summary>An account at an instant.</summary>
    /// <param name="Recorded">As it is recorded.</param>
    /// <param name="Account">As it is.</param>
    /// <param name="Due">What lies between the two.</param>
    private sealed record Moment(RewardAccount Recorded, RewardAccount Account, IReadOnlyList<RewardEvent> Due, DateTimeOffset At, DateOnly Today);

    private sealed record Part(RewardRow Row, RewardAccount After, IReadOnlyList<RewardFlow> Flows, IReadOnlyList<StreamEntry> Told);
}
