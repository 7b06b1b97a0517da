using Microsoft.Extensions.Primitives;

namespace Loyalty.Api;

/// <summary>
/// What browsers are told with every answer: take the type as it is said, put it in no frame, keep no copy. What the API answers is data
/// and may do nothing at all in a browser; a page runs its own files alone, tells nobody where it was left from and asks for no camera.
/// </summary>
public sealed class SecurityHeaders(TransportSettings settings, LoyaltySettings loyalty)
{
    /// <summary>For pages: nothing inline, nothing from another host; where people sign in, what a provider is asked besides.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For data.</summary>
    public const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    // Made once: a text would be wrapped anew for every answer.
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoFeatures = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues ForData = DataPolicy;

    private readonly StringValues _forPages = ForPages(loyalty);

    /// <summary>Uses them.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var headers = app.ApplicationServices.GetRequiredService<SecurityHeaders>();
        app.Use(next => context =>
        {
            headers.Set(context);
            return next(context);
        });
    }

    /// <summary>Sets what a page alone is told: from data nothing is followed and nothing runs, so that it would say nothing there.</summary>
    public static void SetForPage(IHeaderDictionary headers, StringValues policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Permissions-Policy"] = NoFeatures;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
    }

    private static string ForPages(LoyaltySettings loyalty)
    {
        var policy = loyalty.SignIn is { } provider
            ? PagePolicy.Replace("connect-src 'self'", $"connect-src 'self' {string.Join(' ', provider.Origins)}", StringComparison.Ordinal)
            : PagePolicy;
        // The tour shows the demo's own pages side by side, within a page of the demo.
        return loyalty.Demo ? policy.Replace("frame-ancestors 'none'", "frame-src 'self'; frame-ancestors 'self'", StringComparison.Ordinal) : policy;
    }

    /// <summary>Sets the headers of an answer that has none yet.</summary>
    public void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isData = context.GetEndpoint() is not null;
        headers.XContentTypeOptions = NoSniff;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        // Personal data for the most part; the files of pages say otherwise for themselves.
        headers.CacheControl = NoStore;
        if (isData)
            headers.ContentSecurityPolicy = ForData;
        else
            SetForPage(headers, _forPages);

        // A browser must not be bound to https for a machine's own address, where there may be no certificate tomorrow.
        if (settings.Hsts is { } hsts && context.Request.IsHttps && !Loopback.IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = hsts;
    }
}
