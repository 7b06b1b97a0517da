namespace Loyalty.Client;

/// <summary>The engine has refused a call or a watch, or could not answer it (RFC 9457).</summary>
public sealed class LoyaltyProblemException : Exception
{
    internal LoyaltyProblemException(string code, int status, string detail, Exception? cause = null)
        : base($"{code}: {detail}", cause)
    {
        (Code, Status, Detail) = (code, status, detail);
    }

    /// <summary>The stable code, as <c>amount-not-valid</c>. <c>http-502</c> and its like are of somebody on the way, who gave none.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; 0 where the hub refuses.</summary>
    public int Status { get; }

    /// <summary>One sentence for a person.</summary>
    public string Detail { get; }

    /// <summary>Sentences by field of the request.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; internal init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How long the engine asks to wait before the call is sent again.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Under which the engine's logs and traces have the call.</summary>
    public string? TraceId { get; internal init; }
}
