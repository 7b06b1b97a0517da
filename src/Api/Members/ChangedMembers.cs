using System.Collections.Concurrent;
using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Members whose profiles changed after a sequence of the stream of persons, for a copy elsewhere.</summary>
internal static class ChangedMembers
{
    /// <summary>Reads a page.</summary>
    /// <param name="after">Of the stream of persons; 0 for everybody.</param>
    /// <returns>Refused with <c>changed-after-not-valid</c>, <c>limit-not-valid</c> or <c>cursor-not-valid</c>.</returns>
    public static async Task<Checked<FoundMembers>> ReadAsync(
        string after, string? limit, string? cursor, IPersonChanges changes, IStreamPages streams, IGrainFactory grains, CancellationToken cancellation)
    {
        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return new Refusal("changed-after-not-valid", "Must be the sequence of an event of the stream persons, or 0.", "changedAfter");
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return refusal;
        if (Start(sequence, page.Value.Cursor) is not { } start)
            return Refusals.CursorNotValid;

        // Before the page is read: whatever changes from now on stands behind it.
        var through = await streams.LastSequenceAsync(StreamNames.Persons);
        var found = await changes.ReadChangedAsync(start, page.Value.Limit + 1);
        var items = found.Take(page.Value.Limit).ToList();
        var unreadable = new ConcurrentBag<string>();
        var members = new MemberView?[items.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, items.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MemberSearchApi.MaxAskedAtOnce, CancellationToken = cancellation },
            async (i, _) => members[i] = await MemberSearchApi.ViewAsync(grains.LoyaltyAccount(items[i].Member!.Value), unreadable));
        return new FoundMembers(
            [.. members.OfType<MemberView>()],
            found.Count > items.Count ? Cursor(items[^1]) : null,
            MemberSearchApi.Views(unreadable))
        {
            Through = through,
        };
    }

    private static string Cursor(ChangedMember last) => string.Create(CultureInfo.InvariantCulture, $"{last.Sequence}.{last.Member}");

    private static ChangedMember? Start(long after, string? cursor)
    {
        if (cursor is null)
            return new ChangedMember(null, after);
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && sequence >= after && MemberId.Parse(cursor[(dot + 1)..]) is { Refusal: null } member
            ? new ChangedMember(member.Value, sequence)
            : null;
    }
}
