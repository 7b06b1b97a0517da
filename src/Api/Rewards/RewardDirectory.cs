using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.Features;

namespace Loyalty.Api;

/// <summary>Finds whose lots, holds, captures and codes are.</summary>
public sealed class RewardDirectory(IRewardStore store, RewardCodes codes, IGrainFactory grains)
{
    /// <summary>The grain of a lot's owner. Refused: <c>unknown-lot</c>.</summary>
    public async Task<Checked<(IRewardsGrain Grain, string Owner, string Id)>> LotAsync(HttpContext context) => await FindAsync(
        IdOf(context, "lots"), LotId.Parse, id => RewardKey.OfLot(id.Value), RewardDecisions.UnknownLot, id => id.Value);

    /// <summary>The grain of a hold's owner. Refused: <c>unknown-hold</c>.</summary>
    public async Task<Checked<(IRewardsGrain Grain, string Owner, string Id)>> HoldAsync(HttpContext context) => await FindAsync(
        IdOf(context, "holds"), HoldId.Parse, id => RewardKey.OfHold(id.Value), RewardDecisions.UnknownHold, id => id.Value);

    /// <summary>The grain of a capture's owner. Refused: <c>unknown-capture</c>.</summary>
    public async Task<Checked<(IRewardsGrain Grain, string Owner, string Id)>> CaptureAsync(HttpContext context) => await FindAsync(
        IdOf(context, "captures"), CaptureId.Parse, id => RewardKey.OfCapture(id.Value), RewardDecisions.UnknownCapture, id => id.Value);

    /// <summary>Lots as they are now, the latest first.</summary>
    /// <param name="before">As the page before gave it; null for the first page.</param>
    public async Task<Page<LotView>> ListAsync(long? before, int limit)
    {
        var found = await store.ListLotsAsync(before, limit);
        var lots = new List<LotView>(found.Count);
        foreach (var (key, _) in found)
        {
            if ((await grains.Rewards(key.Owner).GetLot(key.Id[RewardKey.OfLot("").Length..])).Value is { } known)
                lots.Add(known);
        }

        return new Page<LotView>(lots, found.Count == limit ? Cells.Of(found[^1].Sequence) : null);
    }

    /// <summary>What is kept of a code that somebody typed; null for none.</summary>
    public async Task<RewardKey?> CodeAsync(string typed) =>
        RewardCode.Read(typed) is { } code ? await store.FindAsync(RewardKey.OfCode(await codes.OfLotAsync(code))) : null;

    private async Task<Checked<(IRewardsGrain Grain, string Owner, string Id)>> FindAsync<T>(
        string? text, Func<string?, Checked<T>> parse, Func<T, string> key, Func<T, Refusal> unknown, Func<T, string> word)
        where T : struct
    {
        var id = parse(text);
        if (id.Refusal is { } refusal)
            return refusal;
        return await store.FindAsync(key(id.Value)) is { } found ? (grains.Rewards(found.Owner), found.Owner, word(id.Value)) : unknown(id.Value);
    }

    // An id may hold any printable character, so that it is taken from the request line and decoded once.
    private static string? IdOf(HttpContext context, string collection)
    {
        var path = (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?', 2)[0].Split('/');
        var place = Array.FindIndex(path, part => part.Equals(collection, StringComparison.OrdinalIgnoreCase)) + 1;
        return place > 0 && place < path.Length ? Uri.UnescapeDataString(path[place]) : null;
    }
}
