namespace Loyalty.Domain.Tests;

/// <summary>Counts what members held from the events they have recorded, as the projection does.</summary>
internal sealed class HeldMembers(ProgrammeVersions versions)
{
    public BenefitDays Days { get; } = new();

    /// <summary>Takes one member's events in.</summary>
    /// <param name="endsOn">The day on which the member is erased.</param>
    /// <param name="known">Whether the end is known before the events are counted.</param>
    public void Add(IEnumerable<AccountEvent> events, DateOnly? endsOn = null, bool known = false)
    {
        var held = new TierTimeline { EndsOn = known ? endsOn : null };
        var ledger = new AccountLedger();
        var counted = new List<UnearnedRun>();
        foreach (var change in events)
        {
            ledger.Apply(change);
            if (change is SpendReversed { State: CreditState.Counting } && !(change.Date >= endsOn))
            {
                var found = UnearnedDays.Of(held, ledger, change.Date, versions, counted);
                counted.AddRange(found);
                foreach (var run in found)
                    Days.Unearned.Add(CivilMonth.Of(change.Date), run);
            }

            held.Apply(change, versions, Days.Held.Add);
        }

        if (endsOn is { } end && !known)
            held.End(end, versions, Days.Held.Add);
    }

    public BenefitReport Month(string month, string today, BenefitDays? before = null, params string[] closed) => BenefitReport.Of(
        CivilMonth.Parse(month)!.Value, Days, before, [.. closed.Select(m => CivilMonth.Parse(m)!.Value)], versions, Make.Day(today));
}
