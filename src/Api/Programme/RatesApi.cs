using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Exchange rates.</summary>
public static class RatesApi
{
    public static void MapRates(this IEndpointRouteBuilder v1)
    {
        var rates = v1.MapGroup("/rates").WithTags("Spend");
        rates.MapPut("/{date}", Put).WithQuery()
            .Allows(Scopes.Finance | Scopes.Operator).WithName("putRates").WithSummary("Rates to the programme's currency from that day on").Refuses(400, 413, 415, 422);
        rates.MapGet("", Get).WithQuery("limit", "cursor")
            .Allows(Scopes.Pos | Scopes.FeedReservations | Scopes.FeedPayment | Scopes.Crm | Scopes.Finance | Scopes.Operator).WithName("getRates").WithSummary("Days with rates, newest first").Refuses(422);
    }

    private static async Task<Results<NoContent, ProblemResult>> Put(
        string date, JsonBody<RatesBody, RatesBody> body, IRateBook book, Programme programme, AuditRecorder trail, HttpContext context)
    {
        if (!Instants.TryReadDate(date, out var day))
            return (ProblemResult)new Refusal("date-not-valid", Instants.DateRule, "date");
        if (!body.TryGet(out var rates, out var problem))
            return problem;
        if (RatesBody.Fault(rates, programme) is { } refusal)
            return (ProblemResult)refusal;
        if (AreInForce(rates, day, book.Current))
            return TypedResults.NoContent();
        await trail.RecordAsync(context, TrailActions.RatesPut, subject: Cells.Of(day), detail: JsonSerializer.Serialize<Dictionary<string, decimal>>(rates, ApiJson.Options));
        await book.PutAsync(day, rates);
        return TypedResults.NoContent();
    }

    private static bool AreInForce(RatesBody rates, DateOnly day, ExchangeRates current) =>
        current.Days().FirstOrDefault(one => one.Date == day).Rates is { } held
        && rates.All(rate => held.TryGetValue(rate.Key, out var value) && value == rate.Value);

    private static Results<Ok<Page<DatedRates>>, ProblemResult> Get(string? limit, string? cursor, IRateBook book)
    {
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        DateOnly before = default;
        if (page.Value.Cursor is { } given && !Instants.TryReadDate(given, out before))
            return (ProblemResult)Refusals.CursorNotValid;
        var days = book.Current.Days()
            .Where(day => page.Value.Cursor is null || day.Date < before)
            .Take(page.Value.Limit + 1)
            .Select(day => new DatedRates(day.Date, day.Rates))
            .ToList();
        var items = days.Take(page.Value.Limit).ToList();
        return TypedResults.Ok(new Page<DatedRates>(items, days.Count > items.Count ? $"{items[^1].Date:yyyy-MM-dd}" : null));
    }
}

/// <summary>The rates of one day.</summary>
/// <param name="Rates">Programme currency for one unit, by currency code.</param>
public sealed record DatedRates(DateOnly Date, IReadOnlyDictionary<string, decimal> Rates);
