using System.Diagnostics;

namespace Loyalty.Bench;

/// <summary>The pieces, measured by a program of their own while nothing else runs.</summary>
internal static class MicroPart
{
    public const string Name = "micro";

    public static async Task RunAsync(BenchRun run)
    {
        run.Say("Pieces: domain, dispatch, memory of live members");
        var path = Path.Combine(run.Folder, "micro.json");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [run.Options.Program("Micro"), path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = run.Folder,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The measurement of the pieces ended with {process.ExitCode}: {output}");
        run.Samples.AddJson(await File.ReadAllTextAsync(path));
    }
}
