using Loyalty.Domain;
using Orleans.Concurrency;

namespace Loyalty.Grains;

/// <summary>The displays of one place, as the store remembers what they show. It holds nothing between calls, so any silo answers.</summary>
[GrainType("display")]
[StatelessWorker]
public sealed class DisplayGrain(AirportContext context) : Grain, IDisplayGrain
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Recognition>> GetRecognitions()
    {
        var key = this.GetPrimaryKeyString().Split('/', 2);
        var place = new DisplayPlace(AirportCode.Of(key[0]), DisplayLocation.Of(key[1]));
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
