namespace Loyalty.Domain;

/// <summary>A credit that waits, in the state of its account.</summary>
/// <param name="Amount">What it will count, net of reversals, in minor units of the programme's currency.</param>
/// <param name="Dates">When the wait ends.</param>
/// <param name="LastDayCounted">The last day it will count.</param>
/// <param name="Caps">What it has used of caps, freed when it is cancelled.</param>
public sealed record PendingCredit(
    TransactionId TransactionId, long Amount, HoldDates Dates, DateOnly LastDayCounted, ValueList<CapUse> Caps)
{
    /// <summary>Credits an account may have waiting, at most.</summary>
    public const int MaxCount = 1_000;

    /// <summary>The day on whose start the wait ends, or null while only an event can end it.</summary>
    public DateOnly? Ends => Dates.Release ?? Dates.Cancel;

    /// <summary>The credit of a posting that waits.</summary>
    public static PendingCredit Of(Posting posting) => new(
        posting.Purchase.TransactionId, posting.Counted, posting.Earned!.Hold!.Dates, posting.LastDayCounted, CapUses.Of(posting));
}

/// <summary>What waits of an account.</summary>
/// <param name="Amount">In minor units of the programme's currency.</param>
/// <param name="Next">The first day on which some of it is released, or null.</param>
public readonly record struct PendingTotals(long Amount, int Items, DateOnly? Next)
{
    /// <summary>The sums over credits that wait.</summary>
    public static PendingTotals Of(ValueList<PendingCredit> credits)
    {
        var totals = new PendingTotals(0, credits.Count, null);
        foreach (var credit in credits)
        {
            totals = totals with
            {
                Amount = totals.Amount + credit.Amount,
                Next = Days.Earlier(totals.Next, credit.Dates.Release),
            };
        }

        return totals;
    }
}

/// <summary>What postings take from caps and give back.</summary>
internal static class CapUses
{
    /// <summary>What a posting has taken.</summary>
    public static ValueList<CapUse> Of(Posting posting) => Of(posting, 0, out _);

    /// <summary>What is still taken once some of what was eligible is reversed.</summary>
    private static ValueList<CapUse> Of(Posting posting, long reversed, out bool any)
    {
        any = false;
        if (posting.Earned is not { } earned)
            return default;
        List<CapUse>? uses = null;
        foreach (var part in earned.Parts)
        {
            if (part is { CapPeriod: { } period, Amount: > 0 })
                (uses ??= []).Add(new CapUse(part.Rule, period, posting.NetPart(part, reversed)));
        }

        any = uses is not null;
        return uses is null ? default : ValueList.From(uses);
    }

    /// <summary>What a reversal frees.</summary>
    /// <param name="before">Of what was eligible, reversed before it.</param>
    /// <param name="after">Reversed with it.</param>
    public static ValueList<CapUse> Freed(Posting posting, long before, long after)
    {
        var held = Of(posting, before, out var any);
        if (!any || before == after)
            return default;
        var left = Of(posting, after, out _);
        return ValueList.From(held.Select((use, i) => use with { Amount = use.Amount - left[i].Amount }).Where(use => use.Amount > 0));
    }

    /// <summary>Uses with some more, or with some less.</summary>
    /// <param name="sign">1 to take, −1 to give back.</param>
    public static ValueList<CapUse> Add(ValueList<CapUse> uses, ValueList<CapUse> change, int sign)
    {
        if (change.IsEmpty)
            return uses;
        var sum = new List<CapUse>(uses.Items);
        foreach (var use in change)
        {
            var index = IndexOf(sum, use);
            if (index < 0)
                sum.Add(use with { Amount = sign * use.Amount });
            else
                sum[index] = sum[index] with { Amount = sum[index].Amount + (sign * use.Amount) };
        }

        sum.RemoveAll(static use => use.Amount == 0);
        return ValueList.From(sum);
    }

    private static int IndexOf(List<CapUse> uses, CapUse of)
    {
        for (var i = 0; i < uses.Count; i++)
        {
            if (uses[i].Period == of.Period && uses[i].Rule == of.Rule)
                return i;
        }

        return -1;
    }
}

/// <summary>Days that may be none.</summary>
internal static class Days
{
    /// <summary>The earlier of two; none is later than any.</summary>
    public static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;
}
