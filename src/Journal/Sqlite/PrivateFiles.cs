namespace Loyalty.Journal;

/// <summary>Makes files that nobody else on the machine can read: a ledger holds persons. What is there already keeps its rights.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute;

    /// <summary>Opens a file for this process alone, with its folder.</summary>
    public static FileStream Hold(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, FolderRights);
        return Open(path, FileShare.None);
    }

    /// <summary>Makes a file unless it is there.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path))
            Open(path, FileShare.ReadWrite).Dispose();
    }

    private static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileRights;
        return new FileStream(path, options);
    }
}
