using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Subscriptions of other systems: made, looked at, changed, ended. What is sent again is in <see cref="DeliveriesApi"/>.</summary>
public static class WebhooksApi
{
    /// <summary>Who may look.</summary>
    internal const Scopes Readers = Scopes.Crm;

    public static void MapWebhooks(this IEndpointRouteBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapPost("", CreateAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("createWebhook").WithSummary("Subscribes to events; the secret is in this answer and never again").Refuses(400, 409, 413, 415, 422);
        webhooks.MapGet("", ListAsync).WithQuery()
            .Allows(Readers).WithName("listWebhooks").WithSummary("All subscriptions in the order they were made, and how far each has come");
        webhooks.MapGet("/{webhookId}", GetAsync).WithQuery()
            .Allows(Readers).WithName("getWebhook").WithSummary("A subscription, and how far it has come").Refuses(404);
        webhooks.MapPatch("/{webhookId}", ChangeAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("changeWebhook").WithSummary("Changes a subscription; enabled again, it goes on from its cursor").Refuses(400, 404, 413, 415, 422);
        webhooks.MapPost("/{webhookId}/secret", RotateAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("rotateWebhookSecret").WithSummary("Makes another secret; the one before signs for 24 hours yet").Refuses(404);
        webhooks.MapPost("/{webhookId}/tests", TestAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("testWebhook").WithSummary("Sends a test event now, and tells what came back").Refuses(404);
        webhooks.MapDelete("/{webhookId}", DeleteAsync).WithQuery()
            .Allows(Scopes.Admin).WithName("deleteWebhook").WithSummary("Ends a subscription with all that waits for it").Refuses(404);
        webhooks.MapDeliveries();
    }

    internal static Refusal Unknown(string? id) => new("unknown-webhook", $"There is no webhook '{id}'.", "webhookId");

    /// <summary>The subscription of the address; an id may hold any printable character, so it is taken from the request line.</summary>
    internal static async Task<Checked<WebhookSubscription>> FindAsync(HttpContext context, WebhookService webhooks)
    {
        var path = (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?', 2)[0].Split('/');
        var place = Array.FindIndex(path, part => part.Equals("webhooks", StringComparison.OrdinalIgnoreCase)) + 1;
        var id = place > 0 && place < path.Length ? Uri.UnescapeDataString(path[place]) : null;
        return id is not null && WebhookFields.IdFault(id) is null && await webhooks.Store.FindAsync(id) is { } found ? found : Unknown(id);
    }

    private static async Task<CreatedResult<NewWebhookView>> CreateAsync(
        JsonBody<WebhookBody, WebhookBody> body, WebhookService webhooks, WebhookAddress address, WebhookSecrets secrets, ProgrammeClock clock, AuditRecorder trail,
        HttpContext context)
    {
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        var claim = ClaimOf(asked);
        context.Response.Headers.CacheControl = "no-store";
        // A repetition is answered first: what its address resolves to may have changed.
        if (await webhooks.Store.FindAsync(asked.WebhookId) is { } earlier)
            return Answer(earlier, claim, asked, secret: null);
        if (await address.FaultAsync(asked.Url, context.RequestAborted) is { } fault)
            return (ProblemResult)fault;
        var (secret, token) = (WebhookSignature.NewSecret(), WebhookService.Token());
        var made = await webhooks.CreateAsync(
            new WebhookSubscription(
                asked.WebhookId,
                asked.Url,
                asked.Kinds ?? [],
                asked.Tiers ?? [],
                asked.Description,
                [new WebhookSecret(secrets.Wrap(secret), null)],
                new Dictionary<EventStream, long>(),
                clock.Now,
                claim,
                token),
            asked.FromSequence);
        if (made is null)
            return (ProblemResult)new Refusal("too-many-webhooks", $"There are {IWebhookStore.MaxSubscriptions} webhooks already.", "webhookId");
        if (made.Token == token)
        {
            await trail.RecordAsync(
                context, TrailActions.WebhookCreated, subject: made.Id,
                detail: AuditRecorder.Detail(("url", UrlForTrail(made.Url)), ("kinds", made.Kinds), ("tiers", made.Tiers), ("fromSequence", asked.FromSequence)));
        }

        return Answer(made, claim, asked, made.Token == token ? secret : null);
    }

    private static CreatedResult<NewWebhookView> Answer(WebhookSubscription made, string claim, WebhookBody asked, string? secret)
    {
        if (made.Claim != claim)
            return (ProblemResult)new Refusal("webhook-id-reused", $"'{made.Id}' was used for another webhook.", "webhookId");
        // As it was made, whatever has become of it.
        Outcome<NewWebhookView> told = new NewWebhookView(
            made.Id,
            asked.Url,
            asked.Kinds ?? [],
            asked.Tiers ?? [],
            asked.Description,
            Enabled: true,
            made.CreatedAt,
            made.Begins.GetValueOrDefault(EventStream.Ledger) + 1,
            secret);
        return OutcomeResults.CreatedOrRepeated(secret is null ? told.AsRepeat() : told, $"/v1/webhooks/{Uri.EscapeDataString(made.Id)}");
    }

    private static async Task<Ok<Page<WebhookView>>> ListAsync(WebhookService webhooks, WebhookOverview overview) =>
        TypedResults.Ok(new Page<WebhookView>(await overview.OfAsync(await webhooks.Store.LoadAsync()), null));

    private static async Task<Results<Ok<WebhookView>, ProblemResult>> GetAsync(string webhookId, WebhookService webhooks, WebhookOverview overview, HttpContext context)
    {
        var found = await FindAsync(context, webhooks);
        return found.Refusal is { } refusal ? (ProblemResult)refusal : TypedResults.Ok((await overview.OfAsync([found.Value]))[0]);
    }

    private static async Task<Results<Ok<WebhookView>, ProblemResult>> ChangeAsync(
        string webhookId, JsonBody<WebhookPatchBody, WebhookPatchBody> body, WebhookService webhooks, WebhookAddress address, WebhookOverview overview,
        AuditRecorder trail, HttpContext context)
    {
        var found = await FindAsync(context, webhooks);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        if (asked.Url is { } url && await address.FaultAsync(url, context.RequestAborted) is { } fault)
            return (ProblemResult)fault;
        var changed = found.Value with
        {
            Url = asked.Url ?? found.Value.Url,
            Kinds = asked.HasKinds ? asked.Kinds ?? [] : found.Value.Kinds,
            Tiers = asked.HasTiers ? asked.Tiers ?? [] : found.Value.Tiers,
            Description = asked.Description ?? found.Value.Description,
        };
        await trail.RecordAsync(
            context, TrailActions.WebhookChanged, subject: changed.Id,
            detail: AuditRecorder.Detail(
                ("url", asked.Url is null ? null : UrlForTrail(asked.Url)),
                ("kinds", asked.HasKinds ? changed.Kinds : null),
                ("tiers", asked.HasTiers ? changed.Tiers : null),
                ("enabled", asked.Enabled)));
        await webhooks.ChangeAsync(changed, asked.Enabled);
        return await webhooks.Store.FindAsync(changed.Id) is { } kept ? TypedResults.Ok((await overview.OfAsync([kept]))[0]) : (ProblemResult)Unknown(changed.Id);
    }

    private static async Task<Results<Ok<WebhookSecretView>, ProblemResult>> RotateAsync(
        string webhookId, WebhookService webhooks, WebhookSecrets secrets, ProgrammeClock clock, AuditRecorder trail, HttpContext context)
    {
        var found = await FindAsync(context, webhooks);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var secret = WebhookSignature.NewSecret();
        await trail.RecordAsync(context, TrailActions.WebhookSecretRotated, subject: found.Value.Id);
        await webhooks.RotateAsync(found.Value, secrets.Wrap(secret));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new WebhookSecretView(found.Value.Id, secret, clock.Now + WebhookService.RotatesFor));
    }

    private static async Task<Results<Ok<WebhookTestView>, ProblemResult>> TestAsync(
        string webhookId, WebhookService webhooks, IWebhookSender sender, AuditRecorder trail, HttpContext context)
    {
        var found = await FindAsync(context, webhooks);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.WebhookTested, subject: found.Value.Id);
        var answer = await sender.TestAsync(found.Value, context.RequestAborted);
        return TypedResults.Ok(new WebhookTestView(answer.Status, (long)answer.Elapsed.TotalMilliseconds, answer.Error));
    }

    private static async Task<Results<NoContent, ProblemResult>> DeleteAsync(string webhookId, WebhookService webhooks, AuditRecorder trail, HttpContext context)
    {
        var found = await FindAsync(context, webhooks);
        if (found.Refusal is { } refusal)
            return (ProblemResult)refusal;
        await trail.RecordAsync(context, TrailActions.WebhookDeleted, subject: found.Value.Id);
        await webhooks.DeleteAsync(found.Value.Id);
        return TypedResults.NoContent();
    }

    // A hash: it is only compared.
    private static string ClaimOf(WebhookBody asked) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { asked.Url, Kinds = asked.Kinds ?? [], Tiers = asked.Tiers ?? [], asked.Description, asked.FromSequence }, ApiJson.Options)));

    // What a query holds may be a receiver's secret.
    private static string UrlForTrail(string url) => new Uri(url).GetLeftPart(UriPartial.Path);
}
