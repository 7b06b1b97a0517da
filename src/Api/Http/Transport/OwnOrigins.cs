using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>
/// Refuses calls of web pages that neither come from this host nor from an origin that is named. A browser would keep the answer from
/// them anyway; a WebSocket it would open for anybody.
/// </summary>
internal static class OwnOrigins
{
    public static void UseOwnOrigins(this IApplicationBuilder app, TransportSettings settings) => app.Use(next => context =>
    {
        foreach (var origin in context.Request.Headers[HeaderNames.Origin])
        {
            if (!settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) && !IsOwn(context.Request, origin))
            {
                return ProblemResult.WriteAsync(context, Problem.Of(
                    StatusCodes.Status403Forbidden, "origin-not-allowed", "Web pages of this origin cannot call; the host names those that can."));
            }
        }

        return next(context);
    });

    // Behind a proxy that ends TLS the host may not know that it is called over https: then either scheme is its own.
    private static bool IsOwn(HttpRequest request, string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
        && string.Equals(uri.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && (uri.IsDefaultPort ? request.Host.Port is null or 80 or 443 : request.Host.Port == uri.Port);
}
