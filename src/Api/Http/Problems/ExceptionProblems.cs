using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What a caller is told of an exception: never its text.</summary>
public static class ExceptionProblems
{
    /// <summary>Seconds after which a caller should try again.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>The problem that stands for an exception.</summary>
    public static Problem Of(Exception fault) => fault switch
    {
        EngineBusyException => Problem.Of(
            StatusCodes.Status503ServiceUnavailable, "engine-busy", "The engine is busy and has done nothing. Try again under the same id."),
        JournalUnavailableException => Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "journal-unavailable",
            "The journal cannot be reached, or the outcome is unknown. Try again under the same id: it takes effect once at most."),
        BadHttpRequestException bad => StatusProblems.Of(bad.StatusCode),
        _ when IsOfBody(fault) => StatusProblems.Of(StatusCodes.Status400BadRequest),
        _ => Problem.Of(StatusCodes.Status500InternalServerError, "internal-error", "Something went wrong inside. It has been logged."),
    };

    /// <summary>
    /// Whether an operator should hear of it here: what callers or load bring about is told to the caller alone, and the journal
    /// tells of itself once, not once a request.
    /// </summary>
    public static bool IsOurs(Exception fault) =>
        fault is not (EngineBusyException or JournalUnavailableException or BadHttpRequestException) && !IsOfBody(fault);

    // The web server reads the size of a chunk into 31 bits, and one that does not fit is an error of its own: not one of a bad request,
    // though that is what it is.
    private static bool IsOfBody(Exception fault) => fault is IOException { InnerException: OverflowException };
}
