using System.Globalization;
using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Every change in one order, and the streams beside the ledger, for CRM and finance.</summary>
public static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/events", GetAsync).WithTags("Operations").WithQuery("stream", "after", "limit")
            .Allows(Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("getEvents").WithSummary("Every change after a sequence, in one order; none is skipped or told twice").Refuses(422);

    private static async Task<Results<Ok<EventsPage>, ProblemResult>> GetAsync(
        string? stream, string? after, string? limit, IJournal journal, IStreamPages streams, ProgrammeBook programmes, EffectiveTiers tiers)
    {
        var items = PageQuery.Limit(limit);
        if (items.Refusal is { } refusal)
            return (ProblemResult)refusal;
        long sequence = 0;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out sequence))
            return (ProblemResult)new Refusal("after-not-valid", "Must be the sequence of an event, or 0.", "after");

        if (stream is not null)
            return await StreamAsync(stream, sequence, items.Value, streams);
        var page = await journal.ReadPageAsync(sequence, items.Value);
        var effective = await tiers.OfAsync(page.Events);
        return TypedResults.Ok(new EventsPage(
            [.. page.Events.Select((change, i) => EventView.Of(change, programmes.Current, effective[i]))],
            page.IsFull ? page.Through.ToString(CultureInfo.InvariantCulture) : null,
            page.Unreadable.Count == 0 ? null : [.. page.Unreadable.Select(UnreadableView.Of)]));
    }

    private static async Task<Results<Ok<EventsPage>, ProblemResult>> StreamAsync(string stream, long after, int limit, IStreamPages streams)
    {
        if (!StreamNames.All.Contains(stream))
            return (ProblemResult)new Refusal("stream-not-valid", $"Must be {string.Join(" or ", StreamNames.All)}; without it the ledger is told.", "stream");
        var page = await streams.ReadPageAsync(stream, after, limit);
        return TypedResults.Ok(new EventsPage(
            [.. page.Events.Select(EventView.Of)],
            page.IsFull ? page.Through.ToString(CultureInfo.InvariantCulture) : null,
            page.Unreadable.Count == 0 ? null : [.. page.Unreadable.Select(UnreadableView.Of)]));
    }
}

/// <summary>A page of changes.</summary>
/// <param name="Next">Cursor of the next page, or null.</param>
/// <param name="Unreadable">Changes of the page that cannot be read, by their sequence; left out where there are none.</param>
public sealed record EventsPage(
    IReadOnlyList<EventView> Items,
    string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnreadableView>? Unreadable);
