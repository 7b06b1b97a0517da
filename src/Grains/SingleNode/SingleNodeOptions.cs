namespace Loyalty.Grains;

/// <summary>Bounds of the in-process runtime.</summary>
public sealed record SingleNodeOptions
{
    /// <summary>Actors kept in memory; the longest unused go first. A few may be live above it while they work.</summary>
    public int MaxLive { get; init; } = 500_000;

    /// <summary>How long an unused actor stays.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rounds of passivation in <see cref="IdleAfter"/>.</summary>
    public const int RoundsToIdle = 10;
}
