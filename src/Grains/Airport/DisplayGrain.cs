using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The displays of one place, as the store remembers what they show.</summary>
internal sealed class DisplayGrain(DisplayPlace place, AirportContext context) : IDisplayGrain
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Recognition>> GetRecognitions()
    {
        var valid = await context.Store.ReadPlaceAsync(place, context.Clock.Now, AirportOptions.MaxShown);
        // Names are not kept with the check-ins; whoever has been forgotten since, or has opted out, is not shown.
        var travellers = await Travellers.AskAsync(context.Grains, valid.Select(kept => kept.CheckIn.Member));
        return
        [
            .. valid
                .Where(kept => travellers.GetValueOrDefault(kept.CheckIn.Member) is { ShownOnDisplays: true })
                .Select(kept => Recognitions.Of(kept, travellers[kept.CheckIn.Member])),
        ];
    }
}
