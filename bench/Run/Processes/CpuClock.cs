using System.Globalization;

namespace Loyalty.Bench;

/// <summary>Processor time as the kernel counts it.</summary>
internal static class CpuClock
{
    // USER_HZ, which Linux has kept at 100 for every program to read.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds a process and the children it has waited for have used.</summary>
    public static double Seconds(int process) => Read(process) is { } stat ? stat.Used / TicksPerSecond : 0;

    /// <summary>The same with all processes below it.</summary>
    public static double TreeSeconds(int root)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Stat>().ToLookup(stat => stat.Parent);
        return Seconds(root) + Below(root);

        double Below(int parent) => all[parent].Sum(child => (child.Used / TicksPerSecond) + Below(child.Id));
    }

    /// <summary>The process that has started another.</summary>
    public static int Parent(int process) =>
        Read(process)?.Parent ?? throw new InvalidOperationException($"Process {process} has ended.");

    /// <summary>Bytes of a process that are in memory now.</summary>
    public static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    // See proc(5), stat. The name may hold anything, so fields are counted from behind it.
    private static Stat? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new Stat(id, (int)Field(4), Field(14) + Field(15) + Field(16) + Field(17));
        }
        catch (IOException)
        {
            // It has ended.
            return null;
        }
    }

    private sealed record Stat(int Id, int Parent, long Used);
}
