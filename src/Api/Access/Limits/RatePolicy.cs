using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Loyalty.Api;

/// <summary>
/// A rate as callers are told of it: <c>RateLimit-Policy: "key";q=2000;w=2</c>, <c>RateLimit: "key";r=1999;t=1</c>
/// (draft-ietf-httpapi-ratelimit-headers-10). Texts are made once, so that an answer costs none of its own.
/// </summary>
/// <param name="name">Whose rate it is.</param>
public sealed class RatePolicy(string name, Rate rate)
{
    // What is left is told in so many steps at most, rounded down.
    private const int MaxSteps = 4096;

    private readonly string?[] _left = new string?[Math.Min(rate.Burst, MaxSteps) + 1];

    private readonly StringValues _policy = rate.PerSecond <= 0
        ? default
        : string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={rate.Burst};w={Math.Max(1, (long)Math.Ceiling(rate.Burst / rate.PerSecond))}");

    /// <summary>Tells a caller that may go on what is left.</summary>
    /// <param name="due">As the rate keeps it.</param>
    public void Tell(IHeaderDictionary headers, long due, long now, long frequency)
    {
        if (rate.PerSecond <= 0)
            return;
        headers[ApiHeaders.RateLimitPolicy] = _policy;
        headers[ApiHeaders.RateLimit] = Left(rate.Left(due, now, frequency));
    }

    private string Left(int left)
    {
        var step = rate.Burst <= MaxSteps ? left : (int)((long)left * MaxSteps / rate.Burst);
        return _left[step] ??= Text(rate.Burst <= MaxSteps ? step : (int)((long)step * rate.Burst / MaxSteps), (long)Math.Ceiling(1 / rate.PerSecond));
    }

    private string Text(int left, long seconds) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left};t={Math.Max(1, seconds)}");
}
