using System.Globalization;

namespace Loyalty.Silo;

/// <summary>
/// Reads when the last backup was completed: the scripts of <c>deploy/backup</c> write it, as seconds since 1970, to the file that
/// <c>Loyalty:Backup:Stamp</c> names.
/// </summary>
/// <param name="path">The file, or null where none is named.</param>
internal sealed class BackupStamp(string? path)
{
    /// <summary>What is longer is no stamp.</summary>
    private const int MaxLength = 32;

    /// <summary>Seconds since 1970, or 0 where no backup is known.</summary>
    public double Seconds => path is not null && Read(path) is { } seconds ? seconds : 0;

    private static long? Read(string path)
    {
        try
        {
            using var file = File.OpenText(path);
            var text = new char[MaxLength];
            var length = file.ReadBlock(text);
            return long.TryParse(text.AsSpan(0, length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
