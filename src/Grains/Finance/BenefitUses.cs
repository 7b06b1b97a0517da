using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Records what was used of benefits, held against what the member held on the day and how often they may.</summary>
public sealed class BenefitUses(IBenefitUseStore store, IGrainFactory grains, IJournal journal, ProgrammeBook programmes, ProgrammeClock clock)
{
    /// <summary>Records a use; the same again gets its first answer.</summary>
    /// <returns>
    /// Refused with <c>use-id-reused</c>, <c>unknown-member</c>, <c>member-erased</c>, <c>date-in-future</c>, <c>benefit-not-held</c> or
    /// <c>benefit-used-up</c>.
    /// </returns>
    public async Task<Outcome<BenefitUseView>> RecordAsync(BenefitUse asked)
    {
        if (await store.FindAsync(asked.UseId) is { } earlier)
            return Repeated(earlier, asked);
        var member = asked.Member!.Value;
        // The account is brought to today, so that what it holds today stands in the ledger.
        var status = await grains.LoyaltyAccount(member).GetStatus(new StatusQuery(null, null));
        if (status.Refusal is { } absent)
            return absent;
        var today = clock.Today;
        if (asked.Date > today.AddDays(1))
            return new Refusal("date-in-future", $"{asked.Date:yyyy-MM-dd} is after tomorrow, {today.AddDays(1):yyyy-MM-dd}.", "date");
        var day = asked.Date > today ? today : asked.Date;
        if (await HeldAsync(member, day) is not { } tier || tier.Programme.BenefitsAt(tier.Level).All(b => b.Code != asked.Benefit))
            return new Refusal("benefit-not-held", $"The member holds no '{asked.Benefit}' on {day:yyyy-MM-dd}.", "benefit");
        var held = tier.Programme.Tiers[tier.Level];
        var use = asked with { Tier = held.Code, At = clock.Now };
        if (await store.AddAsync(use, held.Limits?.GetValueOrDefault(asked.Benefit)) is not { } stands)
            return new Refusal("benefit-used-up", $"'{asked.Benefit}' was used as often as the tier allows.", "benefit");
        return stands.Claim == asked.Claim ? BenefitUseView.Of(stands) : Repeated(stands, asked);
    }

    /// <summary>What was used in a month.</summary>
    public async Task<BenefitUsesView> MonthAsync(CivilMonth month) => new(
        month.ToString(),
        [
            .. (await store.SumAsync(month.FirstDay, month.LastDay)).Select(sum => new BenefitUsesLine(
                sum.Benefit,
                sum.Tier,
                sum.Uses,
                sum.Companions,
                sum.Currency is { } currency ? Money.ToDecimal(sum.Cost, Currency.Of(currency)) : null,
                sum.Currency)),
        ]);

    private static Outcome<BenefitUseView> Repeated(BenefitUse stands, BenefitUse asked) => stands.Claim == asked.Claim
        ? ((Outcome<BenefitUseView>)BenefitUseView.Of(stands)).AsRepeat()
        : new Refusal("use-id-reused", $"'{asked.UseId}' was used for another use of a benefit.", "useId");

    // As held: a correction of a later day does not shut a lounge that was open.
    private async Task<(Programme Programme, int Level)?> HeldAsync(MemberId member, DateOnly day)
    {
        var history = new TierTimeline();
        await foreach (var recorded in AccountHistory.ReadAsync(journal, member))
            history.Apply(recorded.Event, programmes.Current);
        return history.LevelOn(day, programmes.Current) is { } level ? (programmes.Current.On(day).Programme, level) : null;
    }
}
