using Loyalty.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Silo.Tests;

/// <summary>What the engine does with nobody asking.</summary>
internal static class EngineWork
{
    private static readonly Type[] Services =
    [
        typeof(EngineDrain), typeof(StartAudit), typeof(ProgrammeRefresh), typeof(DayChangeService), typeof(Retention), typeof(AuditHeadLogger),
        typeof(SearchCompletion), typeof(PopulationFollower), typeof(FollowerStart), typeof(WebhookTending),
    ];

    /// <summary>Leaves it out, so that a test sees nothing but what it does itself, and Orleans' reminders.</summary>
    public static void Remove(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && Services.Contains(service.ImplementationType)).ToList())
            services.Remove(service);
    }
}
