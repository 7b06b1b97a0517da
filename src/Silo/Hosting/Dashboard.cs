using Loyalty.Api;
using Orleans.Dashboard;

namespace Loyalty.Silo;

/// <summary>Orleans' dashboard at <c>/dashboard</c>, for whoever may do everything.</summary>
internal static class Dashboard
{
    /// <summary>Adds it. The filter that measures each grain call for it is on every call's way and there by a setting alone.</summary>
    public static void Add(ISiloBuilder silo, IConfiguration configuration)
    {
        silo.AddDashboard();
        if (configuration.Flag("Dashboard:Profiler"))
            return;
        var profiler = silo.Services.Single(service =>
            service.ServiceType == typeof(IIncomingGrainCallFilter) && service.ImplementationType?.Assembly == typeof(DashboardOptions).Assembly);
        silo.Services.Remove(profiler);
    }

    /// <summary>Serves it under headers that let its page work, to an admin; in open mode to everybody on this machine.</summary>
    public static void Map(WebApplication app)
    {
        var group = app.MapOrleansDashboard(DashboardPage.Path);
        group.ExcludeFromDescription().WithMetadata(new AllowsAttribute(Scopes.Admin));
        group.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = DashboardPage.Policy;
            return next(context);
        });
    }
}
