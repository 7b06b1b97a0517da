namespace Loyalty.Grains;

/// <summary>The bounds of followers. The defaults are meant for production; tests make them small.</summary>
public sealed record FollowerBounds
{
    public static FollowerBounds Default { get; } = new();

    /// <summary>Followers of all kinds; more are not started.</summary>
    public int Followers { get; init; } = 128;

    /// <summary>Events read at a time.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Members that may be set aside; the follower then reads no further.</summary>
    public int Aside { get; init; } = 10_000;

    /// <summary>Events of a member that are tried in one batch.</summary>
    public int EventsOfRetry { get; init; } = 100;

    /// <summary>Members that are tried again before the next page is read.</summary>
    public int RetriesAtOnce { get; init; } = 64;

    /// <summary>How long a page waits for its lanes; what still runs then is set aside in memory, and the others go on.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A lane that has run for so long is kept as set aside, and the cursor goes on past it.</summary>
    public TimeSpan SlowLane { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A lease ends after so long unless it is renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a lease is renewed, and asked for where another has it.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the cursor is kept at most; a crash repeats what was done since.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time from one read to the next where there is no full page: what is committed meanwhile gathers.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>It rests no longer than so while there is more to read.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>It looks by itself after so long without a signal.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it looks who is due that is set aside: the engine's clock may be moved.</summary>
    public TimeSpan LookForDue { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long it rests where the work could not be done for reasons that are not the member's.</summary>
    public TimeSpan Interrupted { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first pause after a failure; it doubles up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause after failures.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The pause after <paramref name="attempts"/> failures.</summary>
    public TimeSpan PauseAfter(int attempts) => FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)) is var pause && pause < LongestPause ? pause : LongestPause;
}
