using System.Diagnostics;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Programs of npm that tests run, as <c>Tools/package-lock.json</c> names them; installed once.</summary>
internal static class NpmTools
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Where they are.</summary>
    public static string Folder { get; } = RepositoryFiles.At("tests/Api.Tests/OpenApi/Tools");

    /// <summary>Runs one to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        await Installed.Value;
        return await StartAsync(Path.Combine(Folder, "node_modules/.bin", program), arguments);
    }

    /// <summary>Runs one and has it succeed.</summary>
    public static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {output}");
        return output;
    }

    private static async Task InstallAsync()
    {
        // npm writes the list of what it has installed last of all.
        var (done, wanted) = (new FileInfo(Path.Combine(Folder, "node_modules/.package-lock.json")), new FileInfo(Path.Combine(Folder, "package-lock.json")));
        if (done.Exists && done.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
            return;
        var (exitCode, output) = await StartAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        Assert.True(exitCode == 0, output);
        File.SetLastWriteTimeUtc(done.FullName, DateTime.UtcNow);
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // They would tell of themselves, and of newer ones.
        (start.Environment["REDOCLY_TELEMETRY"], start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"], start.Environment["NO_COLOR"]) = ("off", "true", "1");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
