namespace Loyalty.Api.Demo;

/// <summary>The file of the demo: its own, and empty at every start.</summary>
public static class DemoFile
{
    /// <summary>Beside the real ledger's default, so that neither is taken for the other.</summary>
    public const string Path = "data/demo.db";

    /// <summary>What SQLite is told.</summary>
    public const string ConnectionString = "Data Source=" + Path;

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
