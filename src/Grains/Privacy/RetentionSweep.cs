using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>Forgets what has been held for long enough. Whatever is broken off goes on with the next run, and a run too many is harmless.</summary>
public sealed class RetentionSweep(
    RetentionPeriods periods,
    IAirportStore airport,
    IBenefitUseStore benefitUses,
    IPersonStore persons,
    ITrail trail,
    ITrailStore trailStore,
    PersonEraser eraser,
    RetentionGuard guard,
    AccountContext accounts,
    ILogger<RetentionSweep> log)
{
    /// <summary>Members who are looked at, one after the other, between two looks at the clock for whether to stop.</summary>
    public const int PageSize = 100;

    /// <summary>Members who are erased in one run; the rest go with the next.</summary>
    public const int MostAtOnce = 100_000;

    /// <summary>Years for which uses of benefits are kept.</summary>
    public const int BenefitUseYears = 10;

    /// <summary>Forgets check-ins, disruptions, uses of benefits and the beginning of the trail that are old enough.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await eraser.ScrubLeftAsync();
        if (!await guard.BelievesAsync(accounts.Clock.Today))
            return;
        while (await airport.ForgetBeforeAsync(accounts.Clock.Today.AddDays(-periods.CheckInDays)))
            cancellation.ThrowIfCancellationRequested();

        while (await benefitUses.ForgetBeforeAsync(accounts.Clock.Today.AddYears(-BenefitUseYears)))
            cancellation.ThrowIfCancellationRequested();

        var before = accounts.Clock.Now.AddYears(-periods.TrailYears);
        while (await trailStore.EndBeforeAsync(before) is { } end)
        {
            cancellation.ThrowIfCancellationRequested();
            // First in the chain: the trail may begin behind a record only where one of its own says so.
            await trail.AddAsync(TrailForgotten.Entry(end.End, end.Records), accounts.Clock.Now);
            await trailStore.ForgetThroughAsync(end.End);
        }
    }

    /// <summary>Erases the persons of members who have been inactive for long enough; nobody where no period is set.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseInactiveAsync(CancellationToken cancellation)
    {
        if (periods.InactiveYears is not { } years || !await guard.BelievesAsync(accounts.Clock.Today))
            return 0;
        var (inactive, held) = await InactiveAsync(accounts.Clock.Today.AddYears(-years), cancellation);
        if (inactive.Count == 0 || !await guard.AllowsAsync(accounts.Clock.Today, inactive.Count, held))
            return 0;
        foreach (var member in inactive)
        {
            cancellation.ThrowIfCancellationRequested();
            await eraser.EraseAsync(member, TrailSource.Engine("retention"), $"No activity for {years} years", scrub: false);
        }

        log.LogInformation(
            "{Count} members were erased after {Years} years without activity; scrubbed: {Scrubbed}", inactive.Count, years, await eraser.ScrubAsync());
        return inactive.Count;
    }

    /// <summary>Who is to go, at most <see cref="MostAtOnce"/>, and how many are held. Whoever cannot be read is passed over and named.</summary>
    private async Task<(List<MemberId> Inactive, long Held)> InactiveAsync(DateOnly before, CancellationToken cancellation)
    {
        var (inactive, held) = (new List<MemberId>(), 0L);
        for (MemberId? after = null; await persons.ReadHeldMembersAsync(after, PageSize) is { Count: > 0 } page; after = page[^1])
        {
            held += page.Count;
            foreach (var member in page)
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    if (inactive.Count < MostAtOnce && await LastActiveAsync(member) is { } last && last < before)
                        inactive.Add(member);
                }
                catch (JournalDamagedException damaged)
                {
                    log.LogError("Member {Member} is passed over by retention, for what is held cannot be read: {Reason}", member.Value, damaged.Message);
                }
            }
        }

        return (inactive, held);
    }

    /// <summary>The last day on which the member bought, enrolled, used a benefit or changed what is held; null for whom the ledger does not know.</summary>
    private async Task<DateOnly?> LastActiveAsync(MemberId member)
    {
        // Without waking an actor: most of those who are looked at have been asleep for long.
        var (account, person) = await AccountHistory.LoadAsync(accounts, member);
        if (!account.IsEnrolled)
            return null;
        var days = new[] { person?.ChangedAt, person?.Consent?.At }.OfType<DateTimeOffset>().Select(accounts.Programme.DayOf);
        var used = (await benefitUses.ReadMemberAsync(member, 1)).Select(use => use.Date);
        return days.Concat(used).Append(account.EnrolledOn).Append(account.LastPostedOn ?? account.EnrolledOn).Max();
    }
}
