using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Loyalty.Bench;

/// <summary>Where and with what a run was made.</summary>
internal static class Machine
{
    /// <summary>Names with values, in the order to show them.</summary>
    public static IReadOnlyList<(string Name, string Value)> Describe(Database database, string folder, string? beside) =>
    [
        ("Date", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC"),
        ("Commit", First("git", "rev-parse --short HEAD") + (First("git", "status --porcelain src bench").Length > 0 ? " with changes" : "")),
        .. beside is null ? [] : (IEnumerable<(string, string)>)[("Other commit", First("git", $"-C {beside} rev-parse --short HEAD"))],
        ("Processor", Line("/proc/cpuinfo", "model name")),
        ("Cores", $"{Environment.ProcessorCount}"),
        ("Memory", Line("/proc/meminfo", "MemTotal")),
        ("Kernel", First("uname", "-sr")),
        ("File system", First("stat", $"-f -c %T {folder}")),
        ("One flush", FlushProbe.Describe(folder)),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("PostgreSQL", $"{database.Version}, fsync on, {string.Join(", ", Database.Settings.Select(setting => $"{setting.Key} {setting.Value}"))}"),
        ("Load generator", "wrk " + First("dpkg-query", "-W -f=${Version} wrk") + ", one thread, on the same machine"),
    ];

    private static string Line(string path, string name) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static string First(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            return process.StandardOutput.ReadLine() ?? "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
