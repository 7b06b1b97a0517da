namespace Loyalty.Api;

/// <summary>Headers that are this API's own, or no standard's yet.</summary>
public static class ApiHeaders
{
    /// <summary>Makes an enrolment take effect once.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Why a caller does something, for the trail.</summary>
    public const string Reason = "Loyalty-Reason";

    /// <summary>What is left of a caller's rate (draft-ietf-httpapi-ratelimit-headers-10).</summary>
    public const string RateLimit = "RateLimit";

    /// <summary>What the rate grants.</summary>
    public const string RateLimitPolicy = "RateLimit-Policy";
}
