namespace Loyalty.Api;

/// <summary>The limits, put together.</summary>
internal static class LimitServices
{
    /// <summary>Adds the limits and sets the server's own.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var settings = LimitSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings).AddSingleton(RateSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<LimitMetrics>().AddSingleton<CallerRateLimits>().AddSingleton<OpenStreams>().AddSingleton<ReservedConnections>();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            var limits = server.Limits;
            limits.MaxRequestLineSize = RequestLimits.ServerFactor * RequestLimits.MaxTargetCharacters;
            limits.MaxRequestHeaderCount = RequestLimits.ServerFactor * RequestLimits.MaxHeaders;
            limits.MaxRequestHeadersTotalSize = RequestLimits.ServerFactor * RequestLimits.MaxHeaderCharacters;
            limits.MaxRequestBodySize = RequestLimits.MaxBodyBytes;
            limits.MinRequestBodyDataRate = new(RequestLimits.MinBodyBytesPerSecond, RequestLimits.BodyGrace);
            limits.RequestHeadersTimeout = RequestLimits.HeadersTimeout;
            limits.KeepAliveTimeout = RequestLimits.KeepAlive;
            limits.MaxConcurrentConnections = settings.Connections + ReservedConnections.Count;
            limits.MaxConcurrentUpgradedConnections = settings.Connections;
            var reserved = server.ApplicationServices.GetRequiredService<ReservedConnections>();
            server.ConfigureEndpointDefaults(listen => listen.Use(next => connection => reserved.CountAsync(connection, next)));
        });
    }
}
