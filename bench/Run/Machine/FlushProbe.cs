using System.Diagnostics;

namespace Loyalty.Bench;

/// <summary>
/// How long the disk takes to make 4 KiB durable: what bounds every contender that is. It goes on for some seconds, for a shared disk
/// may hold a flush up now and then for longer than any p99 here.
/// </summary>
internal static class FlushProbe
{
    private const int Bytes = 4096;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(5);

    public static string Describe(string folder)
    {
        var path = Path.Combine(folder, "flush-probe");
        var times = new List<double>();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose))
        {
            var page = new byte[Bytes];
            for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Lasts;)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, 0);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        times.Sort();
        return $"write and fsync of 4 KiB: median {times[times.Count / 2]:0} µs, 99 of 100 within {times[times.Count * 99 / 100]:0} µs, "
            + $"the longest of {times.Count} {times[^1] / 1e3:0} ms";
    }
}
