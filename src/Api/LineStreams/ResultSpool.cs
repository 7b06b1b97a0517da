namespace Loyalty.Api;

/// <summary>
/// Where results of streams wait whose callers do not read yet: files in one folder, bounded for each caller and for all together. Where
/// there is no room, a full disk included, a stream is held back until there is.
/// </summary>
public sealed class ResultSpool(SpoolSettings settings, TimeProvider time, ILogger<ResultSpool> log)
{
    /// <summary>How often a lack of room is told.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly CallerCounts _segments = new(settings.Segments, caller => caller.Kind == CallerKind.Open ? settings.Segments : settings.SegmentsPerCaller);
    private long _told;

    /// <summary>A queue for the results of one stream.</summary>
    public SpoolFile Open(Caller caller) => new(this, caller);

    /// <summary>Room for one more segment; false when there is none for this caller, or for anybody.</summary>
    internal bool TryReserve(Caller caller) => _segments.TryTake(caller);

    /// <summary>Room that is not needed any more.</summary>
    internal void Release(Caller caller, int segments) => _segments.Give(caller, segments);

    /// <summary>Tells of a disk that takes no more, now and then.</summary>
    internal void Tell(Exception fault)
    {
        var (now, told) = (time.GetTimestamp(), Volatile.Read(ref _told));
        if ((told == 0 || time.GetElapsedTime(told, now) >= TellEvery) && Interlocked.CompareExchange(ref _told, now, told) == told)
            log.LogWarning("Results of streams cannot wait in {Folder}, and the streams are held back: {Reason}", settings.Folder, fault.Message);
    }

    internal FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(settings.Folder, $"loyalty-{Guid.NewGuid():N}");
        var file = new FileStream(path, options);
        // It has names in it: without one of its own, it goes with the process even when that is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
