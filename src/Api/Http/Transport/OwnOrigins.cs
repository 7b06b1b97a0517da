using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>
/// Refuses calls of web pages that neither come from this host nor from an origin that is named. A browser keeps answers from them
/// anyway; but an image of another site would leave records all the same, and a WebSocket a browser opens for anybody. Pages themselves
/// are open: a link to them may stand anywhere.
/// </summary>
internal static class OwnOrigins
{
    // What a browser says of a call by a page of this very origin, and of an address that somebody has typed (Fetch Metadata).
    private const string SameOrigin = "same-origin", Nobody = "none";

    private static readonly PathString Calls = "/v1", Hub = HubAddress.Path;

    private static readonly Problem NotAllowed = Problem.Of(
        StatusCodes.Status403Forbidden, "origin-not-allowed", "Web pages of this origin cannot call; the host names those that can.");

    /// <param name="mayBeBehindProxy">An unnamed proxy may end TLS before the host: then https is its own scheme too.</param>
    public static void UseOwnOrigins(this IApplicationBuilder app, TransportSettings settings, bool mayBeBehindProxy) => app.Use(next => context =>
        MayCall(context, settings, mayBeBehindProxy) ? next(context) : ProblemResult.WriteAsync(context, NotAllowed));

    private static bool MayCall(HttpContext context, TransportSettings settings, bool mayBeBehindProxy)
    {
        var request = context.Request;
        var isCall = request.Path.StartsWithSegments(Calls) || request.Path.StartsWithSegments(Hub);
        if (!isCall && context.GetEndpoint() is null)
            return true;
        var isNamed = false;
        foreach (var origin in request.Headers[HeaderNames.Origin])
        {
            if (settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
                isNamed = true;
            else if (!IsOwn(request, origin, mayBeBehindProxy))
                return false;
        }

        // An image, a script or a link sends no origin.
        return isNamed || !isCall || IsFromHere(request);
    }

    private static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"] switch
    {
        { Count: 0 } => true,
        [SameOrigin or Nobody] => true,
        _ => false,
    };

    private static bool IsOwn(HttpRequest request, string? origin, bool mayBeBehindProxy)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !string.Equals(uri.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase))
            return false;
        // Behind a proxy that ends TLS the host does not know that it is called over https, nor on which port that is the usual one.
        return mayBeBehindProxy && !request.IsHttps && uri.Scheme == Uri.UriSchemeHttps
            ? uri.IsDefaultPort ? request.Host.Port is null or 80 or 443 : request.Host.Port == uri.Port
            : uri.Scheme == request.Scheme && uri.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));
    }
}
