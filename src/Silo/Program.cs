using Loyalty.Api;

namespace Loyalty.Silo;

/// <summary>The program: API, hub, pages, grains and journal in one process, alone or as one silo of a cluster.</summary>
public static class Program
{
    /// <returns>The exit code: 0 after a stop that was asked for, 1 where the start was refused.</returns>
    public static Task<int> Main(string[] args) => RunAsync(args);

    /// <summary>Runs the program until it is stopped.</summary>
    /// <param name="configure">What a test has other than usual.</param>
    internal static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            if (args is [KeysCommand.Name, .. var command])
                return await KeysCommand.RunAsync(command, Console.Out);
            if (args is [HealthCommand.Name, .. var asked])
                return await HealthCommand.RunAsync(asked, Console.Out);
            await using var app = await BuildAsync(args, configure);
            if (TrailCommand.IsWanted(app.Configuration))
                return await TrailCommand.RunAsync(app.Services, app.Configuration, Console.Out);
            using var stop = new StopReason();
            await app.StartServingAsync();
            StartBanner.Write(Console.Out, app.Urls, app.Services.GetService<DemoAirline>()?.Frequent);
            await app.WaitForShutdownAsync();
            return stop.ExitCode(app.Services);
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
        var settings = builder.AddLoyaltyApi(BuildVersion.Of(typeof(Program).Assembly));
        var cluster = ClusterSettings.Read(builder.Configuration, settings);
        await builder.AddEngineAsync(settings);
        await builder.AddSiloAsync(cluster);
        builder.Services.AddEngineWork(settings);
        builder.AddServiceManager();
        configure?.Invoke(builder);
        var app = builder.Build().MapLoyaltyApi();
        Dashboard.Map(app);
        return app;
    }
}
