namespace Loyalty.Api;

/// <summary>Where results of streams wait, and how many: <c>Loyalty:Streams</c>, checked.</summary>
public sealed record SpoolSettings
{
    /// <summary>The most megabytes that can be set: a terabyte.</summary>
    public const int MaxMegabytes = 1_000_000;

    /// <summary>The folder; the machine's for temporary files by default. Best on another disk than the journal's.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Megabytes of all streams together; 4,096 by default.</summary>
    public int Megabytes { get; init; } = 4_096;

    /// <summary>Megabytes of the streams of one caller; 1,024 by default. Without meaning in open mode.</summary>
    public int MegabytesPerCaller { get; init; } = 1_024;

    internal long Segments => Megabytes * 1_000_000L / SpoolFile.SegmentBytes;

    internal long SegmentsPerCaller => MegabytesPerCaller * 1_000_000L / SpoolFile.SegmentBytes;

    /// <exception cref="StartRefusedException">A setting is not valid, or the folder cannot be written.</exception>
    public static SpoolSettings Read(IConfiguration configuration)
    {
        var unset = new SpoolSettings();
        var settings = new SpoolSettings
        {
            Folder = configuration["Loyalty:Streams:Folder"] is { Length: > 0 } folder ? Checked(folder) : unset.Folder,
            Megabytes = configuration.Number("Streams:Megabytes", unset.Megabytes, 1, MaxMegabytes),
            MegabytesPerCaller = configuration.Number("Streams:MegabytesPerCaller", unset.MegabytesPerCaller, 1, MaxMegabytes),
        };
        return settings;
    }

    private static string Checked(string folder)
    {
        try
        {
            var full = Path.GetFullPath(folder);
            Directory.CreateDirectory(full);
            using var probe = new FileStream(
                Path.Combine(full, $"loyalty-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return full;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LoyaltySettings.NotValid("Streams:Folder", $"is '{folder}', which cannot be written: {fault.Message.TrimEnd('.')}");
        }
    }
}
