using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Placement;

namespace Loyalty.Bench.Cluster;

/// <summary>A member as the tutorials would have it.</summary>
[Alias("naive.account")]
public interface INaiveAccountGrain : IGrainWithStringKey
{
    Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase);
}

/// <summary>The state that is written whole with every purchase: sums only, no postings and no ids, so that it never grows.</summary>
public sealed class NaiveState
{
    public long Version { get; set; }

    public int Level { get; set; }

    public DateOnly Since { get; set; }

    public long Spend { get; set; }
}

/// <summary>
/// The baseline: grain state and one <c>WriteStateAsync</c> a purchase. It forgets nothing and lets nothing leave the window, would credit a
/// purchase twice that is sent twice, and could explain none of them.
/// </summary>
[GrainType("naive")]
[RandomPlacement]
internal sealed class NaiveAccountGrain(
    [PersistentState("account", SweepState.Storage)] IPersistentState<NaiveState> state, Programme programme, ProgrammeClock clock) : Grain, INaiveAccountGrain
{
    public async Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase)
    {
        var at = clock.Now;
        var today = programme.DayOf(at);
        var credited = Posting.Of(purchase, today, programme, ExchangeRates.None, levelHeld: 0);
        if (credited.Refusal is { } refusal)
            return refusal;

        var account = state.State;
        account.Version++;
        account.Spend += credited.Value.Counted;
        if (programme.LevelReachedBy(account.Spend) is var level && level > account.Level)
            (account.Level, account.Since) = (level, today);
        await state.WriteStateAsync();

        var row = new CrudMember("Ada L.", account.Version, account.Spend, account.Spend, account.Level, account.Since, null);
        return CrudReplies.Receipt(MemberId.Of(this.GetPrimaryKeyString()), row, credited.Value, at, programme);
    }
}

/// <summary>Sends purchases to the naive grain in the account's place.</summary>
internal sealed class NaiveWay(IServiceProvider services) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.Request.GetInterfaceType() == typeof(ILoyaltyAccountGrain) && context.Request.GetArgument(0) is Purchase purchase)
            context.Result = await services.GetRequiredService<IGrainFactory>().GetGrain<INaiveAccountGrain>(context.TargetId.Key.ToString()!).RecordPurchase(purchase);
        else
            await context.Invoke();
    }
}
