namespace Loyalty.Contracts;

/// <summary>Files of the source tree that tests read.</summary>
public static class RepositoryFiles
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file by its path from the root.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    // From the test's own folder upwards, so that it works wherever the clone stands.
    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Loyalty.Orleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
