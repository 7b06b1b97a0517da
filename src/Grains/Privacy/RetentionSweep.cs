using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>Forgets what has been held for long enough. Whatever is broken off goes on with the next run, and a run too many is harmless.</summary>
public sealed class RetentionSweep(
    RetentionPeriods periods,
    IAirportStore airport,
    IPersonStore persons,
    ITrail trail,
    ITrailStore trailStore,
    PersonEraser eraser,
    AccountContext accounts,
    ILogger<RetentionSweep> log)
{
    /// <summary>Members who are looked at, one after the other, between two looks at the clock for whether to stop.</summary>
    public const int PageSize = 100;

    /// <summary>Forgets check-ins, disruptions and the beginning of the trail that are old enough.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        while (await airport.ForgetBeforeAsync(accounts.Clock.Today.AddDays(-periods.CheckInDays)))
            cancellation.ThrowIfCancellationRequested();

        var before = accounts.Clock.Now.AddYears(-periods.TrailYears);
        var records = 0;
        while (await trailStore.ForgetBeforeAsync(before) is > 0 and var some)
        {
            records += some;
            cancellation.ThrowIfCancellationRequested();
        }

        if (records > 0)
            await RecordAsync(records);
    }

    /// <summary>Erases the persons of members who have been inactive for long enough; nobody where no period is set.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseInactiveAsync(CancellationToken cancellation)
    {
        if (periods.InactiveYears is not { } years)
            return 0;
        var before = accounts.Clock.Today.AddYears(-years);
        var erased = 0;
        for (MemberId? after = null; await persons.ReadHeldMembersAsync(after, PageSize) is { Count: > 0 } page; after = page[^1])
        {
            foreach (var member in page)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await LastActiveAsync(member) is not { } last || last >= before)
                    continue;
                await eraser.EraseAsync(member, TrailSource.Engine("retention"), $"No activity for {years} years", scrub: false);
                erased++;
            }
        }

        if (erased > 0)
            log.LogInformation("{Count} members were erased after {Years} years without activity; scrubbed: {Scrubbed}", erased, years, await eraser.ScrubAsync());
        return erased;
    }

    /// <summary>The last day on which the member bought, enrolled, or changed what is held; null for whom the ledger does not know.</summary>
    private async Task<DateOnly?> LastActiveAsync(MemberId member)
    {
        // Without waking an actor: most of those who are looked at have been asleep for long.
        var account = await AccountHistory.LoadAsync(accounts, member);
        if (!account.IsEnrolled)
            return null;
        var person = await persons.FindAsync(member);
        var days = new[] { person?.ChangedAt, person?.Consent?.At }.OfType<DateTimeOffset>().Select(accounts.Programme.DayOf);
        return days.Append(account.EnrolledOn).Append(account.LastPostedOn ?? account.EnrolledOn).Max();
    }

    private Task<TrailRecord> RecordAsync(int records) => trail.AddAsync(
        new TrailEntry(TrailSource.Engine("retention"), TrailActions.TrailForgotten, Detail: $$"""{"records":{{records}}}"""), accounts.Clock.Now);
}
