using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class FlightGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<DisruptionView>> Disrupt(Disruption disruption)
    {
        if (await context.Store.FindAsync(disruption.Id) is { } earlier)
            return await RepeatedAsync(earlier, disruption);
        if (DateFault() is { } fault)
            return fault;
        var passengers = await PassengersAsync();
        var made = new RecordedDisruption(
            disruption,
            [.. passengers.Select(one => new AffectedMember(one.Member, one.Traveller.Tier, one.Traveller.TierLevel, one.Seat))],
            context.Clock.Now,
            NewClaim());
        var kept = await context.Store.AddAsync(made, [.. passengers.Select(one => Step(made, one.Member, one.Traveller.TierCode))]);
        if (kept.Claim != made.Claim)
            return await RepeatedAsync(kept, disruption);
        foreach (var affected in kept.Affected)
            context.Hub.Publish(Notice(kept, affected));
        return Reply(kept, passengers.ToDictionary(one => one.Member, one => one.Traveller));
    }

    private async Task<Outcome<DisruptionView>> RepeatedAsync(RecordedDisruption kept, Disruption disruption)
    {
        if (kept.Disruption != disruption)
            return new Refusal("disruption-id-reused", $"'{disruption.Id}' was used for another disruption.", "disruptionId");
        var travellers = await Travellers.AskAsync(context.Grains, kept.Affected.Select(affected => affected.Member));
        return ((Outcome<DisruptionView>)Reply(kept, travellers)).AsRepeat();
    }

    private StreamEntry Step(RecordedDisruption made, MemberId member, string tier) => new(
        member, context.Clock.Today, made.At, tier.Length > 0 ? tier : null, new DisruptionStep(made.Disruption.Id, DisruptionStep.Announced));

    private static DisruptionNotice Notice(RecordedDisruption kept, AffectedMember affected) => new(
        kept.Disruption.Id.Value,
        affected.Member.Value,
        kept.Disruption.Flight.Flight.Value,
        kept.Disruption.Flight.Date,
        kept.Disruption.Kind,
        kept.Disruption.Message,
        affected.Seat?.ToString(),
        kept.At);

    private static DisruptionView Reply(RecordedDisruption kept, IReadOnlyDictionary<MemberId, TravellerView> travellers) => new(
        kept.Disruption.Id.Value,
        kept.Disruption.Flight.Flight.Value,
        kept.Disruption.Flight.Date,
        kept.Disruption.Kind,
        kept.Disruption.Message,
        kept.At,
        [
            .. kept.Affected.Select(affected => AffectedView.Of(affected, travellers.GetValueOrDefault(affected.Member)?.Name)),
        ],
        Next: null);
}
