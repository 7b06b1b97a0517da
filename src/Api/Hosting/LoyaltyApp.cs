using System.Diagnostics;
using Loyalty.Grains;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Loyalty.Api;

/// <summary>The single-node host as a whole.</summary>
public static class LoyaltyApp
{
    /// <summary>Builds the host, ready to start.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="addEngine">Adds the engine behind the API; given by tests that want another.</param>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Func<WebApplicationBuilder, LoyaltySettings, Task> addEngine)
    {
        // The working directory holds ./data; what the host brings along lies beside its program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = WithSwitches(args), ContentRootPath = AppContext.BaseDirectory });
        var settings = builder.AddLoyalty();
        await addEngine(builder, settings);
        return builder.Build().MapLoyalty();
    }

    /// <summary>Runs the host until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<WebApplicationBuilder, LoyaltySettings, Task> addEngine)
    {
        try
        {
            if (args is [KeysCommand.Name, .. var command])
                return await KeysCommand.RunAsync(command, Console.Out);
            await using var app = await BuildAsync(args, addEngine);
            if (TrailCommand.IsWanted(app.Configuration))
                return await TrailCommand.RunAsync(app.Services, app.Configuration, Console.Out);
            await StartAsync(app);
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

    // The configuration knows only --key value.
    private static string[] WithSwitches(string[] args) => [.. args.Select(arg => arg switch
    {
        "--demo" => "--Loyalty:Demo=true",
        "--verify-trail" => "--Loyalty:Trail:Verify=true",
        "--audit" => "--Loyalty:Audit:AtStart=refuse",
        _ => arg,
    })];

    // What comes out of the server is about its addresses and certificates, and has no type in common: a file that is missing, a socket, a
    // text that is no address. A journal's fault may have the same types, and must not be told as an address's.
    private static bool IsOfServer(Exception fault) =>
        new StackTrace(fault).GetFrames().Any(frame => frame.GetMethod()?.DeclaringType?.Assembly == typeof(KestrelServer).Assembly);

    /// <summary>Starts the host.</summary>
    /// <exception cref="StartRefusedException">It cannot listen, or the journal does not answer.</exception>
    internal static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (JournalUnavailableException fault)
        {
            throw new StartRefusedException($"The journal cannot be read: {fault.Message}");
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            // The server explains a missing certificate over several lines; the first one says it.
            throw new StartRefusedException($"urls: the host cannot listen: {fault.Message.Split('\n', 2)[0].TrimEnd()}");
        }
    }
}
