using System.Globalization;

namespace Loyalty.Grains;

/// <summary>
/// Verifies the trail: every record follows the one before, has the hash that its content gives, and the last one is the one that
/// the table beside remembers. Whoever rewrites all records from one on, and that table too, is found out only by a head that was
/// noted elsewhere: the log has them.
/// </summary>
/// <param name="journal">The ledger that the trail belongs to; null where there is none.</param>
public sealed class TrailCheck(ITrailStore store, IJournal? journal = null)
{
    /// <summary>Verifies the next records.</summary>
    /// <param name="after">The last record of the page before; 0 to begin.</param>
    /// <param name="limit">Records at most, 1 or more.</param>
    public async Task<TrailVerdict> CheckAsync(long after, int limit)
    {
        try
        {
            return await CheckPageAsync(after, limit);
        }
        catch (JournalDamagedException damaged)
        {
            var none = new TrailEnd(0, TrailSeal.None);
            return Broken(after + 1, after, after, none, new TrailBreak(after + 1, "unreadable", "a record that can be read", damaged.Message));
        }
    }

    private async Task<TrailVerdict> CheckPageAsync(long after, int limit)
    {
        var (root, head) = (await store.RootAsync(), await store.HeadAsync());
        if (after <= root.Sequence && await BeginningFaultAsync(root, head) is { } cut)
            return Broken(root.Sequence + 1, root.Sequence, root.Sequence, head, cut);
        var last = after <= root.Sequence ? root : await EndAtAsync(after);
        if (last is null)
            return Broken(after, after, after, head, new TrailBreak(after, "missing", "a record", "none"));
        var first = last.Sequence + 1;
        var page = await store.ReadAfterAsync(last.Sequence, limit);
        foreach (var record in page)
        {
            if (Fault(record, last, head) is { } fault)
                return Broken(first, last.Sequence, after, head, fault);
            last = new TrailEnd(record.Sequence, record.Hash);
        }

        if (page.Count == limit)
            return new TrailVerdict(page.Count, first, last.Sequence, head, null, last.Sequence.ToString(CultureInfo.InvariantCulture));
        return await EndFaultAsync(last, head) is { } gone
            ? Broken(first, last.Sequence, after, head, gone)
            : new TrailVerdict(page.Count, first, last.Sequence, head, null, null);
    }

    /// <summary>Verifies all of it, page by page.</summary>
    /// <param name="expected">An end that was noted elsewhere and must still be there, or null.</param>
    public async Task<TrailVerdict> CheckAllAsync(TrailEnd? expected = null, CancellationToken cancellation = default)
    {
        var page = await CheckAsync(0, PageRequest.MaxLimit);
        var first = page.First;
        var records = page.Records;
        while (page is { Break: null, Next: { } next })
        {
            cancellation.ThrowIfCancellationRequested();
            page = await CheckAsync(long.Parse(next, CultureInfo.InvariantCulture), PageRequest.MaxLimit);
            records += page.Records;
        }

        var all = page with { Records = records, First = first };
        if (all.Break is not null || expected is null)
            return all;
        TrailEnd? found;
        try
        {
            found = await EndAtAsync(expected.Sequence);
        }
        catch (JournalDamagedException)
        {
            found = null;
        }

        return found == expected
            ? all
            : all with { Break = new TrailBreak(expected.Sequence, "not as noted", expected.Hash, found?.Hash ?? "none") };
    }

    /// <summary>Whether the trail begins where its own records say so.</summary>
    private async Task<TrailBreak?> BeginningFaultAsync(TrailEnd root, TrailEnd head)
    {
        if (head.Sequence == 0 && journal is not null && await journal.LastSequenceAsync() is > 0 and var changes)
            return new TrailBreak(1, "empty", $"records beside {changes} changes of the ledger", "none");
        if ((await store.ReadAsync(new TrailQuery(1, root.Sequence + 1))) is [var below])
            return new TrailBreak(below.Sequence, "before the beginning", $"none up to {root.Sequence}", Text(below.Sequence));
        // The last but one too: what a record names is forgotten after it, and a process may have died in between.
        var forgotten = await store.ReadAsync(new TrailQuery(2, Action: TrailActions.TrailForgotten));
        var named = forgotten.Select(TrailForgotten.EndOf).Append(forgotten.Count < 2 ? new TrailEnd(0, TrailSeal.None) : null);
        // Engines of before named no end; theirs lies before the record.
        if (named.Contains(root) || (forgotten is [var last, ..] && TrailForgotten.EndOf(last) is null && root.Sequence < last.Sequence))
            return null;
        return new TrailBreak(
            root.Sequence + 1, "beginning", forgotten is [var told, ..] && TrailForgotten.EndOf(told) is { } end ? $"after {end.Sequence}" : "the first record", $"after {root.Sequence}");
    }

    private static TrailBreak? Fault(TrailRecord record, TrailEnd last, TrailEnd head)
    {
        if (record.Sequence != last.Sequence + 1)
            return new TrailBreak(last.Sequence + 1, "missing", Text(last.Sequence + 1), Text(record.Sequence));
        if (record.Previous != last.Hash)
            return new TrailBreak(record.Sequence, "previous", last.Hash, record.Previous);
        var hash = TrailSeal.Of(record);
        if (record.Hash != hash)
            return new TrailBreak(record.Sequence, "hash", hash, record.Hash);
        return record.Sequence == head.Sequence && hash != head.Hash ? new TrailBreak(record.Sequence, "head", head.Hash, hash) : null;
    }

    // Records may have come since the head was read; it is older than the end then, never younger.
    private async Task<TrailBreak?> EndFaultAsync(TrailEnd last, TrailEnd head)
    {
        if (head.Sequence < last.Sequence)
            head = await store.HeadAsync();
        if (head.Sequence < last.Sequence)
            return new TrailBreak(last.Sequence, "head", Text(last.Sequence), Text(head.Sequence));
        return head.Sequence > last.Sequence && (await store.ReadAfterAsync(last.Sequence, 1)).Count == 0
            ? new TrailBreak(last.Sequence + 1, "missing", Text(head.Sequence), Text(last.Sequence))
            : null;
    }

    private async Task<TrailEnd?> EndAtAsync(long sequence) =>
        (await store.ReadAfterAsync(sequence - 1, 1)) is [var record] && record.Sequence == sequence ? new TrailEnd(sequence, record.Hash) : null;

    private static TrailVerdict Broken(long first, long through, long after, TrailEnd head, TrailBreak fault) =>
        new(Math.Max(0, through - after), first, through, head, fault, null);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What verifying a part of the trail gave.</summary>
/// <param name="Records">Records that are sound.</param>
/// <param name="First">Sequence of the first one looked at.</param>
/// <param name="Through">Sequence of the last sound one.</param>
/// <param name="Head">The last record as the table beside remembers it; worth being noted elsewhere.</param>
/// <param name="Break">The first fault; null is well.</param>
/// <param name="Next">Cursor of the next page, or null after the last, and after a fault.</param>
public sealed record TrailVerdict(long Records, long First, long Through, TrailEnd Head, TrailBreak? Break, string? Next);

/// <summary>Where the trail is not as it was written.</summary>
/// <param name="Sequence">The first record that is missing or altered.</param>
/// <param name="What">
/// missing, previous, hash, head, not as noted; beginning (it is not where a record of the trail says), before the beginning, empty (beside a
/// ledger that is not), unreadable.
/// </param>
public sealed record TrailBreak(long Sequence, string What, string Expected, string Found);
