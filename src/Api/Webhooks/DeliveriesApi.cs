using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What waits for a receiver and what was given up, and having it sent again.</summary>
public static class DeliveriesApi
{
    /// <summary>Events that a preview counts.</summary>
    public const int MaxCounted = 10_000;

    public static void MapDeliveries(this IEndpointRouteBuilder webhooks)
    {
        webhooks.MapGet("/{webhookId}/deliveries", ListAsync).WithQuery("state", "limit", "cursor")
            .Allows(WebhooksApi.Readers).WithName("listDeliveries").WithSummary("Pointers to deliveries that wait or are dead").Refuses(404, 422);
        webhooks.MapPost("/{webhookId}/deliveries/{sequence}/resend", ResendAsync).WithQuery("stream")
            .Allows(Scopes.Admin).WithName("resendDelivery").WithSummary("Sends an event once more, under its id").Refuses(404, 422);
        webhooks.MapGet("/{webhookId}/replays", PreviewAsync).WithQuery("from", "to", "memberId")
            .Allows(WebhooksApi.Readers).WithName("previewReplay").WithSummary("How many events a replay would send").Refuses(404, 422);
        webhooks.MapPost("/{webhookId}/replays", ReplayAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("replayWebhook").WithSummary("Sends a range of events again, under their ids").Refuses(400, 404, 409, 413, 415, 422);
    }

    private static async Task<Results<Ok<Page<DeliveryView>>, ProblemResult>> ListAsync(
        string webhookId, string? state, string? limit, string? cursor, WebhookService webhooks, WaitingDeliveries waiting, HttpContext context)
    {
        var found = await WebhooksApi.FindAsync(context, webhooks);
        if (found.Refusal is { } unknown)
            return (ProblemResult)unknown;
        if (state is not ("waiting" or "dead"))
            return (ProblemResult)new Refusal("state-not-valid", "Must be waiting or dead.", "state");
        var page = PageQuery.Read(limit, cursor);
        if (page.Refusal is { } refusal)
            return (ProblemResult)refusal;
        return state == "dead" ? await DeadAsync(found.Value, page.Value, webhooks) : await WaitingAsync(found.Value, page.Value, waiting);
    }

    private static async Task<Results<Ok<Page<DeliveryView>>, ProblemResult>> DeadAsync(WebhookSubscription subscription, PageRequest page, WebhookService webhooks)
    {
        DeadDelivery? after = null;
        if (page.Cursor is { } cursor)
        {
            if (cursor.Split(':') is not [var word, var number] || EventStreams.Find(word) is not { } stream || !TryRead(number, out var sequence))
                return (ProblemResult)Refusals.CursorNotValid;
            after = new DeadDelivery(stream, sequence, null, null, 0, null, null, default);
        }

        var dead = await webhooks.Store.DeadAsync(subscription.Id, after, page.Limit + 1);
        var items = dead.Take(page.Limit).ToList();
        var next = dead.Count > items.Count ? string.Create(CultureInfo.InvariantCulture, $"{items[^1].Stream.Word()}:{items[^1].Sequence}") : null;
        return TypedResults.Ok(new Page<DeliveryView>([.. items.Select(DeliveryView.Of)], next));
    }

    private static async Task<Results<Ok<Page<DeliveryView>>, ProblemResult>> WaitingAsync(WebhookSubscription subscription, PageRequest page, WaitingDeliveries waiting)
    {
        if (page.Cursor is { } cursor && MemberId.Parse(cursor).Refusal is not null)
            return (ProblemResult)Refusals.CursorNotValid;
        var (items, last) = await waiting.ListAsync(subscription, page.Cursor, page.Limit);
        return TypedResults.Ok(new Page<DeliveryView>([.. items.Select(DeliveryView.Of)], last));
    }

    private static async Task<Results<Accepted, ProblemResult>> ResendAsync(
        string webhookId, string sequence, string? stream, WebhookService webhooks, AuditRecorder trail, HttpContext context)
    {
        var found = await WebhooksApi.FindAsync(context, webhooks);
        if (found.Refusal is { } unknown)
            return (ProblemResult)unknown;
        if (EventStreams.Find(stream ?? EventStream.Ledger.Word()) is not { } of)
            return (ProblemResult)new Refusal("stream-not-valid", $"Must be one of {string.Join(", ", EventStreams.All.Select(one => one.Word()))}.", "stream");
        if (!TryRead(sequence, out var number) || await webhooks.FindEventAsync(of, number) is not { } followed)
            return (ProblemResult)new Refusal("unknown-delivery", "There is no event with this sequence.", "sequence");
        var dead = await webhooks.Store.FindDeadAsync(found.Value.Id, of, number);
        await trail.RecordAsync(
            context, TrailActions.DeliveryResent, followed.Member, found.Value.Id, AuditRecorder.Detail(("stream", of.Word()), ("sequence", number)));
        webhooks.Resend(found.Value, followed, dead?.Attempts ?? 0);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<ReplayPreviewView>, ProblemResult>> PreviewAsync(
        string webhookId, string? from, string? to, string? memberId, WebhookService webhooks, IWebhookEvents events, HttpContext context)
    {
        var found = await WebhooksApi.FindAsync(context, webhooks);
        if (found.Refusal is { } unknown)
            return (ProblemResult)unknown;
        // Read as the body of the replay itself would be, so that both are held to the same.
        var asked = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["replayId"] = "preview", ["from"] = Bound(from), ["to"] = Bound(to), ["memberId"] = memberId });
        var (body, problem) = JsonReading.Read<ReplayBody, ReplayBody>(new System.Buffers.ReadOnlySequence<byte>(asked));
        if (problem is not null)
            return new ProblemResult(problem);
        var planned = await webhooks.PlanAsync(found.Value.Id, "preview", body!.Range, "");
        var count = await webhooks.CountAsync(found.Value, planned, events, MaxCounted + 1);
        return TypedResults.Ok(new ReplayPreviewView(Math.Min(count, MaxCounted), count > MaxCounted, planned.From, planned.To));
    }

    private static async Task<Results<Accepted<ReplayView>, ProblemResult>> ReplayAsync(
        string webhookId, JsonBody<ReplayBody, ReplayBody> body, WebhookService webhooks, AuditRecorder trail, HttpContext context)
    {
        var found = await WebhooksApi.FindAsync(context, webhooks);
        if (found.Refusal is { } unknown)
            return (ProblemResult)unknown;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var claim = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked.Range)));
        var planned = await webhooks.PlanAsync(found.Value.Id, asked.ReplayId, asked.Range, claim);
        if (await webhooks.Store.FindReplayAsync(found.Value.Id, asked.ReplayId) is not { } replay)
        {
            if (await webhooks.ReplayAsync(planned) is not { } added)
                return (ProblemResult)new Refusal("too-many-replays", $"{IWebhookStore.MaxReplays} replays are under way already.", "replayId");
            replay = added;
        }

        if (replay.Claim != claim)
            return (ProblemResult)new Refusal("replay-id-reused", $"'{asked.ReplayId}' was used for another replay.", "replayId");
        if (replay.Token == planned.Token)
        {
            await trail.RecordAsync(
                context, TrailActions.WebhookReplayed, asked.Range.Member is { } member ? MemberId.Of(member) : null, found.Value.Id,
                AuditRecorder.Detail(("replayId", replay.Id), ("from", replay.From), ("to", replay.To)));
        }

        return TypedResults.Accepted((string?)null, ReplayView.Of(replay));
    }

    private static object? Bound(string? text) => text is not null && TryRead(text, out var sequence) ? sequence : text;

    private static bool TryRead(string text, out long sequence) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
}
