using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The status of a past day, as known now or as known at an instant: a replay of what was recorded by then.</summary>
internal static class PastStatus
{
    /// <param name="today">The last day that can be asked for.</param>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-enrolment</c>, or <c>unknown-member</c> when nothing was known.</returns>
    public static async Task<Outcome<StatusView>> AskAsync(
        AccountContext context, MemberId member, string? name, StatusQuery query, DateOnly today)
    {
        var asOf = query.AsOf ?? Earlier(context.Programme.DayOf(query.KnownAt!.Value), today);
        if (asOf > today)
            return new Refusal("date-in-future", $"{asOf:yyyy-MM-dd} is after today, {today:yyyy-MM-dd}; ask for the forecast.", "asOf");

        var ledger = new AccountLedger();
        long version = 0;
        var lastUpdated = default(DateTimeOffset);
        await foreach (var recorded in AccountHistory.ReadAsync(context.Journal, member))
        {
            if (recorded.At > query.KnownAt)
                break;
            AccountHistory.Apply(recorded, account: null, ledger);
            version = recorded.Version;
            if (version == 1 || recorded.Event.Date <= asOf)
                lastUpdated = recorded.At;
        }

        if (version == 0)
            return Refusals.UnknownMember(member);
        if (asOf < ledger.FirstDay)
            return new Refusal("date-before-enrolment", $"The account begins on {ledger.FirstDay:yyyy-MM-dd}.", "asOf");
        // As known then: the versions activated by that instant, also for days to come.
        var versions = query.KnownAt is { } then ? context.Programmes.KnownAt(then) : context.Programmes.KnownAt(EndOf(asOf, context));
        var replay = ledger.Replay(versions, asOf);
        var status = AccountStatus.On(asOf, replay.Standing, replay.Window, replay.Lifetime, versions, replay.Pending);
        return StatusViews.Of(member, name, version, status, lastUpdated, versions);
    }

    // What a past day tells of later ones uses the versions activated by its end.
    private static DateTimeOffset EndOf(DateOnly day, AccountContext context) => context.Programme.StartOf(day.AddDays(1));

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
