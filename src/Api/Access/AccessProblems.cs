using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>
/// What a caller is told who may not. Never why: whether a key exists, has been revoked or has expired, or whether the member of the
/// address exists, is all the same answer.
/// </summary>
public static class AccessProblems
{
    /// <summary>There is no key or token, or none to be trusted.</summary>
    public static Problem NotAuthenticated { get; } = Problem.Of(
        StatusCodes.Status401Unauthorized, "not-authenticated", "A valid key or token is needed: Authorization: Bearer, then the key or token.");

    /// <summary>The key or token is good, and not for this.</summary>
    public static Problem NotAllowed { get; } = Problem.Of(
        StatusCodes.Status403Forbidden, "not-allowed", "The key or token does not allow this.");

    /// <summary>Answers with a problem and its challenge (RFC 6750).</summary>
    /// <param name="isGiven">The caller did send something.</param>
    public static Task WriteAsync(HttpContext context, Problem problem, bool isGiven)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = (problem.Status, isGiven) switch
        {
            (StatusCodes.Status403Forbidden, _) => "Bearer realm=\"loyalty\", error=\"insufficient_scope\"",
            (_, true) => "Bearer realm=\"loyalty\", error=\"invalid_token\"",
            _ => "Bearer realm=\"loyalty\"",
        };
        return ProblemResult.WriteAsync(context, problem);
    }
}
