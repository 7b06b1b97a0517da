using System.Diagnostics;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Programs of npm that tests run, as <c>Tools/package-lock.json</c> names them; installed once.</summary>
internal static class NpmTools
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Where they are.</summary>
    public static string Folder { get; } = RepositoryFiles.At("tests/Api.Tests/OpenApi/Tools");

    /// <summary>Runs one and has it succeed.</summary>
    public static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        await Installed.Value;
        return await Tool.SucceedAsync(Path.Combine(Folder, "node_modules/.bin", program), arguments, Prepare);
    }

    private static async Task InstallAsync()
    {
        // npm writes the list of what it has installed last of all.
        var (done, wanted) = (new FileInfo(Path.Combine(Folder, "node_modules/.package-lock.json")), new FileInfo(Path.Combine(Folder, "package-lock.json")));
        if (done.Exists && done.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
            return;
        await Tool.SucceedAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], Prepare);
        File.SetLastWriteTimeUtc(done.FullName, DateTime.UtcNow);
    }

    // They would tell of themselves, and of newer ones.
    private static void Prepare(ProcessStartInfo start)
    {
        start.WorkingDirectory = Folder;
        (start.Environment["REDOCLY_TELEMETRY"], start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"], start.Environment["NO_COLOR"]) = ("off", "true", "1");
    }
}
