using System.Diagnostics;

namespace Loyalty.Contracts;

/// <summary>A program of the operating system that a test needs.</summary>
public static class Tool
{
    /// <summary>Where it is, or null.</summary>
    public static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end.</summary>
    /// <param name="prepare">Sets what else it starts with: its folder, its environment.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? prepare = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        prepare?.Invoke(start);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    /// <summary>Runs it and has it succeed.</summary>
    /// <returns>What it printed.</returns>
    public static Task<string> SucceedAsync(string program, params string[] arguments) => SucceedAsync(program, arguments, prepare: null);

    /// <inheritdoc cref="SucceedAsync(string, string[])"/>
    /// <param name="prepare">As in <see cref="RunAsync"/>.</param>
    public static async Task<string> SucceedAsync(string program, string[] arguments, Action<ProcessStartInfo>? prepare)
    {
        var (exitCode, output) = await RunAsync(program, arguments, prepare);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {output}");
        return output;
    }
}

/// <summary>A fact that needs programs: skipped where one is missing, unless <c>LOYALTY_REQUIRE_ALL=1</c>.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => Tool.Find(program) is null).ToList();
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("LOYALTY_REQUIRE_ALL") != "1")
            Skip = $"Not installed: {string.Join(", ", missing)}.";
    }
}
