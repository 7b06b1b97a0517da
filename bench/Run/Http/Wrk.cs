using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Loyalty.Bench;

/// <summary>The load generator: so many connections, each with its next request as soon as the last is answered.</summary>
internal static class Wrk
{
    private const string Mark = "RESULT ";

    /// <summary>Runs a load to its end.</summary>
    /// <param name="run">Begins every transaction id, so that no two loads share one.</param>
    /// <param name="members">The members that the load goes to.</param>
    /// <param name="seed">The same seed gives the same requests.</param>
    public static async Task<Load> RunAsync(Uri address, int connections, int seconds, string run, Range members, int seed)
    {
        var start = new ProcessStartInfo(
            "wrk",
            [
                "-t", "1", "-c", Text(connections), "-d", Text(seconds) + "s", "--timeout", "30s",
                "-s", Path.Combine(AppContext.BaseDirectory, "purchases.lua"), address.ToString(), "--", run, Text(members.Start.Value), Text(members.End.Value), Text(seed),
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(text => text.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk ended with {process.ExitCode} and without a result: {output}");
        return JsonSerializer.Deserialize<Load>(line[Mark.Length..], JsonSerializerOptions.Web)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a load came to. At its end up to one request a connection is under way: sent, perhaps stored, not answered.</summary>
/// <param name="Sent">Requests sent.</param>
/// <param name="Answered">Responses received.</param>
/// <param name="Refused">Of them, those with a status of 400 or above.</param>
/// <param name="Broken">Connections and requests that failed below HTTP.</param>
/// <param name="P50">Microseconds.</param>
/// <param name="P99">Microseconds.</param>
internal sealed record Load(long Sent, long Answered, long Microseconds, long Refused, long Broken, long P50, long P99)
{
    public double PerSecond => Answered * 1e6 / Microseconds;
}
