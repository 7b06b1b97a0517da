namespace Loyalty.Api;

/// <summary>
/// What a request may cost before anybody looks at it. What the server refuses by itself has no body, so that its own limits lie higher
/// where a limit can be told by a problem document.
/// </summary>
public static class RequestLimits
{
    /// <summary>Characters of the address and its query together.</summary>
    public const int MaxTargetCharacters = 8 * 1024;

    /// <summary>Headers of a request.</summary>
    public const int MaxHeaders = 100;

    /// <summary>Characters of all header names and values.</summary>
    public const int MaxHeaderCharacters = 32 * 1024;

    /// <summary>Times the limit of the address and of the headers at which the server hangs up without a word.</summary>
    public const int ServerFactor = 8;

    /// <summary>Bytes of a body, save where lines are read as they come.</summary>
    public const int MaxBodyBytes = JsonReading.MaxBytes;

    /// <summary>Bytes a second that a body must come with once <see cref="BodyGrace"/> is over; a stream of purchases may pause.</summary>
    public const int MinBodyBytesPerSecond = 240;

    /// <summary>How slow a body may be at first.</summary>
    public static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>How long the headers may take.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);
}
