using System.Diagnostics.Metrics;
using System.Globalization;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// Holds back what cannot be undone. A clock that is wrong at one start would have everybody inactive for years; so nothing goes when the
/// day has leapt past the last one known, or when a large share would go at once, until a second day says the same.
/// </summary>
public sealed class RetentionGuard(
    RetentionPeriods periods, IEngineFacts facts, IJournal journal, ITrailStore trail, Programme programme, ILogger<RetentionGuard> log)
{
    /// <summary>The last day on which retention ran, and the day it waits since.</summary>
    private const string ClockFact = "retention-clock";

    private const string ShareFact = "retention-share";

    private const string Format = "yyyy-MM-dd";

    private static readonly Counter<long> Waits =
        new Meter("Loyalty.Retention").CreateCounter<long>("loyalty.retention.waits", "{run}", "Runs that held back what cannot be undone");

    /// <summary>Whether the day may be believed.</summary>
    public async Task<bool> BelievesAsync(DateOnly today)
    {
        var (known, waits) = Parse(await facts.ReadAsync(ClockFact));
        known ??= await LastRecordedAsync() ?? today;
        if (today.DayNumber - known.Value.DayNumber <= periods.MaxLeapDays || IsSecond(waits, today))
        {
            await KeepAsync(ClockFact, today, null);
            return true;
        }

        await KeepAsync(ClockFact, known.Value, today);
        log.LogError(
            "Retention waits: the clock says {Today:O}, the last day known is {Known:O}, more than {Days} days before. Nothing is erased or forgotten until a second day says the same, or Loyalty:Retention:MaxLeapDays allows it",
            today, known, periods.MaxLeapDays);
        Waits.Add(1);
        return false;
    }

    /// <summary>Whether so many of those who are held may go at once; one always may.</summary>
    public async Task<bool> AllowsAsync(DateOnly today, long going, long held)
    {
        var most = Math.Max(1, held * periods.MaxSharePercent / 100);
        var (_, waits) = Parse(await facts.ReadAsync(ShareFact));
        if (going <= most || IsSecond(waits, today))
        {
            if (waits is not null)
                await KeepAsync(ShareFact, null, null);
            return true;
        }

        await KeepAsync(ShareFact, null, today);
        log.LogError(
            "Retention waits: {Going} of {Held} members would be erased at once, more than {Share} %. Nobody is until a second day says the same, or Loyalty:Retention:MaxSharePercent allows it",
            going, held, periods.MaxSharePercent);
        Waits.Add(1);
        return false;
    }

    // A day long after the first is not its second: the clock may have leapt again.
    private bool IsSecond(DateOnly? first, DateOnly today) =>
        first < today && today.DayNumber - first.Value.DayNumber <= Math.Max(1, periods.MaxLeapDays);

    /// <summary>The day of what was recorded last, in the ledger or in the trail.</summary>
    private async Task<DateOnly?> LastRecordedAsync()
    {
        var last = await journal.LastSequenceAsync();
        var events = last == 0 ? [] : (await journal.ReadPageAsync(last - 1, 1)).Events;
        var records = await trail.ReadAsync(new TrailQuery(1));
        var instants = events.Select(recorded => recorded.At).Concat(records.Select(record => record.At)).ToList();
        return instants.Count == 0 ? null : programme.DayOf(instants.Max());
    }

    private Task KeepAsync(string fact, DateOnly? known, DateOnly? waits) => facts.WriteAsync(fact, $"{Text(known)}/{Text(waits)}");

    private static (DateOnly? Known, DateOnly? Waits) Parse(string? text) =>
        text?.Split('/') is [var known, var waits] ? (Day(known), Day(waits)) : (null, null);

    private static string Text(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
