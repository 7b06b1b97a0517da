using Loyalty.Api.Demo;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The engine in this process: the actors and their journal.</summary>
public static class SingleNodeEngine
{
    /// <summary>Opens the journal and adds the engine over it.</summary>
    /// <exception cref="StartRefusedException">The journal cannot be opened as configured.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, LoyaltySettings settings)
    {
        if (settings.Demo)
            DemoFile.StartAfresh();
        await builder.AddEngineAsync(settings);
        var services = builder.Services;
        services.AddSingleton(s => new SingleNodeGrains(s.GetRequiredService<AccountContext>(), new SingleNodeOptions(), TimeProvider.System));
        services.AddSingleton<IGrains>(s => s.GetRequiredService<SingleNodeGrains>());
        services.AddSingleton<IRuntime>(s => s.GetRequiredService<SingleNodeGrains>());
        services.AddSingleton<ILiveAccounts>(s => s.GetRequiredService<SingleNodeGrains>());
        services.AddSingleton<IExpirySweep, ExpirySweep>();
        services.AddEngineWork();
        if (settings.Demo)
            services.AddSingleton<DemoGate>().AddSingleton<DemoAirline>().AddHostedService<DemoLife>();
    }
}
