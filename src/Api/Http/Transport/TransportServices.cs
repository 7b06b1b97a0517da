using System.Security.Authentication;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>Adds what stands between the network and the API: TLS, security headers, origins, proxies.</summary>
public static class TransportServices
{
    /// <summary>How long a browser may remember what a preflight was answered.</summary>
    public static readonly TimeSpan PreflightMaxAge = TimeSpan.FromMinutes(10);

    /// <summary>How long a TLS handshake may take.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] RequestHeaders =
    [
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfMatch, ApiHeaders.IdempotencyKey, ApiHeaders.Reason, HeaderNames.TraceParent, HeaderNames.TraceState,
        "X-Requested-With", "X-SignalR-User-Agent",
    ];

    private static readonly string[] AnswerHeaders =
        [HeaderNames.Location, HeaderNames.RetryAfter, HeaderNames.ETag, HeaderNames.ContentDisposition, ApiHeaders.RateLimit, ApiHeaders.RateLimitPolicy, "Deprecation", "Sunset", HeaderNames.Link];

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddTransport(this WebApplicationBuilder builder)
    {
        var settings = TransportSettings.Read(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton<SecurityHeaders>();
        // Refused before anything of this host is asked; at least it does not say what stands in front.
        services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        services.Configure<ForwardedHeadersOptions>(headers => Believe(headers, settings.Proxies));
        if (settings.Proxies.Count > 0)
            services.AddHttpsRedirection(redirect => redirect.HttpsPort = 443);
        services.Configure<Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionOptions>(redirect => redirect.RedirectStatusCode = StatusCodes.Status308PermanentRedirect);
        if (settings.Origins.Count > 0)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. settings.Origins]).WithMethods(Methods).WithHeaders(RequestHeaders)
                .WithExposedHeaders(AnswerHeaders)
                // SignalR's client in a browser asks for it; there are no cookies that it could send.
                .AllowCredentials().SetPreflightMaxAge(PreflightMaxAge)));
        }

        builder.WebHost.ConfigureKestrel(server => server.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.HandshakeTimeout = HandshakeTimeout;
        }));
    }

    /// <summary>Uses it; before all else of the pipeline.</summary>
    public static void UseTransport(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<TransportSettings>();
        if (settings.Proxies.Count > 0)
            app.UseForwardedHeaders();
        SecurityHeaders.Use(app);
        if (settings.RequireHttps)
            app.UseHttpsOnly();
        app.UseHeaderLimits();
        var isOpen = app.Services.GetRequiredService<LoyaltySettings>().AuthMode == AuthMode.Open;
        if (isOpen)
            app.UseLoopbackRequestsOnly();
        app.UseOwnOrigins(settings, mayBeBehindProxy: !isOpen);
        if (settings.Origins.Count > 0)
            app.UseCors();
    }

    private static void Believe(ForwardedHeadersOptions headers, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // From the right to the left, as long as each address is a proxy's: what a caller wrote itself lies further left.
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            headers.KnownIPNetworks.Add(proxy);
    }
}
