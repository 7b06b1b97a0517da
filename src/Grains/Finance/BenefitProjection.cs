using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Held tiers by the ledger, kept as sums of <see cref="SumTree.Leaf"/> sequences and as sums of those, so that what was known at any sequence
/// is added up from a few hundred rows and the events since the last whole sum, whatever the count of members. What is kept depends on the
/// ledger alone: following it twice, or from the beginning, gives the same.
/// </summary>
public sealed class BenefitProjection(IJournal journal, IFinanceStore store, ProgrammeBook programmes, SumTree? tree = null) : IDisposable
{
    /// <summary>Whole sums of height 0 whose events an answer reads itself where they are not there yet.</summary>
    public const int MaxLeavesBehind = 16;

    /// <summary>Erasures that are looked into at a time.</summary>
    public const int EndsAtOnce = 1_000;

    private const int MaxHeight = 6;

    private readonly SumTree _tree = tree ?? SumTree.Default;
    private readonly SemaphoreSlim _one = new(1, 1);
    private long? _next;

    /// <summary>Follows the ledger as far as whole sums can be made of it through a sequence; the events behind them are read by whoever asks.</summary>
    public async Task FollowAsync(long through, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            _next ??= await ThroughAsync() / _tree.Leaf;
            while (through >= (_next + 1) * _tree.Leaf && await AddAsync(_next.Value, cancellation))
                _next++;
        }
        catch
        {
            _next = null;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Begins again with the first event.</summary>
    public async Task ForgetAsync()
    {
        await _one.WaitAsync();
        try
        {
            await store.ForgetSumsAsync();
            _next = null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The sequence through which sums are kept.</summary>
    public async Task<long> ThroughAsync() => (await store.LastAsync())?.Through ?? 0;

    /// <summary>What was known at a position; null where the sums are too far behind for an answer to make up for it.</summary>
    public async Task<BenefitDays?> KnownAsync(FinancePosition position)
    {
        var whole = Math.Min(position.Sequence, await ThroughAsync()) / _tree.Leaf;
        if (position.Sequence - (whole * _tree.Leaf) > (MaxLeavesBehind * _tree.Leaf))
            return null;
        var known = new BenefitDays();
        await AddWholeAsync(known, whole);
        var open = await AddEndsAsync(known, position.Ends, whole * _tree.Leaf);
        var projector = new BenefitProjector(journal, store, programmes.Current, whole * _tree.Leaf, open);
        for (var through = whole * _tree.Leaf; through < position.Sequence;)
        {
            var page = await journal.ReadPageAsync(through, (int)Math.Min(_tree.Leaf, position.Sequence - through));
            if (page.Through == through)
                break;
            known.Add((await projector.TakeAsync([.. page.Events.TakeWhile(e => e.Sequence <= position.Sequence)], whole * _tree.Leaf)).Days);
            through = page.Through;
        }

        return known;
    }

    /// <summary>
    /// The position from which a question of an instant is answered, the same whenever it is asked: before the first event that was recorded
    /// later. Null where the sums are too far behind to tell.
    /// </summary>
    public async Task<FinancePosition?> AtAsync(DateTimeOffset instant)
    {
        var ends = await store.EndsAtAsync(instant);
        var leaf = await store.FirstAfterAsync(instant);
        var through = (leaf ?? (await ThroughAsync() / _tree.Leaf)) * _tree.Leaf;
        var (sequence, isLast) = (through, false);
        while (!isLast)
        {
            if (sequence - through > (MaxLeavesBehind * _tree.Leaf))
                return null;
            var page = await journal.ReadPageAsync(sequence, _tree.Leaf);
            var known = page.Events.TakeWhile(e => e.At <= instant).ToList();
            if (known.Count < page.Events.Count)
                return Earlier(new FinancePosition(known.Count == 0 ? sequence : known[^1].Sequence, ends), await store.AnsweredAsync(instant));
            isLast = page.Through == sequence;
            sequence = page.Through;
        }

        // Nothing later is there yet, and what will be must not change the answer.
        var position = new FinancePosition(sequence, ends);
        await store.NoteAsync(instant, position);
        return Earlier(position, await store.AnsweredAsync(instant));
    }

    public void Dispose() => _one.Dispose();

    private static FinancePosition Earlier(FinancePosition position, FinancePosition? answered) => answered is { } before
        ? new FinancePosition(Math.Min(position.Sequence, before.Sequence), Math.Min(position.Ends, before.Ends))
        : position;

    private async Task<bool> AddAsync(long number, CancellationToken cancellation)
    {
        var (begin, end) = (number * _tree.Leaf, (number + 1) * _tree.Leaf);
        await LookIntoEndsAsync(begin);
        var leaf = new FinanceSum(0, number, end, (await store.LastAsync())?.At ?? default, new BenefitDays());
        var projector = new BenefitProjector(journal, store, programmes.Current, openEnds: null);
        var unearned = new List<MemberUnearned>();
        for (var through = begin; through < end;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await journal.ReadPageAsync(through, (int)(end - through));
            if (page.Through == through)
                return false;
            var events = page.Events.TakeWhile(e => e.Sequence <= end).ToList();
            var (found, runs) = await projector.TakeAsync(events, begin);
            leaf.Days.Add(found);
            unearned.AddRange(runs);
            leaf = leaf with { At = events.Select(e => e.At).Append(leaf.At).Max() };
            through = page.Through;
        }

        await store.KeepAsync(await WithParentsAsync(leaf), unearned, []);
        return true;
    }

    // Those that nobody has looked into yet take back what the whole sums count; of more than a few that is kept.
    private async Task<IReadOnlySet<long>> AddEndsAsync(BenefitDays known, long ends, long counted)
    {
        while (true)
        {
            var open = await store.OpenEndsAsync(EndsAtOnce);
            if (open.Count == EndsAtOnce)
            {
                await LookIntoEndsAsync(await ThroughAsync());
                continue;
            }

            var taken = await store.EndedAsync(ends);
            var numbers = open.Select(end => end.Number).ToHashSet();
            // One that was looked into in between must not be taken twice.
            var still = (await store.OpenEndsAsync(EndsAtOnce)).Select(end => end.Number).ToHashSet();
            if (!numbers.IsSubsetOf(still))
                continue;
            known.Held.Add(taken);
            foreach (var end in open.Where(end => end.Number <= ends))
                known.Held.Add(await EndedAsync(end, counted));
            return numbers;
        }
    }

    // The fewest sums that make up the first so many of height 0.
    private async Task AddWholeAsync(BenefitDays known, long whole)
    {
        long done = 0;
        for (var height = MaxHeight; height >= 0; height--)
        {
            var size = (long)Math.Pow(_tree.Fan, height);
            var (from, count) = (done / size, (whole - done) / size);
            if (count == 0)
                continue;
            foreach (var sum in await store.SumsAsync(height, from, from + count))
                known.Add(sum.Days);
            done += count * size;
        }
    }

    private async Task<IReadOnlyList<FinanceSum>> WithParentsAsync(FinanceSum leaf)
    {
        var sums = new List<FinanceSum> { leaf };
        for (var child = leaf; child.Height < MaxHeight && (child.Number + 1) % _tree.Fan == 0; child = sums[^1])
        {
            var days = new BenefitDays();
            foreach (var sibling in await store.SumsAsync(child.Height, child.Number + 1 - _tree.Fan, child.Number))
                days.Add(sibling.Days);
            days.Add(child.Days);
            sums.Add(child with { Height = child.Height + 1, Number = child.Number / _tree.Fan, Days = days });
        }

        return sums;
    }

    // As far as sums are kept; what comes behind them counts these members to their end alone.
    private async Task LookIntoEndsAsync(long through)
    {
        while (await store.OpenEndsAsync(EndsAtOnce) is { Count: > 0 } open)
        {
            var ended = new List<EndedDays>(open.Count);
            foreach (var end in open)
                ended.Add(new EndedDays(end.Number, through, await EndedAsync(end, through)));
            await store.KeepAsync([], [], ended);
        }
    }

    private async Task<HeldTiers> EndedAsync(FinanceEnd end, long through)
    {
        var (held, history) = (new HeldTiers(), new TierTimeline());
        await BenefitProjector.ReadAsync(history, journal, end.Member, programmes.Current, recorded => recorded.Sequence <= through);
        history.End(programmes.Current.ByDay[0].Programme.DayOf(end.At), programmes.Current, held.Add);
        return held;
    }
}

/// <summary>The shape of the sums; it never changes where sums are kept.</summary>
/// <param name="Leaf">Sequences of a sum of height 0.</param>
/// <param name="Fan">Sums that one of the next height is of.</param>
public sealed record SumTree(int Leaf, int Fan)
{
    public static SumTree Default { get; } = new(1_024, 64);
}
