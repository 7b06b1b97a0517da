using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>Rates without a host.</summary>
internal static class TestRates
{
    public static CallerRateLimits Of(RateSettings settings, TimeProvider time) =>
        new(settings, new LimitMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()), time);
}
