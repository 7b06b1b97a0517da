using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Puts into the trail what callers change. A change that leaves rows of its own in the ledger is recorded when it is durable and
/// before it is answered; one that overwrites is recorded before it is made, so that none is ever made without a record. Ordinary
/// purchases are not recorded: the ledger is their record, and a till must not wait for a second one.
/// </summary>
/// <param name="written">Where it is looked whether a repeated command has its record.</param>
public sealed class AuditRecorder(ITrail trail, ITrailStore written, ProgrammeClock clock)
{
    /// <summary>Records that are looked through for that of a repeated command; it is recorded again where it lies further back.</summary>
    public const int MaxLookedAt = PageRequest.MaxLimit;

    /// <summary>The civil day now.</summary>
    public DateOnly Today => clock.Today;

    /// <summary>Who sent a request, and from where.</summary>
    public static TrailSource SourceOf(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        var name = caller.Name.Length switch
        {
            0 => "unknown",
            > TrailSource.MaxWhoLength => caller.Name[..TrailSource.MaxWhoLength],
            _ => caller.Name,
        };
        return new TrailSource(caller.Kind.ToString().ToLowerInvariant(), name, context.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>An object of a few values as an entry's detail.</summary>
    public static string Detail(params (string Name, object? Value)[] values) => JsonSerializer.Serialize(
        values.Where(value => value.Value is not null).ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), ApiJson.Options);

    /// <summary>Records what a request has changed, or is about to; durable when it answers.</summary>
    /// <param name="reason">Why, where the body says so; else what the request's header says.</param>
    public Task<TrailRecord> RecordAsync(
        HttpContext context, string action, MemberId? member = null, string? subject = null, string? detail = null, string? reason = null) =>
        RecordAsync(Entry(context, action, member, subject, detail, reason));

    /// <summary>What a request has changed, for a record.</summary>
    /// <param name="reason">Why, where the body says so; else what the request's header says.</param>
    public static TrailEntry Entry(
        HttpContext context, string action, MemberId? member = null, string? subject = null, string? detail = null, string? reason = null) =>
        new(SourceOf(context), action, member, subject, reason ?? TrailReason.Of(context), detail);

    /// <summary>
    /// Records a command that stands in the ledger. A repetition changes nothing and leaves no second record; but the first may have been
    /// cut off between the ledger and the trail, and then the repetition makes up for it.
    /// </summary>
    public async Task RecordOnceAsync(bool isRepeat, TrailEntry entry)
    {
        if (!isRepeat || !await IsWrittenAsync(entry))
            await RecordAsync(entry);
    }

    private async Task<bool> IsWrittenAsync(TrailEntry entry) =>
        (await written.ReadAsync(new TrailQuery(MaxLookedAt, Member: entry.Member, Action: entry.Action))).Any(record => record.Entry.Subject == entry.Subject);

    /// <summary>Records a change that was made for a caller who has no request at hand, as a line of a stream.</summary>
    public Task<TrailRecord> RecordAsync(TrailEntry entry) => trail.AddAsync(entry, clock.Now);

    /// <summary>Records a change, then makes it; where it is refused, that is recorded behind it.</summary>
    public async Task<Outcome<T>> ChangeAsync<T>(
        HttpContext context, string action, MemberId? member, string? detail, Func<Task<Outcome<T>>> change)
        where T : class
    {
        var record = await RecordAsync(context, action, member, detail: detail);
        var outcome = await change();
        if (outcome.Refusal is { } refusal)
            await RefusedAsync(context, record, refusal);
        return outcome;
    }

    /// <summary>Records that a change that stands in the trail was refused.</summary>
    public Task RefusedAsync(HttpContext context, TrailRecord record, Refusal refusal) => RecordAsync(
        context, TrailActions.ChangeRefused, record.Entry.Member, Cells.Of(record.Sequence), Detail(("code", refusal.Code)));
}
