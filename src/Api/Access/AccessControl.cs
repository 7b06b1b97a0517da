using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>Holds every request of keys mode to the rule of its address: who asks, and may they?</summary>
/// <remarks>
/// Not the framework's authentication and authorization, for which every purchase would pay with objects of its own: a key costs one
/// hash, one look-up and no allocation. Tokens are checked by the library made for them (<see cref="TokenReader"/>).
/// </remarks>
public sealed class AccessControl(KeyRing keys, TokenReader tokens, DeviceTokens devices, CallerRateLimits rates)
{
    private const string Scheme = "Bearer ";

    /// <summary>Names the caller and answers 401 or 403 where it may not; what has no address goes on.</summary>
    public static void Use(WebApplication app)
    {
        var control = app.Services.GetRequiredService<AccessControl>();
        app.Use(next => context => control.HandleAsync(context, next));
    }

    private Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        context.User = AccessIdentity.Nobody;
        // Files and addresses that are not there; and routing's own answers, such as 405.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return next(context);
        var rule = endpoint.Metadata.GetMetadata<AllowsAttribute>() ?? AllowsAttribute.Nobody;
        var text = rule.IsPublic ? default : TextOf(context.Request);
        if (text.IsEmpty)
        {
            var wait = rates.Anonymous(context.Connection.RemoteIpAddress);
            rates.TellAnonymous(context.Response.Headers, context.Connection.RemoteIpAddress);
            if (wait is { } time)
                return TooManyRequests.WriteAsync(context, time);
        }

        if (rule.IsPublic)
            return next(context);
        if (text.IsEmpty)
            return AccessProblems.WriteAsync(context, AccessProblems.NotAuthenticated, isGiven: context.Request.Headers.Authorization.Count > 0);
        return text.Span.StartsWith(KeySecret.Prefix, StringComparison.Ordinal)
            ? Admit(context, next, rule, keys.Find(text.Span))
            : AdmitTokenAsync(context, next, rule, text);
    }

    private async Task AdmitTokenAsync(HttpContext context, RequestDelegate next, AllowsAttribute rule, ReadOnlyMemory<char> text) =>
        await Admit(
            context, next, rule,
            text.Span.StartsWith(DeviceSecret.Prefix, StringComparison.Ordinal) ? await devices.FindAsync(text.ToString()) : await tokens.ReadAsync(text.ToString()));

    private Task Admit(HttpContext context, RequestDelegate next, AllowsAttribute rule, ClaimsPrincipal? user)
    {
        var address = context.Connection.RemoteIpAddress;
        var wait = user is null ? rates.Wrong(address) : rates.Good(address, Caller.Of(user));
        if (user is not null)
            rates.Tell(context.Response.Headers, Caller.Of(user));
        if (wait is { } time)
            return TooManyRequests.WriteAsync(context, time);
        if (user is null)
            return AccessProblems.WriteAsync(context, AccessProblems.NotAuthenticated, isGiven: true);
        var grants = Grants.Of(user);
        // The member of the address matters to members alone, and the others need not pay for reading it.
        if (!grants.May(rule.Scopes, grants.Held.HasFlag(Scopes.Member) ? context.Request.RouteValues["id"] as string : null))
            return AccessProblems.WriteAsync(context, AccessProblems.NotAllowed, isGiven: true);
        context.User = user;
        return GuessLimiter.Of(user, rates) is { } guesses ? guesses.AnswerAsync(context, next) : next(context);
    }

    // Clients of the hub cannot set a header on a WebSocket of a browser.
    private static ReadOnlyMemory<char> TextOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 1 && header[0] is { } value)
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value.AsMemory(Scheme.Length).Trim() : default;
        return header.Count == 0 && request.Path.StartsWithSegments(HubAddress.Path) && request.Query["access_token"] is [{ } token]
            ? token.AsMemory()
            : default;
    }
}
