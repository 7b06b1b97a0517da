namespace Loyalty.Api;

/// <summary>Problems that HTTP itself brings, by status.</summary>
public static class StatusProblems
{
    /// <summary>The problem of a bare status.</summary>
    public static Problem Of(int status)
    {
        var (code, detail) = status switch
        {
            StatusCodes.Status400BadRequest => ("bad-request", "The request is not valid HTTP."),
            StatusCodes.Status404NotFound => ("not-found", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "The address does not take this method; Allow names those it takes."),
            StatusCodes.Status408RequestTimeout => ("request-timeout", "The request came too slowly."),
            StatusCodes.Status413PayloadTooLarge => ("body-too-large", "The body is too large."),
            StatusCodes.Status414UriTooLong => ("uri-too-long", $"The address and its query have more than {RequestLimits.MaxTargetCharacters} characters."),
            StatusCodes.Status415UnsupportedMediaType => ("content-type-not-supported", "The address does not take this Content-Type."),
            StatusCodes.Status431RequestHeaderFieldsTooLarge => ("headers-too-large", $"The request has more than {RequestLimits.MaxHeaders} headers, or more than {RequestLimits.MaxHeaderCharacters} characters of them."),
            StatusCodes.Status503ServiceUnavailable => ("engine-busy", "The engine cannot answer now. Try again."),
            >= 500 => ("internal-error", "Something went wrong inside. It has been logged."),
            _ => ("request-refused", "The request was refused."),
        };
        return Problem.Of(status, code, detail);
    }
}
