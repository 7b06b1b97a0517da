using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Members: who is meant.</summary>
public static class MemberSearchApi
{
    /// <summary>Members of a page when the caller does not say: as many as somebody reads.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Characters of a query.</summary>
    public const int MaxQueryLength = 254;

    /// <summary>Accounts asked at once for their cards.</summary>
    public const int MaxAskedAtOnce = 16;

    public static void MapMemberSearch(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/members", FindAsync).WithTags("Members").WithQuery("query", "limit", "cursor", "changedAfter")
            .Allows(Scopes.Crm | Scopes.Operator).WithName("findMembers").WithSummary("Members by the beginning of their number or name, by their e-mail address or phone number").Refuses(422);

    private static async Task<Results<Ok<FoundMembers>, ProblemResult>> FindAsync(
        string? query,
        string? limit,
        string? cursor,
        string? changedAfter,
        IMemberSearch search,
        IPersonChanges changes,
        IStreamPages streams,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        if (changedAfter is not null && query is null)
        {
            var changed = await ChangedMembers.ReadAsync(changedAfter, limit, cursor, changes, streams, grains, cancellation);
            return changed.Refusal is { } notValid ? (ProblemResult)notValid : TypedResults.Ok(changed.Value);
        }

        if (changedAfter is not null)
            return (ProblemResult)new Refusal("changed-after-not-valid", "Members are found by a query or by their changes, not by both.", "changedAfter");
        if ((query is null ? "Is required." : Texts.Fault(query, MaxQueryLength)) is { } fault)
            return (ProblemResult)new Refusal("query-not-valid", fault, "query");
        var page = PageQuery.Read(limit, cursor, DefaultLimit);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var skip = 0;
        if (page.Value.Cursor is { } given
            && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out skip) && skip < IMemberSearch.MaxFound))
        {
            return (ProblemResult)Refusals.CursorNotValid;
        }

        var upTo = Math.Min(skip + page.Value.Limit, IMemberSearch.MaxFound);
        var found = await search.FindAsync(query!, Math.Min(upTo + 1, IMemberSearch.MaxFound));
        var unreadable = new ConcurrentBag<string>();
        var members = new MemberView?[Math.Max(0, Math.Min(found.Count, upTo) - skip)];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, members.Length),
            new ParallelOptions { MaxDegreeOfParallelism = MaxAskedAtOnce, CancellationToken = cancellation },
            async (i, _) => members[i] = await ViewAsync(grains.LoyaltyAccount(found[skip + i]), unreadable));
        return TypedResults.Ok(new FoundMembers(
            [.. members.OfType<MemberView>()],
            found.Count > upTo ? upTo.ToString(CultureInfo.InvariantCulture) : null,
            Views(unreadable)));
    }

    internal static IReadOnlyList<UnreadableView>? Views(ConcurrentBag<string> unreadable) =>
        unreadable.IsEmpty ? null : [.. unreadable.Order(StringComparer.Ordinal).Select(member => new UnreadableView(member, null))];

    // One who cannot be read hides nobody beside them.
    internal static async Task<MemberView?> ViewAsync(ILoyaltyAccountGrain account, ConcurrentBag<string> unreadable)
    {
        try
        {
            return (await account.GetMember()).Value;
        }
        catch (JournalDamagedException)
        {
            unreadable.Add(account.GetPrimaryKeyString());
            return null;
        }
    }
}

/// <summary>A page of members who were found.</summary>
/// <param name="Next">Cursor of the next page, or null.</param>
/// <param name="Unreadable">Members who were found and cannot be read; left out where there are none.</param>
public sealed record FoundMembers(
    IReadOnlyList<MemberView> Items,
    string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnreadableView>? Unreadable)
{
    /// <summary>The last sequence of the stream of persons when the page was read, where members were asked for by their changes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Through { get; init; }
}
