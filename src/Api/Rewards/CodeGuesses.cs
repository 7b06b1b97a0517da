namespace Loyalty.Api;

/// <summary>Slows whoever tries codes, as whoever tries numbers of members: members too, and everybody else in keys mode.</summary>
internal static class CodeGuesses
{
    /// <summary>How long to wait before another code is looked up; null when one may be.</summary>
    public static ProblemResult? Wait(HttpContext context, CallerRateLimits rates) =>
        Caller.Of(context.User) is { Kind: not CallerKind.Open } caller && rates.Guessing(caller) is { } wait ? TooManyRequests.Result(context, wait) : null;

    /// <summary>A code was nobody's. A till's 404 is counted where it is answered.</summary>
    public static void Missed(HttpContext context, CallerRateLimits rates)
    {
        if (Caller.Of(context.User) is { Kind: not CallerKind.Open } caller && GuessLimiter.Of(context.User, rates) is null)
            rates.Guessed(caller);
    }
}
