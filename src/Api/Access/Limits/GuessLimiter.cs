using System.Security.Claims;

namespace Loyalty.Api;

/// <summary>
/// Keeps a till, a lounge's door or a partner from finding members by trying numbers. A till knows the number it is shown; one that asks for many that are nobody's
/// is not selling. Callers with more than a till's scope see all members anyway, and the feeds report whoever has flown.
/// </summary>
public sealed class GuessLimiter(CallerRateLimits rates, Caller caller)
{
    private const Scopes More = Scopes.FeedReservations | Scopes.FeedPayment | Scopes.FeedDcs | Scopes.Crm | Scopes.Operator | Scopes.Admin;

    /// <summary>Of a caller who is held to it; null for others.</summary>
    public static GuessLimiter? Of(ClaimsPrincipal user, CallerRateLimits rates) =>
        Grants.Of(user).Held is var held && (held & (Scopes.Pos | Scopes.Lounge | Scopes.Partner)) != Scopes.None && (held & More) == Scopes.None ? new GuessLimiter(rates, Caller.Of(user)) : null;

    /// <summary>How long to wait before another number is looked up; null when one may be.</summary>
    public TimeSpan? Wait => rates.Guessing(caller);

    /// <summary>A number was nobody's.</summary>
    public void Missed() => rates.Guessed(caller);

    /// <summary>Answers a request of such a caller; what is not found counts.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (Wait is { } wait)
        {
            await TooManyRequests.WriteAsync(context, wait);
            return;
        }

        // A stream answers many numbers under one status, and counts its lines itself.
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            Missed();
    }
}
