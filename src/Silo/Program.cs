using Loyalty.Api;

namespace Loyalty.Silo;

/// <summary>The program: API, hub, pages, grains and journal in one process, alone or as one silo of a cluster.</summary>
public static class Program
{
    /// <returns>The exit code: 0 after a stop in order, 1 where the start was refused.</returns>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is [KeysCommand.Name, .. var command])
                return await KeysCommand.RunAsync(command, Console.Out);
            if (args is [HealthCommand.Name, .. var asked])
                return await HealthCommand.RunAsync(asked, Console.Out);
            await using var app = await BuildAsync(args);
            if (TrailCommand.IsWanted(app.Configuration))
                return await TrailCommand.RunAsync(app.Services, app.Configuration, Console.Out);
            await app.StartServingAsync();
            StartBanner.Write(Console.Out, app.Urls);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>Builds the program, ready to start.</summary>
    /// <param name="configure">What a test has other than usual.</param>
    /// <exception cref="StartRefusedException">A setting is not valid, or what it names is not as it must be.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The working directory holds ./data; what the program brings along lies beside it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = CommandLine.Expand(args), ContentRootPath = AppContext.BaseDirectory });
        var settings = builder.AddLoyaltyApi();
        var cluster = ClusterSettings.Read(builder.Configuration, settings);
        await builder.AddEngineAsync(settings);
        await builder.AddSiloAsync(cluster);
        builder.Services.AddEngineWork(settings);
        configure?.Invoke(builder);
        var app = builder.Build().MapLoyaltyApi();
        Dashboard.Map(app);
        return app;
    }
}
