using System.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>What a receiver says of when to come back.</summary>
internal static class RetryAfterHeader
{
    /// <summary>How long from now; null where it says nothing.</summary>
    /// <param name="now">The instant to count a date from where the answer does not say its own.</param>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is not { } wish)
            return null;
        var wait = wish.Delta ?? wish.Date - (headers.Date ?? now);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
