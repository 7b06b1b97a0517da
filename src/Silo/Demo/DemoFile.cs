using Loyalty.Api;
namespace Loyalty.Silo;

/// <summary>The file of the demo: its own, and empty at every start.</summary>
public static class DemoFile
{
    /// <summary>As <see cref="LoyaltySettings.DemoConnectionString"/> names it.</summary>
    public const string Path = "data/demo.db";

    /// <summary>Takes away what an earlier demo has left.</summary>
    internal static void StartAfresh()
    {
        if (!Directory.Exists("data"))
            return;
        // Another demo that still runs would lose its ledger under its feet.
        try
        {
            using var held = File.Open(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StartRefusedException($"A demo runs already on {Path}.");
        }

        foreach (var left in Directory.EnumerateFiles("data", "demo.db*"))
            File.Delete(left);
    }
}
