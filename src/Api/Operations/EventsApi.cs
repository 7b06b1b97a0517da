using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Every change in one order, for CRM and finance.</summary>
public static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/events", GetAsync).WithTags("Operations").WithQuery("after", "limit")
            .Allows(Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("getEvents").WithSummary("Every change after a sequence, in one order; none is skipped or told twice").Refuses(422);

    private static async Task<Results<Ok<Page<EventView>>, ProblemResult>> GetAsync(
        string? after, string? limit, IJournal journal, ProgrammeBook programmes)
    {
        var items = PageQuery.Limit(limit);
        if (items.Refusal is { } refusal)
            return (ProblemResult)refusal;
        long sequence = 0;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out sequence))
            return (ProblemResult)new Refusal("after-not-valid", "Must be the sequence of an event, or 0.", "after");

        var recorded = await journal.ReadAllAsync(sequence, items.Value);
        var next = recorded.Count == items.Value ? recorded[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new Page<EventView>([.. recorded.Select(change => EventView.Of(change, programmes.Current))], next));
    }
}
