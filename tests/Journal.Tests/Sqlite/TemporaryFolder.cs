namespace Loyalty.Journal.Tests;

/// <summary>A folder that is gone after the test. It does not exist before somebody makes it.</summary>
internal sealed class TemporaryFolder
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "loyalty-" + Guid.NewGuid().ToString("N"));

    /// <summary>The journal's file in it.</summary>
    public string File => System.IO.Path.Combine(Path, "deep", "loyalty.db");

    public string ConnectionString => $"Data Source={File}";

    public void Delete()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
