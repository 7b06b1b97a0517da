using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api;

/// <summary>Browsers in which members are told things (Web Push): off until they agree, by kind.</summary>
public static class PushApi
{
    /// <summary>Bytes of the hash that a subscription's id is made of.</summary>
    private const int IdBytes = 16;

    public static void MapPush(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/push-key", KeyAsync).WithTags("Push").WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("getPushKey").WithSummary("The key that a browser subscribes with").Refuses(404);
        var member = v1.MapGroup("/members/{id}/push-subscriptions").WithTags("Push");
        member.MapGet("", ListAsync).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("listPushSubscriptions").WithSummary("The browsers in which the member is told things").Refuses(422);
        member.MapPost("", SubscribeAsync).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("subscribeToPush")
            .WithSummary("Has the member told things in a browser; the same browser again has its kinds and language changed").Refuses(400, 404, 410, 413, 415, 422, 429);
        member.MapDelete("/{subscriptionId}", UnsubscribeAsync).WithQuery()
            .Allows(Scopes.Member | Scopes.Operator).WithName("unsubscribeFromPush").WithSummary("Has the member told nothing more in a browser").Refuses(404, 422, 429);
    }

    private static async Task<Results<Ok<PushKeyView>, ProblemResult>> KeyAsync(PushSettings settings, PushKeys keys) =>
        settings.Subject is null ? (ProblemResult)NotConfigured : TypedResults.Ok(new PushKeyView(await keys.PublicAsync()));

    private static async Task<Results<Ok<PushSubscriptionsView>, ProblemResult>> ListAsync(string id, PushRequests requests)
    {
        var member = MemberId.Parse(id);
        return member.Refusal is { } refusal
            ? (ProblemResult)refusal
            : TypedResults.Ok(new PushSubscriptionsView([.. (await requests.Store.ReadAsync(member.Value)).Select(PushSubscriptionView.Of)]));
    }

    private static async Task<Results<Created<PushSubscribedView>, Ok<PushSubscribedView>, ProblemResult>> SubscribeAsync(
        string id, JsonBody<PushSubscriptionBody, PushSubscriptionBody> body, IGrainFactory grains, PushRequests requests, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } mistyped)
            return (ProblemResult)mistyped;
        if (!body.TryGet(out var asked, out var problem))
            return problem;
        if ((requests.IsSetUp ? requests.Settings.Fault(asked.Endpoint) : NotConfigured) is { } fault)
            return (ProblemResult)fault;
        var held = await grains.LoyaltyAccount(member.Value).GetMember();
        if (held.Refusal is { } refusal)
            return (ProblemResult)refusal;
        var wanted = requests.Of(member.Value, IdOf(member.Value, asked.Endpoint), asked, held.Value!.Locale);
        var known = (await requests.Store.ReadAsync(member.Value)).FirstOrDefault(one => one.Id == wanted.Id);
        if (known is not null && requests.IsSame(known, wanted))
            return TypedResults.Ok(new PushSubscribedView(known.Id));
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        if (await requests.Store.KeepAsync(wanted, trail.Today) is not { } kept)
            return (ProblemResult)Refusals.MemberErased(member.Value);
        await trail.RecordAsync(context, TrailActions.PushSubscribed, member.Value, subject: kept.Id, detail: AuditRecorder.Detail(("kinds", kept.Kinds)));
        requests.Dispatcher.Wake();
        return known is null ? TypedResults.Created((string?)null, new PushSubscribedView(kept.Id)) : TypedResults.Ok(new PushSubscribedView(kept.Id));
    }

    private static async Task<Results<NoContent, ProblemResult>> UnsubscribeAsync(
        string id, string subscriptionId, PushRequests requests, CallerRateLimits rates, AuditRecorder trail, HttpContext context)
    {
        var member = MemberId.Parse(id);
        if (member.Refusal is { } refusal)
            return (ProblemResult)refusal;
        if ((await requests.Store.ReadAsync(member.Value)).All(one => one.Id != subscriptionId))
            return (ProblemResult)new Refusal("unknown-push-subscription", "The member has no subscription with this id.", "subscriptionId");
        if (rates.Recorded(Caller.Of(context.User)) is { } wait)
            return TooManyRequests.Result(context, wait);
        await requests.Store.RemoveAsync(member.Value, subscriptionId);
        await trail.RecordAsync(context, TrailActions.PushUnsubscribed, member.Value, subject: subscriptionId);
        return TypedResults.NoContent();
    }

    // The same browser again is the same subscription, and nobody learns the endpoint by it.
    private static string IdOf(MemberId member, string endpoint) =>
        $"ps_{Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{member.Value}\n{endpoint}"))[..IdBytes])}";

    private static Refusal NotConfigured => new("push-not-configured", "Browsers are told nothing here: Loyalty:Push:Subject is not set.", null);
}
