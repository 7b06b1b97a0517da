using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Where what is held of a member is read.</summary>
public sealed record MemberExportSources(
    IJournal Journal,
    IPersonStore Persons,
    IAirportStore Airport,
    IBenefitUseStore BenefitUses,
    INumberStore Numbers,
    ICardStore Cards,
    IPushStore Push,
    ITrailStore Trail,
    IStreamPages Streams,
    ProgrammeBook Programmes,
    ProgrammeClock Clock,
    IGrainFactory Grains);

/// <summary>
/// All that is held of a member, as one JSON object, written while it is read: a ledger may be long. What fails midway breaks the
/// connection, so that nobody takes it for whole.
/// </summary>
public sealed class MemberExport(MemberId member, MemberView view, MemberExportSources from) : IResult
{
    /// <summary>Check-ins, disruptions and messages to browsers that are kept of one member, at most.</summary>
    public const int MaxOfAWeek = 10_000;

    /// <summary>Benefits that one member has used in ten years, at most.</summary>
    public const int MaxUses = 100_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"member-{member}.json\"";
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("memberId", member.Value);
        json.WriteString("exportedAt", Cells.Of(from.Clock.Now));
        Write(json, "person", PersonShape.Of(view));
        Write(json, "account", AccountShape.Of(view));
        Write(json, "status", view.Status);
        Write(json, "numbers", (await from.Numbers.ReadMemberAsync(member)).Select(MemberNumberShape.Of));
        var browsers = await from.Push.ReadAsync(member);
        Write(json, "consent", ConsentView.Of(member, (await from.Persons.FindAsync(member))?.Consent, browsers));
        await WriteLedgerAsync(json, httpContext);
        Write(json, "checkIns", (await from.Airport.ReadMemberAsync(member, MaxOfAWeek)).Select(CheckInShape.Of));
        Write(json, "disruptions", (await from.Airport.ReadDisruptionsAsync(member, MaxOfAWeek)).Select(one => DisruptionShape.Of(one, member)));
        Write(json, "benefitUses", (await from.BenefitUses.ReadMemberAsync(member, MaxUses)).Select(BenefitUseView.Of));
        Write(json, "devices", (await from.Cards.ReadDevicesAsync(member)).Select(DeviceShape.Of));
        Write(json, "pushSubscriptions", browsers.Select(PushSubscriptionShape.Of));
        Write(json, "pushMessages", (await from.Push.ReadMessagesAsync(member, MaxOfAWeek)).Select(PushMessageShape.Of));
        Write(json, "rewards", await from.Grains.Rewards(member.Value).Export());
        await WriteStreamsAsync(json, httpContext);
        await WriteTrailAsync(json, httpContext);
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private async Task WriteLedgerAsync(Utf8JsonWriter json, HttpContext context)
    {
        json.WriteStartArray("ledger");
        var count = 0;
        var versions = from.Programmes.Current;
        await foreach (var step in AccountHistory.ReplayAsync(from.Journal, member))
        {
            var recorded = step.Recorded;
            var tier = recorded.Event.TierAfter(versions) ?? versions.On(recorded.Event.Date).Programme.Tiers[step.Account.Standing.Level].Code;
            JsonSerializer.Serialize(json, EventView.Of(recorded, versions, tier), ApiJson.Options);
            if (++count % AccountHistory.PageSize == 0)
                await SendAsync(json, context);
        }

        json.WriteEndArray();
    }

    private async Task WriteStreamsAsync(Utf8JsonWriter json, HttpContext context)
    {
        json.WriteStartArray("streams");
        foreach (var stream in StreamNames.All)
        {
            for (var after = 0L; await from.Streams.ReadMemberAsync(stream, member, after, PageRequest.MaxLimit) is { Count: > 0 } page; after = page[^1].Sequence)
            {
                foreach (var recorded in page)
                    JsonSerializer.Serialize(json, EventView.Of(recorded), ApiJson.Options);
                await SendAsync(json, context);
            }
        }

        json.WriteEndArray();
    }

    private async Task WriteTrailAsync(Utf8JsonWriter json, HttpContext context)
    {
        json.WriteStartArray("trail");
        long? before = null;
        while (await from.Trail.ReadAsync(new TrailQuery(PageRequest.MaxLimit, before, member)) is { Count: > 0 } page)
        {
            foreach (var record in page)
                JsonSerializer.Serialize(json, TrailShape.Of(record), ApiJson.Options);
            before = page[^1].Sequence;
            await SendAsync(json, context);
        }

        json.WriteEndArray();
    }

    private static async Task SendAsync(Utf8JsonWriter json, HttpContext context)
    {
        await json.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ApiJson.Options);
    }
}
