using System.Diagnostics;

namespace Loyalty.Bench;

/// <summary>How long the disk takes to make 4 KiB durable: what bounds every contender that is.</summary>
internal static class FlushProbe
{
    private const int Writes = 200, Bytes = 4096;

    public static string Describe(string folder)
    {
        var path = Path.Combine(folder, "flush-probe");
        var times = new List<double>(Writes);
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose))
        {
            var page = new byte[Bytes];
            for (var i = 0; i < Writes; i++)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, 0);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        times.Sort();
        return $"write and fsync of 4 KiB: median {times[Writes / 2]:0} µs, 99 of 100 within {times[Writes * 99 / 100]:0} µs";
    }
}
